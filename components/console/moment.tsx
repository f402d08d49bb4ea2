const dateTime = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/London',
});
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'Europe/London' });

interface MomentProps {
  /** RFC 3339; null or left out: there is none. */
  at?: string | null | undefined;
  /** What stands where there is none. */
  none?: string;
  isDate?: boolean;
}

/** An instant on Great Britain's clock. */
export function Moment({ at, none = '–', isDate = false }: MomentProps) {
  if (at === null || at === undefined) return <span className="text-soft">{none}</span>;
  return (
    <time dateTime={at} className="whitespace-nowrap">
      {(isDate ? date : dateTime).format(new Date(at))}
    </time>
  );
}
