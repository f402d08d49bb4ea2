import { londonDateOf } from '@/lib/platform/calendar';
import { DAY_S, secondsFrom } from '@/lib/platform/clock';

/** The instant so many days after `start`, or before it. */
export function instantFrom(start: Date, days: number): string {
  return secondsFrom(start, days * DAY_S).toISOString();
}

/** Its date in Great Britain. */
export function dayFrom(start: Date, days: number): string {
  return londonDateOf(secondsFrom(start, days * DAY_S));
}
