import { fillIn } from './fill-in';
import type { TimeWords } from './words';

/** Numbers alone: not every browser knows Welsh, so months are words of ours. */
const ukNumbers = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'numeric',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant in UK time, as `22 November 2026` or `22 November 2026 at 14:32`. */
export function timeInWords(
  { months, dateTime }: TimeWords,
  instant: string,
  style: 'date' | 'dateTime',
): string {
  const parts = Object.fromEntries(
    ukNumbers.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  const month = months[Number(parts.month) as keyof TimeWords['months']];
  const date = `${Number(parts.day)} ${month} ${parts.year ?? ''}`;
  if (style === 'date') return date;
  return fillIn(dateTime, { date, time: `${parts.hour ?? ''}:${parts.minute ?? ''}` });
}
