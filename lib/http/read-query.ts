import { z } from 'zod';
import { ValidationError } from '@/lib/platform/errors';
import { fieldItem, parse } from './parse';

/** The one character that a URL can carry and no table can hold. */
export const NUL = '\0';

/** @throws {ValidationError} naming each parameter that no table could hold */
export function refuseNul(query: Iterable<[string, string | undefined]>): void {
  const problem = 'holds a character that no text may hold';
  const bad = [...query].filter(([name, value = '']) => `${name}${value}`.includes(NUL));
  if (bad.length === 0) return;
  throw new ValidationError(bad.map(([name]) => fieldItem([name.replaceAll(NUL, '')], problem)));
}

const NO_PARAMETERS = z.strictObject({});

/**
 * Without the known parameters that are empty: such a one is not given
 * (docs/api/requests-and-errors.md#absent-null-and-empty).
 */
function givenOf(url: URL, schema: z.ZodType): Record<string, string> {
  const known = schema instanceof z.ZodObject ? schema.shape : {};
  const given = [...url.searchParams].filter(([name, value]) => value !== '' || !(name in known));
  return Object.fromEntries(given);
}

/**
 * The query of a request by its schema; where none is declared, every parameter is unknown.
 * @throws {ValidationError} naming each parameter that is wrong or unknown, or one that is given twice
 */
export function readQuery(url: URL, schema: z.ZodType = NO_PARAMETERS): unknown {
  const seen = new Set<string>();
  for (const name of url.searchParams.keys()) {
    if (seen.has(name)) throw new ValidationError([fieldItem([name], 'is given twice')]);
    seen.add(name);
  }
  refuseNul(url.searchParams);
  return parse(schema, givenOf(url, schema));
}
