import { expect, test } from 'vitest';
import { setSettings } from '@/lib/platform/testing/set-settings';
import { GET } from './route';

test('a register whose database and queue do not answer says which, and when to ask again', async () => {
  setSettings({ DATABASE_URL: 'postgresql://register:a-password@127.0.0.1:1/register' });
  const answer = await GET();
  expect(answer.status).toBe(503);
  expect(answer.headers.get('Retry-After')).toBe('5');
  expect(await answer.json()).toEqual({
    status: 'not ready',
    checks: { database: 'failed', queue: 'failed', mail: 'ok' },
  });
});
