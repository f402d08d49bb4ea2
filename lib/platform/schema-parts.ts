import { z } from 'zod';
import { parseDate } from './calendar';
import type { IdPrefix } from './ids';

interface ListBounds {
  max: number;
  min?: number;
  few?: string;
}

/** A required string: not empty, not only spaces. */
export function text(max: number) {
  return z
    .string()
    .max(max, `must have at most ${max} characters`)
    .regex(/\S/, 'must not be empty');
}

/**
 * A list of at most `max` entries. Of a longer one none is looked at, so that a body full of wrong entries
 * costs no more than its length. `few` says what is wrong with one of less than `min`.
 */
export function list<Item extends z.ZodType>(
  item: Item,
  { max, min = 0, few = `must have at least ${min} entries` }: ListBounds,
) {
  const entries = z.array(item).max(max);
  return z.preprocess(
    (value, context) => {
      if (!Array.isArray(value)) {
        // Said here, since the bounds would be asked of a text as well, which has a length too.
        context.addIssue({ code: 'invalid_type', expected: 'array', input: value });
        return z.NEVER;
      }
      if (value.length <= max) return value as unknown[];
      context.addIssue({ code: 'custom', message: `must have at most ${max} entries` });
      return z.NEVER;
    },
    min > 0 ? entries.min(min, few) : entries,
  );
}

/** Absent and null are the same, and read as null. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.nullable(schema).default(null);
}

/** Read-only: a GET returned it, a write ignores it (contract §2). */
export const readOnly = z
  .unknown()
  .optional()
  .transform(() => undefined)
  .meta({
    readOnly: true,
    description: 'Read-only: set by the register, ignored when it is sent back.',
  });

/** The id that the examples of the reference show, after its prefix. */
const EXAMPLE_DIGITS = '4f9d02c7a1b86e35d2f07c94';

/** An id as `newId` makes it. */
export function idSchema(prefix: IdPrefix) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-f]{24}$`), `must be ${prefix}_ and 24 hexadecimal digits`)
    .meta({ example: `${prefix}_${EXAMPLE_DIGITS}` });
}

export function isRealDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value < '0001') return false;
  const date = parseDate(value);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** `YYYY-MM-DD`, a real calendar date. What is none is not judged further. */
export const dateSchema = z
  .string()
  .refine(isRealDate, { error: 'must be a real date as YYYY-MM-DD', abort: true })
  .meta({ format: 'date', example: '2024-05-01' });

const TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;

/** RFC 3339 in UTC, ending in `Z`. */
export const timeSchema = z
  .string()
  .refine((value) => {
    const date = TIME.exec(value)?.[1];
    return date !== undefined && isRealDate(date);
  }, 'must be a time in UTC as YYYY-MM-DDThh:mm:ssZ')
  .meta({ format: 'date-time', pattern: TIME.source, example: '2026-11-02T09:30:00Z' });

const MAX_URL = 2000;
const WEB_URL = /^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s\\/?#][^\s\\]*$/;

/** `https` or `http`, with a host; checked for form, never fetched. */
export const webUrlSchema = z
  .string()
  .max(MAX_URL, `must have at most ${MAX_URL} characters`)
  .refine((value) => {
    const url = URL.parse(value);
    return (
      url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && WEB_URL.test(value)
    );
  }, 'must be an http or https URL')
  .meta({ pattern: WEB_URL.source, example: 'https://northwind.example/contact' });
