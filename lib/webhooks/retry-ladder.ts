import { DAY_S, secondsFrom } from '@/lib/platform/clock';

/** Seconds from a failed try to the next (docs/api/webhooks.md#retries). */
const STEPS_S = [60, 300, 1800, 7200, DAY_S];

/**
 * When to try again after `failures` failures, the last of them at `at`; null when no further attempt is
 * made.
 */
export function nextAttemptAt(failures: number, at: Date): Date | null {
  const step = STEPS_S[failures - 1];
  return step === undefined ? null : secondsFrom(at, step);
}
