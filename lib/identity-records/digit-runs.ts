import { isRealDate } from '@/lib/platform/schema-parts';

const SEPARATOR = '[\\s\\p{Pd}\\p{Cf}\\u2212.]';
const DIGIT_RUN = new RegExp(`\\p{Nd}(?:${SEPARATOR}*\\p{Nd})*`, 'gu');
const ISO_TIME =
  /(?<!\d)\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)/gu;
/** From this many digits on a run may be a card or account number. */
const TOO_MANY_DIGITS = 8;

interface Span {
  start: number;
  end: number;
}

/** Where real ISO dates and times stand; a card number grouped like a date is none. */
function dateSpans(text: string): Span[] {
  return [...text.matchAll(ISO_TIME)]
    .filter(([match]) => {
      const date = match.slice(0, 10);
      return isRealDate(date) && date >= '1900' && date < '2101';
    })
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function isOwnMpxn(text: string, start: number, digits: string, mpxn: string): boolean {
  if (digits === mpxn) return true;
  const prefix = mpxn.replace(/\d+$/u, '');
  const before = text.slice(0, start).replace(/\s/gu, '').toUpperCase();
  return prefix !== '' && before.endsWith(prefix) && prefix + digits === mpxn;
}

/** What of a run is not of the dates and times that lie wholly in it. */
function partsBesideDates(text: string, run: Span, dates: Span[]): string {
  let rest = '';
  let from = run.start;
  for (const date of dates) {
    if (date.end <= from || date.start >= run.end) continue;
    // A time goes on past the run's end, at its colons.
    rest += text.slice(from, Math.max(from, date.start));
    from = Math.min(date.end, run.end);
  }
  return rest + text.slice(from, run.end);
}

/** A run of digits, spaces, dots and dashes between them dropped, without dates, times and the own MPxN. */
export interface Run {
  digits: string;
  /** The digits in the groups in which they were written, as `['4111', '1111', '1111', '1111']`. */
  groups: string[];
}

/** The runs of eight or more digits of a text, after NFKC, that may be a number of somebody's. */
export function digitRuns(value: string, mpxn: string): Run[] {
  const text = value.normalize('NFKC');
  const dates = dateSpans(text);
  return [...text.matchAll(DIGIT_RUN)].flatMap((match) => {
    const run = { start: match.index, end: match.index + match[0].length };
    if (match[0].replace(/\P{Nd}/gu, '').length < TOO_MANY_DIGITS) return [];
    const rest = partsBesideDates(text, run, dates);
    const groups = rest.match(/\p{Nd}+/gu) ?? [];
    const digits = groups.join('');
    return digits === '' || isOwnMpxn(text, run.start, digits, mpxn) ? [] : [{ digits, groups }];
  });
}

/**
 * Whether a text holds a run of eight or more digits, spaces, dots and dashes between them dropped, that
 * is more than the record's own MPxN and ISO dates or times
 * (docs/api/identity-records.md#card-and-account-numbers). Digits written out in words, or spread over
 * several fields, are not seen.
 */
export function hasAccountNumber(value: string, mpxn: string): boolean {
  return digitRuns(value, mpxn).length > 0;
}
