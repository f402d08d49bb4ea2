import { openStable, sealStable } from '@/lib/platform/stable-cipher';

const USE = 'portal-record';

/**
 * A pseudonym for an access key in the portal's URLs. It never changes, and the key cannot be read from it.
 */
export function portalRecordId(ak: string): string {
  return sealStable(USE, ak.slice('ak_'.length));
}

/** The access key that an address of the portal names; null when it is no address of ours. */
export function akOfPortalRecord(recordId: string): string | null {
  const digits = openStable(USE, recordId);
  return digits === null ? null : `ak_${digits}`;
}
