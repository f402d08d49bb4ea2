const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'medium',
  timeStyle: 'medium',
});

/** An instant in UK time to the second, so that quick tries can be distinguished. */
export function formatSentAt(instant: string): string {
  return format.format(new Date(instant));
}
