import { z } from 'zod';
import { parseDate } from './calendar';
import type { IdPrefix } from './ids';

interface ListBounds {
  max: number;
  min?: number;
  tooFew?: string;
}

/** A required string: not empty, not only spaces. */
export function text(max: number) {
  return z
    .string()
    .max(max, `must have at most ${max} characters`)
    .regex(/\S/, 'must not be empty');
}

/**
 * A list of at most `max` entries. The entries of a longer list are not validated, so that a body full of
 * wrong entries costs no more than its length. `tooFew` is the message for fewer than `min`.
 */
export function list<Item extends z.ZodType>(
  item: Item,
  { max, min = 0, tooFew = `must have at least ${min} entries` }: ListBounds,
) {
  const entries = z.array(item).max(max);
  return z.preprocess(
    (value, context) => {
      if (!Array.isArray(value)) {
        // Checked here, since the bounds of a list would also be applied to the length of a text.
        context.addIssue({ code: 'invalid_type', expected: 'array', input: value });
        return z.NEVER;
      }
      if (value.length <= max) return value as unknown[];
      context.addIssue({ code: 'custom', message: `must have at most ${max} entries` });
      return z.NEVER;
    },
    min > 0 ? entries.min(min, tooFew) : entries,
  );
}

type Reads = (value: unknown) => unknown;

/** Whether a schema takes a text: only there the empty string stands for nothing. */
function takesText(schema: z.ZodType): boolean {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).type === 'string';
}

function emptyAs(schema: z.ZodType, nothing: null | undefined): Reads {
  const isText = takesText(schema);
  return (value) =>
    value === null || value === undefined || (isText && value === '') ? nothing : value;
}

/**
 * Optional, and null in answers where it was not given. On input an absent field, null and, for a text, the
 * empty string mean that it is not given (docs/api/requests-and-errors.md#absent-null-and-empty).
 */
export function nullable<Schema extends z.ZodType>(schema: Schema) {
  return z
    .preprocess(emptyAs(schema, null), z.nullable(schema))
    .default(null as never)
    .meta({ mayBeEmpty: takesText(schema) });
}

/** Optional as {@link nullable}, but left out of answers where it was not given. */
export function omittable<Schema extends z.ZodType>(schema: Schema) {
  return z
    .preprocess(emptyAs(schema, undefined), schema.optional())
    .optional()
    .meta({ mayBeEmpty: takesText(schema), mayBeNull: true });
}

/**
 * Read-only: a GET returned it, a write ignores it (docs/api/requests-and-errors.md#what-a-request-may-hold).
 */
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

/** A real calendar date as `YYYY-MM-DD`. A text that is no date is not validated further. */
export const dateSchema = z
  .string()
  .refine(isRealDate, { error: 'must be a real date as YYYY-MM-DD', abort: true })
  .meta({ format: 'date', example: '2024-05-01' });

const DAY = '(\\d{4}-\\d{2}-\\d{2})';
const CLOCK = '((?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d)(\\.\\d{1,9})?';
const UTC_TIME = new RegExp(`^${DAY}T${CLOCK}Z$`);
/** RFC 3339: its letters may be small. */
const TIME = new RegExp(`^${DAY}[Tt]${CLOCK}([Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)$`);

/**
 * A time of RFC 3339 converted to UTC, with its fraction of a second as it was given; null when `value` is no
 * such time.
 */
function toUtc(value: string): string | null {
  const [, date = '', clock = '', fraction = '', offset = ''] = TIME.exec(value) ?? [];
  if (!isRealDate(date)) return null;
  if (/^[Zz]$/.test(offset)) return `${date}T${clock}${fraction}Z`;
  const utc = new Date(`${date}T${clock}${offset}`).toISOString();
  // An offset leads out of the years of four digits.
  if (!isRealDate(utc.slice(0, 10))) return null;
  return `${utc.slice(0, 19)}${fraction}Z`;
}

/**
 * RFC 3339 with an offset or `Z`, read as the same instant in UTC
 * (docs/api/ids-and-values.md#times-and-dates).
 */
export const timeSchema = z
  .string()
  .refine((value) => toUtc(value) !== null, {
    error: 'must be a time as YYYY-MM-DDThh:mm:ssZ, or with an offset as +01:00',
    abort: true,
  })
  .overwrite((value) => toUtc(value) ?? value)
  .meta({
    format: 'date-time',
    pattern: UTC_TIME.source,
    inputPattern: TIME.source,
    example: '2026-11-02T09:30:00Z',
  });

const MAX_URL = 2000;
const WEB_URL = /^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s\\/?#][^\s\\]*$/;

function isWebUrl(value: string): boolean {
  const url = URL.parse(value);
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
  return isWeb && WEB_URL.test(value);
}

/** `https` or `http`, with a host; checked for form, never fetched. */
export const webUrlSchema = z
  .string()
  .max(MAX_URL, `must have at most ${MAX_URL} characters`)
  .refine(isWebUrl, 'must be an http or https URL')
  .meta({ pattern: WEB_URL.source, example: 'https://northwind.example/contact' });

const CONTACT_URL = `(?:${WEB_URL.source}|^(?:[Mm][Aa][Ii][Ll][Tt][Oo]:[^\\s\\\\@]+@[^\\s\\\\@]+|[Tt][Ee][Ll]:[+0-9][-0-9().]*)$)`;

/**
 * Where people reach an organisation: `https`, `http`, `mailto:` or `tel:`
 * (docs/api/ids-and-values.md#web-addresses).
 */
export const contactUrlSchema = z
  .string()
  .max(MAX_URL, `must have at most ${MAX_URL} characters`)
  .refine(
    (value) => (/^https?:/i.test(value) ? isWebUrl(value) : new RegExp(CONTACT_URL).test(value)),
    'must be an http or https URL, or mailto: or tel:',
  )
  .meta({ pattern: CONTACT_URL, example: 'https://northwind.example/contact' });
