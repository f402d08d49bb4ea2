import { stableDigest } from '@/lib/platform/stable-hash';

/**
 * What stands for an access key in the eyes of those who may not know it: always the same for one key,
 * in its form, and verifying as 404.
 */
export function aliasOf(ak: string): string {
  return `ak_${stableDigest('access-key-alias', ak).toString('hex').slice(0, 24)}`;
}
