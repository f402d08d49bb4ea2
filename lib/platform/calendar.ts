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
