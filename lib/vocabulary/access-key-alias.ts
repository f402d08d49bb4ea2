import { stableDigest } from '@/lib/platform/stable-hash';

/**
 * The alias of an access key for readers who may not know the key. It never changes, has the form of a key,
 * and is answered 404 by verifying.
 */
export function aliasOf(ak: string): string {
  return `ak_${stableDigest('access-key-alias', ak).toString('hex').slice(0, 24)}`;
}
