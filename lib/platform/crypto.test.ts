import { expect, test } from 'vitest';
import {
  decrypt,
  deriveKey,
  encrypt,
  hmacSha256,
  isEqualSecret,
  randomToken,
  sha256,
} from './crypto';

const key = Buffer.alloc(32, 1);
const plain = Buffer.from('1 High Street');
const seal = (context = 'pii:ir_1') => encrypt(key, plain, context);

test('what was encrypted decrypts under the same key and context', () => {
  expect(decrypt(key, seal(), 'pii:ir_1').toString()).toBe('1 High Street');
});

test('an empty value keeps its length', () => {
  expect(decrypt(key, encrypt(key, Buffer.alloc(0), 'x'), 'x')).toHaveLength(0);
});

test('a ciphertext moved to another place is refused', () => {
  expect(() => decrypt(key, seal('pii:ir_1'), 'pii:ir_2')).toThrow();
});

test('another key is refused', () => {
  expect(() => decrypt(Buffer.alloc(32, 2), seal(), 'pii:ir_1')).toThrow();
});

test('a change of any byte is refused', () => {
  const sealed = seal();
  for (const index of sealed.keys()) {
    const changed = Uint8Array.from(sealed, (byte, at) => (at === index ? byte ^ 1 : byte));
    expect(() => decrypt(key, changed, 'pii:ir_1')).toThrow();
  }
});

test.each([0, 11, 12, 20, 27])('a value cut off after %i bytes is refused', (length) => {
  expect(() => decrypt(key, seal().subarray(0, length), 'pii:ir_1')).toThrow();
});

test('a shortened tag is refused, though a few of its bytes are right', () => {
  const sealed = encrypt(key, Buffer.alloc(0), 'x');
  expect(() => decrypt(key, sealed.subarray(0, 12 + 4), 'x')).toThrow();
});

test('the same value encrypts differently each time', () => {
  expect(Buffer.from(seal())).not.toEqual(Buffer.from(seal()));
});

test('a ciphertext does not hold its plain text', () => {
  expect(Buffer.from(seal()).includes('High')).toBe(false);
});

test('keys derived for different uses or from different masters differ', () => {
  const derived = [
    deriveKey(key, 'pii'),
    deriveKey(key, 'email'),
    deriveKey(Buffer.alloc(32, 2), 'pii'),
  ].map((bytes) => Buffer.from(bytes).toString('hex'));
  expect(new Set(derived).size).toBe(3);
  expect(Buffer.from(deriveKey(key, 'pii')).toString('hex')).toBe(derived[0]);
});

test('the hashes are those of FIPS 180 and RFC 4231', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hmacSha256(Buffer.from('Jefe'), 'what do ya want for nothing?').toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test.each([
  ['secret', 'secret', true],
  ['secret', 'Secret', false],
  ['secret', 'secrets', false],
  ['', '', true],
  ['', 'x', false],
])('%j and %j are equal: %s', (a, b, equal) => {
  expect(isEqualSecret(a, b)).toBe(equal);
});

test('a random token has 32 bytes and never comes twice', () => {
  const tokens = new Set(Array.from({ length: 1000 }, () => randomToken()));
  expect(tokens.size).toBe(1000);
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
});
