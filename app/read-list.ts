import type { z } from 'zod';
import type { FormProblem } from '@/lib/consoles/dto';
import { parse } from '@/lib/http/parse';
import { refuseUnstorableParameters } from '@/lib/http/read-query';
import { ValidationError } from '@/lib/platform/errors';

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

interface ListSource<Schema extends z.ZodType, Page> {
  /** The schema of the API's own query. */
  schema: Schema;
  searchParams: SearchParams;
  /** What the list can be narrowed by. */
  filters?: readonly string[];
  pageSize?: number;
  read: (query: z.output<Schema> & { limit: number }) => Promise<Page>;
}

interface ReadList<Page> {
  page: Page;
  problems: FormProblem[];
  /** As typed, to fill the filters in again. */
  typed: Record<string, string | undefined>;
  /** Whether any filter is set. */
  isSet: boolean;
}

const PAGE_SIZE = 50;

/** Fields left empty are not there. */
async function readTyped(searchParams: SearchParams, names: readonly string[]) {
  const all = await searchParams;
  const typed: Record<string, string | undefined> = {};
  for (const name of names) {
    const value = all[name];
    if (typeof value === 'string' && value.trim() !== '') typed[name] = value.trim();
  }
  return typed;
}

function toProblems(error: unknown): FormProblem[] {
  if (!(error instanceof ValidationError)) throw error;
  return error.items.map(({ field, message }) => ({ field: field ?? null, message }));
}

/** What an address asks for; of one that cannot be understood, what no query asks for. */
function understand<Schema extends z.ZodType>(
  schema: Schema,
  typed: Record<string, string | undefined>,
): { query: z.output<Schema>; problems: FormProblem[] } {
  try {
    refuseUnstorableParameters(Object.entries(typed));
    return { query: parse(schema, typed), problems: [] };
  } catch (error) {
    return { query: parse(schema, {}), problems: toProblems(error) };
  }
}

/**
 * Reads the page of a list that an address asks for; where it names a cursor that is none of the list's,
 * the first page and the problem.
 */
export async function readList<Schema extends z.ZodType<{ cursor?: string }>, Page>({
  schema,
  searchParams,
  filters = [],
  pageSize: limit = PAGE_SIZE,
  read,
}: ListSource<Schema, Page>): Promise<ReadList<Page>> {
  const typed = await readTyped(searchParams, [...filters, 'cursor']);
  const { query, problems } = understand(schema, typed);
  const isSet = filters.some((name) => typed[name] !== undefined);
  try {
    return { page: await read({ ...query, limit }), problems, typed, isSet };
  } catch (error) {
    const ofCursor = toProblems(error);
    const page = await read({ ...query, limit, cursor: undefined });
    return { page, problems: [...problems, ...ofCursor], typed, isSet };
  }
}
