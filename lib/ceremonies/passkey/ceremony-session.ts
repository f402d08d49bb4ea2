import { requireStoredKey } from '@/lib/platform/key-ring';
import { deriveKey, hmacSha256, sha256 } from '@/lib/platform/crypto';

/**
 * The `pks_…` of a ceremony: 96 bits derived from a link key, so that a link in a mail can lead back to
 * the page although only a hash of its session is stored.
 */
export function ceremonySession(ceremonyId: string, linkKeyId: string): string {
  const key = deriveKey(requireStoredKey('link', linkKeyId).bytes, 'ceremony-session');
  return `pks_${hmacSha256(key, ceremonyId).toString('hex').slice(0, 24)}`;
}

export function sessionHash(session: string): string {
  return sha256(session);
}
