import { expireAccessRecords } from '@/lib/access-records/expire-access-records';
import { env } from '@/lib/platform/env';
import { startPeriodic } from './periodic';

/** Persists expiries every `SWEEP_INTERVAL_S`. */
export function startAccessRecordSweep(): () => Promise<void> {
  return startPeriodic('access-record-sweep', env().SWEEP_INTERVAL_S * 1000, expireAccessRecords);
}
