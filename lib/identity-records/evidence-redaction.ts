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

/** The digits of a run but for those of the dates and times that lie wholly in it. */
function digitsBesideDates(text: string, run: Span, dates: Span[]): string {
  let rest = '';
  let from = run.start;
  for (const date of dates) {
    if (date.end <= from || date.start >= run.end) continue;
    // A time goes on past the run's end, at its colons.
    rest += text.slice(from, Math.max(from, date.start));
    from = Math.min(date.end, run.end);
  }
  return (rest + text.slice(from, run.end)).replace(/\P{Nd}/gu, '');
}

/**
 * Whether `value` holds a run of eight or more digits, spaces, dots and dashes between them dropped,
 * that is more than the record's own MPxN and ISO dates or times (contract §4). Digits written out in
 * words, or spread over several fields, are not seen.
 */
export function hasAccountNumber(value: string, mpxn: string): boolean {
  const text = value.normalize('NFKC');
  const dates = dateSpans(text);
  return [...text.matchAll(DIGIT_RUN)].some((match) => {
    const run = { start: match.index, end: match.index + match[0].length };
    if (match[0].replace(/\P{Nd}/gu, '').length < TOO_MANY_DIGITS) return false;
    const rest = digitsBesideDates(text, run, dates);
    return rest !== '' && !isOwnMpxn(text, run.start, rest, mpxn);
  });
}

function asText(value: number): string {
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

/** The paths, from `path` on, of every string, number and key that holds an account number. */
export function findAccountNumbers(
  value: unknown,
  mpxn: string,
  path: PropertyKey[],
): PropertyKey[][] {
  if (typeof value === 'string') return hasAccountNumber(value, mpxn) ? [path] : [];
  if (typeof value === 'number') return hasAccountNumber(asText(value), mpxn) ? [path] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const childPath = [...path, Array.isArray(value) ? Number(key) : key];
    const inKey = !Array.isArray(value) && hasAccountNumber(key, mpxn);
    // The key itself must not be echoed in the answer.
    return [...(inKey ? [path] : []), ...(inKey ? [] : findAccountNumbers(child, mpxn, childPath))];
  });
}
