import type { Locale } from 'next-intl';
import { regions } from './regions';

const styles = {
  time: { timeStyle: 'short' },
  date: { dateStyle: 'long' },
  dateTime: { dateStyle: 'long', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** An instant in UK time, as `14:32`, `22 November 2026` or `22 November 2026 at 14:32`. */
export function formatTime(locale: Locale, instant: string, style: keyof typeof styles): string {
  return new Intl.DateTimeFormat(regions[locale], {
    ...styles[style],
    timeZone: 'Europe/London',
  }).format(new Date(instant));
}
