import { stableDigest } from '@/lib/platform/stable-hash';

/** What stands for an access key in the portal's addresses: always the same for one key, and no key. */
export function portalRecordId(ak: string): string {
  return stableDigest('portal-record', ak).toString('hex').slice(0, 24);
}
