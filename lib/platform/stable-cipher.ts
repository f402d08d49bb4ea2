import { createCipheriv, createDecipheriv } from 'node:crypto';
import { deriveKey } from './crypto';
import { allKeys } from './key-ring';

const ID_BYTES = 12;
/** Zeros that fill the block; a name that was made up does not open to them. */
const CHECK = Buffer.alloc(4);

/** One AES-256 block under a key of this use alone: a permutation, so there is no mode to choose. */
const CIPHER = 'aes-256-ecb';

function keyOf(use: string): Uint8Array {
  const first = allKeys('lookup')[0];
  if (!first) throw new Error('the key ring has no lookup key');
  return deriveKey(first.bytes, use);
}

/**
 * A pseudonym for an id's 24 hex digits for one use. It never changes and can be read back by {@link
 * openStable} alone. Like a stable digest it is made with the first look-up key, which is never removed.
 */
export function sealStable(use: string, digits: string): string {
  const cipher = createCipheriv(CIPHER, keyOf(use), null).setAutoPadding(false);
  const block = Buffer.concat([Buffer.from(digits, 'hex'), CHECK]);
  return Buffer.concat([cipher.update(block), cipher.final()]).toString('hex');
}

/** The 24 hex digits that `sealed` stands for under this use; null when it was not made by it. */
export function openStable(use: string, sealed: string): string | null {
  if (!/^[0-9a-f]{32}$/.test(sealed)) return null;
  const decipher = createDecipheriv(CIPHER, keyOf(use), null).setAutoPadding(false);
  const block = Buffer.concat([decipher.update(Buffer.from(sealed, 'hex')), decipher.final()]);
  return block.subarray(ID_BYTES).equals(CHECK) ? block.toString('hex', 0, ID_BYTES) : null;
}
