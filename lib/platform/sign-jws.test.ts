import { createHash, createPublicKey, verify } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { now } from './clock';
import { generateKeyRing } from './key-ring-shape';
import { publishedReceiptKeys } from './receipt-keys';
import { digestOfSigned, signForOthers } from './sign-jws';
import { setSettings } from './testing/set-settings';

const start = new Date('2026-01-01T00:00:00Z');
const sign = (state: string) =>
  signForOthers('dar-receipt+jwt', { state }, { issuer: 'https://id.example', issuedAt: now() });

beforeEach(() => {
  vi.setSystemTime(start);
  setSettings({ KEY_RING: JSON.stringify(generateKeyRing(start)) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

test('what is signed is a compact JWS of its own type, ES256, that a published key verifies', async () => {
  const { jws, kid } = await sign('ACTIVE');
  const [key] = publishedReceiptKeys(now());
  if (!key) throw new Error('no key is published');
  const { protectedHeader, payload } = await compactVerify(jws, await importJWK({ ...key }));
  expect(protectedHeader).toEqual({ alg: 'ES256', kid: key.kid, typ: 'dar-receipt+jwt' });
  expect(kid).toBe(key.kid);
  expect(JSON.parse(Buffer.from(payload).toString())).toEqual({
    state: 'ACTIVE',
    iss: 'https://id.example',
    iat: start.getTime() / 1000,
  });
  const [header = '', claims = '', signature = ''] = jws.split('.');
  const { kty, crv, x, y } = key;
  const publicKey = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  const signed = Buffer.from(`${header}.${claims}`);
  const opened = Buffer.from(signature, 'base64url');
  expect(verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, opened)).toBe(
    true,
  );
});

test('the digest is of what is signed: another right signature of it has the same one', async () => {
  const [one, other] = await Promise.all([sign('ACTIVE'), sign('ACTIVE')]);
  expect(one.jws).not.toBe(other.jws);
  expect(one.digest).toBe(other.digest);
  const [header, claims] = one.jws.split('.');
  const expected = createHash('sha256').update(`${header}.${claims}`).digest('base64url');
  expect(digestOfSigned(one.jws)).toBe(expected);
  const changed = await sign('REVOKED');
  expect(changed.digest).not.toBe(one.digest);
});
