import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { now } from './clock';
import { activeKey } from './key-ring';
import { generateKeyRing, revokeReceiptKey, rotateKeyRing, type KeyRing } from './key-ring-shape';
import { isP256PrivateKey, p256PublicKey } from './p256-key';
import { publishedReceiptKeys, receiptKeyRevokedAt } from './receipt-keys';
import { setSettings } from './testing/set-settings';

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const secondsOf = (at: Date) => at.getTime() / 1000;

function useRing(ring: KeyRing): void {
  setSettings({ KEY_RING: JSON.stringify(ring) });
}

const idsOf = (ring: KeyRing) => ring.receipt.map(({ id }) => id);

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

test('the public key is that of the private one, as OpenSSL reads it', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const secret = createHash('sha256').update(`key ${seed}`).digest();
    const publicKey = p256PublicKey(secret);
    const key = createPrivateKey({
      key: { ...publicKey, d: secret.toString('base64url') },
      format: 'jwk',
    });
    expect(createPublicKey(key).export({ format: 'jwk' })).toEqual(publicKey);
  }
});

test('a number that is zero or not below the order of the curve is no private key', () => {
  expect(isP256PrivateKey(Buffer.alloc(32))).toBe(false);
  expect(isP256PrivateKey(Buffer.alloc(32, 0xff))).toBe(false);
  expect(isP256PrivateKey(Buffer.from('01'.padStart(64, '0'), 'hex'))).toBe(true);
});

test('published are the public parts alone', () => {
  vi.setSystemTime(start);
  const ring = generateKeyRing(start);
  useRing(ring);
  const [key] = publishedReceiptKeys(now());
  expect(key).toEqual({
    kty: 'EC',
    crv: 'P-256',
    x: expect.stringMatching(/^[\w-]{43}$/) as string,
    y: expect.stringMatching(/^[\w-]{43}$/) as string,
    kid: ring.receipt[0]?.id,
    alg: 'ES256',
    use: 'sig',
  });
  expect(JSON.stringify(key)).not.toContain(ring.receipt[0]?.secret);
});

test('a replaced key stays for ever, with the instant at which it signed no more', () => {
  let ring = generateKeyRing(start);
  ring = rotateKeyRing(ring, 'receipt', start, 600);
  useRing(ring);
  expect(publishedReceiptKeys(after(599)).map(({ kid, exp }) => [kid, exp])).toEqual([
    [idsOf(ring)[0], undefined],
    [idsOf(ring)[1], undefined],
  ]);
  const later = publishedReceiptKeys(after(20 * 365 * 86_400));
  expect(later.map(({ kid, exp }) => [kid, exp])).toEqual([
    [idsOf(ring)[0], secondsOf(after(600))],
    [idsOf(ring)[1], undefined],
  ]);
});

test('a key that leaked is published as revoked and signs nothing, even if it is the newest', () => {
  vi.setSystemTime(after(100));
  const rotated = rotateKeyRing(generateKeyRing(start), 'receipt', after(50));
  const [first = '', second = ''] = idsOf(rotated);
  const ring = revokeReceiptKey(rotated, second, after(90));
  if (!ring) throw new Error('there is no such key');
  useRing(ring);
  expect(activeKey('receipt').id).toBe(first);
  expect(publishedReceiptKeys(now()).map(({ kid, revoked }) => [kid, revoked])).toEqual([
    [first, undefined],
    [second, { revoked_at: secondsOf(after(90)), reason: 'compromised' }],
  ]);
  expect(receiptKeyRevokedAt(second)).toEqual(after(90));
  expect(receiptKeyRevokedAt(first)).toBeNull();
  expect(receiptKeyRevokedAt('none')).toBeNull();
});

test('revoking a key that there is not changes nothing', () => {
  expect(revokeReceiptKey(generateKeyRing(start), 'none', start)).toBeNull();
});
