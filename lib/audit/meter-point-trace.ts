import { stableHash } from '@/lib/platform/stable-hash';

/** What an audit event keeps of a meter point: the same trace for the same one, and no way back. */
export function meterPointTrace(mpxn: string): string {
  return stableHash('meter-point-trace', mpxn);
}
