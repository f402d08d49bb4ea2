import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** SHA-256 of `value`, hex. For secrets of 96 random bits and more, which nobody can guess. */
export function sha256(value: string | Uint8Array): string {
  return createHash('sha256').update(value).digest('hex');
}

export function hmacSha256(key: Uint8Array, value: string): Buffer {
  return createHmac('sha256', key).update(value).digest();
}

/** Equal or not, in a time that does not depend on where they differ. */
export function isEqualSecret(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return timingSafeEqual(left, right);
}

export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** A key of 32 bytes for one use, derived from a master key (HKDF-SHA-256). */
export function deriveKey(master: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', master, new Uint8Array(0), use, 32));
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: iv ‖ tag ‖ ciphertext. `context` is authenticated, so that a value cannot be moved. */
export function encrypt(
  key: Uint8Array,
  plain: Uint8Array,
  context: string,
): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body]));
}

/** Undoes `encrypt`. @throws when key, context or a bit of the value differ. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  // Without a length, Node takes a tag cut down to four bytes for a whole one.
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}
