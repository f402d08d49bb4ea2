import type { z } from 'zod';
import { ValidationError, type ErrorItem } from '@/lib/platform/errors';

/** Set as `params.code` of a custom issue to answer with another code than VAL001. */
const REDACTION_CODE = 'VAL004';

export const UNSTORABLE = 'holds a character that no text may hold';

/** Whether a table can hold a text: neither JSON nor a URL nor a form keeps NUL and lone surrogates out. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

type Issue = z.core.$ZodIssue;

/** `['processing', 'data-types', 0]` as `processing.data-types[0]`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((prefix, part) => {
    if (typeof part === 'number') return `${prefix}[${part}]`;
    return prefix === '' ? String(part) : `${prefix}.${String(part)}`;
  }, '');
}

/** A name that the caller made up can be as long as a body; the answer repeats its beginning. */
const MOST_SHOWN = 200;
const shown = (field: string) =>
  field.length > MOST_SHOWN ? `${field.slice(0, MOST_SHOWN).toWellFormed()}…` : field;

/** The error of one field; the message opens with its path. An empty path is the body itself. */
export function fieldItem(
  path: readonly PropertyKey[],
  problem: string,
  code = 'VAL001',
): ErrorItem {
  if (path.length === 0) return { code, message: `The body ${problem}.` };
  const field = shown(fieldPath(path));
  return { code, field, message: `${field}: ${problem}` };
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function describe(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is required'
        : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined
        ? 'is required'
        : `must be one of ${issue.values.map(String).join(', ')}`;
    default:
      return issue.message;
  }
}

function toItems(issue: Issue): ErrorItem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      fieldItem([...issue.path, key], 'is not a field of this request'),
    );
  }
  const code =
    issue.code === 'custom' && issue.params?.code === REDACTION_CODE ? REDACTION_CODE : 'VAL001';
  return [fieldItem(issue.path, describe(issue), code)];
}

/**
 * Reads `input` by `schema`.
 * @throws {ValidationError} naming every failed field at once, up to a hundred
 * (docs/api/requests-and-errors.md#errors)
 */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw new ValidationError(result.error.issues.flatMap(toItems));
}
