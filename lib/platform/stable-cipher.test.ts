import { beforeAll, describe, expect, test } from 'vitest';
import { generateKeyRing } from './key-ring-shape';
import { openStable, sealStable } from './stable-cipher';
import { setSettings } from './testing/set-settings';

const DIGITS = '0123456789abcdef01234567';

beforeAll(() => setSettings({ KEY_RING: JSON.stringify(generateKeyRing(new Date())) }));

describe('what stands for an id', () => {
  test('is always the same, opens to it, and shows nothing of it', () => {
    const sealed = sealStable('a', DIGITS);
    expect(sealed).toMatch(/^[0-9a-f]{32}$/);
    expect(sealStable('a', DIGITS)).toBe(sealed);
    expect(openStable('a', sealed)).toBe(DIGITS);
    expect(sealed).not.toContain(DIGITS.slice(0, 8));
  });

  test('opens for no other use, changed, or made up', () => {
    const sealed = sealStable('a', DIGITS);
    expect(openStable('b', sealed)).toBeNull();
    const flipped = (sealed.startsWith('0') ? '1' : '0') + sealed.slice(1);
    for (const made of [flipped, DIGITS, '', `${sealed}00`, sealed.toUpperCase(), '0'.repeat(32)]) {
      expect(openStable('a', made)).toBeNull();
    }
  });
});
