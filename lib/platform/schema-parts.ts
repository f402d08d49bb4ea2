import { z } from 'zod';
import { parseDate } from './calendar';

/** A required string: not empty, not only spaces. */
export function text(max: number) {
  return z
    .string()
    .max(max, `must have at most ${max} characters`)
    .refine((value) => value.trim() !== '', 'must not be empty');
}

/** Absent and null are the same, and read as null. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? null);
}

/** Read-only: a GET returned it, a write ignores it (contract §2). */
export const readOnly = z
  .unknown()
  .optional()
  .transform(() => undefined);

export function isRealDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value < '0001') return false;
  const date = parseDate(value);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** `YYYY-MM-DD`, a real calendar date. What is none is not judged further. */
export const dateSchema = z
  .string()
  .refine(isRealDate, { error: 'must be a real date as YYYY-MM-DD', abort: true });

const TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;

/** RFC 3339 in UTC, ending in `Z`. */
export const timeSchema = z.string().refine((value) => {
  const date = TIME.exec(value)?.[1];
  return date !== undefined && isRealDate(date);
}, 'must be a time in UTC as YYYY-MM-DDThh:mm:ssZ');

const MAX_URL = 2000;

/** `https` or `http`, with a host; checked for form, never fetched. */
export const webUrlSchema = z
  .string()
  .max(MAX_URL, `must have at most ${MAX_URL} characters`)
  .refine((value) => {
    const url = URL.parse(value);
    return (
      url !== null &&
      (url.protocol === 'https:' || url.protocol === 'http:') &&
      /^https?:\/\/[^\s\\/?#][^\s\\]*$/i.test(value)
    );
  }, 'must be an http or https URL');
