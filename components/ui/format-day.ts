import type { Locale } from 'next-intl';
import { regions } from './regions';

/** A date (`YYYY-MM-DD`) as `1 June 2026`: it stands for a day, so no time zone moves it. */
export function formatDay(locale: Locale, date: string): string {
  return new Intl.DateTimeFormat(regions[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
