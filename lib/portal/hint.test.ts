import { expect, test } from 'vitest';
import { ensureKeyRing } from '@/lib/platform/key-ring';
import { setSettings } from '@/lib/platform/testing/set-settings';
import { temporaryFolder } from '@/lib/platform/testing/temporary-folder';
import { aboutEmail, aboutMpxn, subjectHash } from './hint';

test('one address is one subject of the limits, however its case is typed, and a meter point another', () => {
  setSettings({ DATA_DIR: temporaryFolder() });
  ensureKeyRing();
  const hashOf = (typed: string) => {
    const about = aboutEmail(typed) ?? aboutMpxn(typed);
    return about && subjectHash(about);
  };
  const spellings = ['jo.bloggs@example.com', 'Jo.Bloggs@example.com', 'JO.BLOGGS@EXAMPLE.COM'];
  expect(new Set(spellings.map(hashOf)).size).toBe(1);
  expect(hashOf('jo.blogs@example.com')).not.toBe(hashOf('jo.bloggs@example.com'));
  expect(hashOf('1200023456781')).not.toBe(hashOf('1200023456782'));
});
