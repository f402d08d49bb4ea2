import { stableHash } from '@/lib/platform/stable-hash';

/** A keyed digest of a meter point for audit events: equal for equal meter points, and not reversible. */
export function meterPointTrace(mpxn: string): string {
  return stableHash('meter-point-trace', mpxn);
}
