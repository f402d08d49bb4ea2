import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * SHA-256, base64url, of the RFC 8785 form of a value, which is the same however its members are ordered.
 * @throws {Error} for what JSON cannot hold
 */
export function canonicalDigest(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('this value has no JSON form');
  return createHash('sha256').update(text).digest('base64url');
}
