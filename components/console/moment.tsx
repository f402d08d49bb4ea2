const dateTime = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/London',
});
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'Europe/London' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** What is a date, and no instant, stands for that day in every time zone. */
function inWords(at: string, isDate: boolean): string {
  const format = at.includes('T') ? (isDate ? date : dateTime) : day;
  return format.format(new Date(at));
}

interface MomentProps {
  /** RFC 3339, or `YYYY-MM-DD`; null or left out: there is none. */
  at?: string | null | undefined;
  /** What stands where there is none. */
  none?: string;
  isDate?: boolean;
}

/** An instant on Great Britain's clock, or a day. */
export function Moment({ at, none = '–', isDate = false }: MomentProps) {
  if (at === null || at === undefined) return <span className="text-soft">{none}</span>;
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {inWords(at, isDate)}
    </time>
  );
}
