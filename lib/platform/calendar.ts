const londonDate = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** The date on the wall in Great Britain at `at`, `YYYY-MM-DD`. */
export function londonDateOf(at: Date): string {
  return londonDate.format(at);
}

/** A stored date (midnight UTC) as `YYYY-MM-DD`. */
export function formatDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function parseDate(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** The day so many days after a `YYYY-MM-DD`; before it, where `days` is negative. */
export function dayAfter(date: string, days: number): string {
  const day = parseDate(date);
  day.setUTCDate(day.getUTCDate() + days);
  return formatDate(day);
}

/** The instant of 00:00 Europe/London of a stored date (midnight UTC). */
export function londonMidnight(date: Date): Date {
  // London is on UTC or an hour ahead of it.
  const summer = new Date(date.getTime() - 3_600_000);
  return londonDateOf(summer) === formatDate(date) ? summer : date;
}

/** The same time of day so many years before, in UTC; of 29 February the day after it where there is none. */
export function yearsBefore(at: Date, years: number): Date {
  const earlier = new Date(at);
  earlier.setUTCFullYear(earlier.getUTCFullYear() - years);
  return earlier;
}
