import { env } from '@/lib/platform/env';
import { countDays } from '@/lib/releases/count-days';
import { startPeriodic } from './periodic';

/** Adds up the decisions of the day by Data Provider every `SWEEP_INTERVAL_S`. */
export function startReleaseCounting(): () => Promise<void> {
  return startPeriodic('release-counting', env().SWEEP_INTERVAL_S * 1000, countDays);
}
