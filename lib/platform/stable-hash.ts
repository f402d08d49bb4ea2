import { deriveKey, hmacSha256 } from './crypto';
import { allKeys } from './key-ring';

/**
 * A keyed hash of `value` for one use, base64url: always the same, so made with the first look-up key,
 * which is never dropped, whatever is rotated. For what is counted or compared but must not be read.
 */
export function stableHash(use: string, value: string): string {
  const first = allKeys('lookup')[0];
  if (!first) throw new Error('the key ring has no lookup key');
  return hmacSha256(deriveKey(first.bytes, use), value).toString('base64url');
}
