import type { z } from 'zod';
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

/**
 * The query of a request by its schema, or undefined where none is declared.
 * @throws {ValidationError} for a parameter that is wrong, unknown or given twice
 */
export function readQuery(url: URL, schema: z.ZodType | undefined): unknown {
  if (!schema) return undefined;
  const seen = new Set<string>();
  for (const name of url.searchParams.keys()) {
    if (seen.has(name)) throw new ValidationError([fieldItem([name], 'is given twice')]);
    seen.add(name);
  }
  refuseNul(url.searchParams);
  return parse(schema, Object.fromEntries(url.searchParams));
}
