import { stableHash } from '@/lib/platform/stable-hash';

/**
 * What stands in place of the meter point of a record that ended long ago: keyed, so that only who knows the meter
 * point and has the key ring finds the record by it (docs/api/access-records.md#how-long-it-is-kept).
 */
export function meterPointHash(mpxn: string): string {
  return stableHash('access-record-meter-point', mpxn);
}
