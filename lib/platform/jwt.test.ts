import { createHmac } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY_S, now, secondsFrom } from './clock';
import { signJwt, readJwt, type SignInput } from './jwt';
import { activeKey } from './key-ring';
import { generateKeyRing, rotateKeyRing, type KeyRing } from './key-ring-shape';
import { setSettings } from './testing/set-settings';

const start = new Date('2026-01-01T00:00:00Z');
const expected = { audience: 'register-api', issuer: 'https://id.example' };
const invalid = { valid: false };

let ring: KeyRing;

function useRing(next: KeyRing): void {
  setSettings({ KEY_RING: JSON.stringify(next) });
}

beforeEach(() => {
  vi.setSystemTime(start);
  ring = generateKeyRing(start);
  useRing(ring);
});
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

function sign(change: Partial<SignInput> = {}): Promise<string> {
  return signJwt({
    purpose: 'token',
    ...expected,
    claims: { sub: 'northwind' },
    issuedAt: now(),
    expiresAt: secondsFrom(now(), 7200),
    ...change,
  });
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with a header and claims of one's choice, rightly signed unless `key` is another. */
function forge(header: object, claims: object, key = activeKey('token').bytes): string {
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}

const claims = { iss: expected.issuer, aud: expected.audience, exp: start.getTime() / 1000 + 60 };
const header = () => ({ alg: 'HS256', kid: activeKey('token').id, typ: 'JWT' });

test('a token reads back with its claims, and names the key that signed it', async () => {
  const token = await sign();
  expect(await readJwt('token', token, expected)).toMatchObject({
    valid: true,
    isExpired: false,
    claims: { sub: 'northwind', iss: expected.issuer, aud: expected.audience },
  });
  const head = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString();
  expect(JSON.parse(head)).toEqual(header());
});

test('the same input gives the same token', async () => {
  expect(await sign()).toBe(await sign());
});

test('a token of the exact form passes, so the forgeries below fail for their flaw', async () => {
  expect(await readJwt('token', forge(header(), claims), expected)).toMatchObject({ valid: true });
});

describe('time', () => {
  test.each([
    [7199, false],
    [7200, true],
  ])('after %i of its 7200 seconds, expired is %s', async (seconds, isExpired) => {
    const token = await sign();
    vi.setSystemTime(secondsFrom(start, seconds));
    expect(await readJwt('token', token, expected)).toMatchObject({ valid: true, isExpired });
  });

  test('an expired token whose signature is wrong is just invalid', async () => {
    const token = forge(header(), claims, Buffer.alloc(32));
    vi.setSystemTime(secondsFrom(start, 7200));
    expect(await readJwt('token', token, expected)).toEqual(invalid);
  });

  test('a token that never expires is invalid', async () => {
    const endless = { iss: claims.iss, aud: claims.aud };
    expect(await readJwt('token', forge(header(), endless), expected)).toEqual(invalid);
  });
});

describe('a flaw makes a token invalid', () => {
  const flawed: [string, () => string][] = [
    ['alg none', () => `${encode({ ...header(), alg: 'none' })}.${encode(claims)}.`],
    ['another algorithm', () => forge({ ...header(), alg: 'HS512' }, claims)],
    ['no key id', () => forge({ alg: 'HS256' }, claims)],
    ['an unknown key id', () => forge({ ...header(), kid: 'unknown' }, claims)],
    ['another key’s signature', () => forge(header(), claims, Buffer.alloc(32))],
    ['another audience', () => forge(header(), { ...claims, aud: 'register-link' })],
    ['another issuer', () => forge(header(), { ...claims, iss: 'https://evil.example' })],
    ['a critical extension nobody knows', () => forge({ ...header(), crit: ['x'], x: 1 }, claims)],
    [
      'claims changed after signing',
      () => forge(header(), claims).replace(/\.[^.]+\./, `.${encode({ ...claims, sub: 'x' })}.`),
    ],
    ['text that is no token', () => 'abc'],
    ['nothing', () => ''],
  ];
  test.each(flawed)('%s', async (_flaw, make) => {
    expect(await readJwt('token', make(), expected)).toEqual(invalid);
  });
});

test('a link token is no bearer token, nor the other way round', async () => {
  const link = await sign({ purpose: 'link' });
  expect(await readJwt('token', link, expected)).toEqual(invalid);
  expect(await readJwt('link', await sign(), expected)).toEqual(invalid);
  expect(await readJwt('link', link, expected)).toMatchObject({ valid: true });
});

describe('rotation', () => {
  test('a token signed before it is good for its two hours', async () => {
    const token = await sign();
    useRing(rotateKeyRing(ring, 'token', secondsFrom(start, 1)));
    vi.setSystemTime(secondsFrom(start, 7199));
    expect(await readJwt('token', token, expected)).toMatchObject({ valid: true });
  });

  test('a retired key signs nothing that is believed', async () => {
    const token = await sign({ expiresAt: secondsFrom(now(), 30 * DAY_S) });
    useRing(rotateKeyRing(ring, 'token', secondsFrom(start, 1)));
    vi.setSystemTime(secondsFrom(start, 7201));
    expect(await readJwt('token', token, expected)).toEqual(invalid);
  });

  test('a link signs the same with the key its row remembers', async () => {
    const keyId = activeKey('link').id;
    const issuedAt = now();
    const expiresAt = secondsFrom(issuedAt, 900);
    const link = { purpose: 'link', keyId, issuedAt, expiresAt } as const;
    const before = await sign(link);
    useRing(rotateKeyRing(ring, 'link', secondsFrom(start, 1)));
    vi.setSystemTime(secondsFrom(start, 2));
    expect(activeKey('link').id).not.toBe(keyId);
    expect(await sign(link)).toBe(before);
  });
});
