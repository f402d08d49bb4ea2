import { z } from 'zod';
import { ValidationError } from '@/lib/platform/errors';
import { fieldItem, isStorable, parse, UNSTORABLE } from './parse';

/** @throws {ValidationError} naming each parameter that no table could hold */
export function refuseUnstorableParameters(query: Iterable<[string, string | undefined]>): void {
  const bad = [...query].filter(([name, value = '']) => !isStorable(`${name}${value}`));
  if (bad.length === 0) return;
  throw new ValidationError(
    bad.map(([name]) => fieldItem([name.replaceAll('\0', '')], UNSTORABLE)),
  );
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
  refuseUnstorableParameters(url.searchParams);
  return parse(schema, givenOf(url, schema));
}
