import type { z } from 'zod';
import type { FormProblem } from '@/lib/consoles/dto';
import { parse } from '@/lib/http/parse';
import { refuseNul } from '@/lib/http/read-query';
import { ValidationError } from '@/lib/platform/errors';

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

interface Search<Schema extends z.ZodType> {
  /** What the address asks for; for one that cannot be understood, what no query asks for. */
  query: z.output<Schema>;
  /** As typed, to fill the filters in again. */
  typed: Record<string, string | undefined>;
  problems: FormProblem[];
}

/** Reads a list's address by the schema of the API's own query. Fields left empty are not there. */
export async function searchOf<Schema extends z.ZodType>(
  schema: Schema,
  searchParams: SearchParams,
  names: readonly string[],
): Promise<Search<Schema>> {
  const all = await searchParams;
  const typed: Record<string, string | undefined> = {};
  for (const name of names) {
    const value = all[name];
    if (typeof value === 'string' && value.trim() !== '') typed[name] = value.trim();
  }
  try {
    refuseNul(Object.entries(typed));
    return { query: parse(schema, typed), typed, problems: [] };
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const problems = error.items.map(({ field, message }) => ({ field: field ?? null, message }));
    return { query: parse(schema, {}), typed, problems };
  }
}

/**
 * Reads a page of a list; where the address names a cursor that is none of it, its first page and the
 * problem.
 */
export async function pageOf<Query extends { cursor?: string }, Page>(
  { query, problems }: { query: Query; problems: FormProblem[] },
  read: (query: Query) => Promise<Page>,
): Promise<{ page: Page; problems: FormProblem[] }> {
  try {
    return { page: await read(query), problems };
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const ofCursor = error.items.map(({ field, message }) => ({ field: field ?? null, message }));
    return {
      page: await read({ ...query, cursor: undefined }),
      problems: [...problems, ...ofCursor],
    };
  }
}
