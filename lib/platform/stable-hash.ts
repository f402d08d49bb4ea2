import { deriveKey, hmacSha256 } from './crypto';
import { allKeys } from './key-ring';

/**
 * A keyed digest of `value` for one use, for what is counted, compared or replaced by a pseudonym but must
 * not be read. It never changes, so it is made with the first look-up key, which is never removed by a
 * rotation.
 */
export function stableDigest(use: string, value: string): Buffer {
  const first = allKeys('lookup')[0];
  if (!first) throw new Error('the key ring has no lookup key');
  return hmacSha256(deriveKey(first.bytes, use), value);
}

/** The digest of {@link stableDigest} as base64url. */
export function stableHash(use: string, value: string): string {
  return stableDigest(use, value).toString('base64url');
}

/** {@link stableHash} for many values of one use, whose key is derived once. */
export function stableHasher(use: string): (value: string) => string {
  const first = allKeys('lookup')[0];
  if (!first) throw new Error('the key ring has no lookup key');
  const key = deriveKey(first.bytes, use);
  return (value) => hmacSha256(key, value).toString('base64url');
}
