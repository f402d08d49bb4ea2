import { deriveKey, hmacSha256 } from './crypto';
import { allKeys } from './key-ring';

/**
 * A keyed digest of `value` for one use: always the same, so made with the first look-up key, which is
 * never dropped, whatever is rotated. For what is counted, compared or stood in for, but must not be read.
 */
export function stableDigest(use: string, value: string): Buffer {
  const first = allKeys('lookup')[0];
  if (!first) throw new Error('the key ring has no lookup key');
  return hmacSha256(deriveKey(first.bytes, use), value);
}

/** The same, base64url. */
export function stableHash(use: string, value: string): string {
  return stableDigest(use, value).toString('base64url');
}
