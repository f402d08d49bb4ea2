import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { now, secondsFrom } from '@/lib/platform/clock';
import { signJwt, type SignInput } from '@/lib/platform/jwt';
import { activeKey } from '@/lib/platform/key-ring';
import { generateKeyRing } from '@/lib/platform/key-ring-shape';
import { setSettings } from '@/lib/platform/testing/set-settings';
import { linkToken, readLinkToken } from './link-token';

const start = new Date('2026-01-01T00:00:00Z');
const origin = 'https://id.example';
const ref = 'mlr_0123456789abcdef01234567';

beforeAll(() => {
  vi.setSystemTime(start);
  setSettings({ KEY_RING: JSON.stringify(generateKeyRing(start)), ORIGIN: origin });
});
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const input = () => ({ ref, expiresAt: secondsFrom(start, 900), keyId: activeKey('link').id });

/** What a link's token is made of, rightly signed, with a change. */
function signed(change: Partial<SignInput> = {}): Promise<string> {
  return signJwt({
    purpose: 'link',
    audience: 'magic-link',
    issuer: origin,
    claims: { use: 'confirm', ref },
    expiresAt: secondsFrom(now(), 900),
    ...change,
  });
}

test.each(['confirm', 'prove', 'undo'] as const)(
  'a link to %s says so, and of what',
  async (use) => {
    const token = await linkToken({ purpose: use, ...input() });
    expect(await readLinkToken(token)).toEqual({ purpose: use, ref, isExpired: false });
  },
);

test('one made by hand in the exact form is read, so what is refused below fails for its flaw', async () => {
  expect(await readLinkToken(await signed())).toEqual({
    purpose: 'confirm',
    ref,
    isExpired: false,
  });
});

test.each<[string, Partial<SignInput>]>([
  ['made for another audience, though with the key of links', { audience: 'register-api' }],
  ['made by another origin', { issuer: 'https://id.example.evil' }],
  ['signed with the key of bearer tokens', { purpose: 'token' }],
  ['for a use there is none of', { claims: { use: 'delete', ref } }],
  ['without a use', { claims: { ref } }],
  ['that names nothing', { claims: { use: 'confirm' } }],
])('a token %s is no link', async (_flaw, change) => {
  expect(await readLinkToken(await signed(change))).toBeNull();
});
