import type { z } from 'zod';
import type { Operation } from './operation';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export const allMethods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** An operation whose schemas do not matter to whoever holds it. */
export type AnyOperation = Operation<z.ZodType, z.ZodType>;
export type Operations = Partial<Record<Method, AnyOperation>>;

const declared = new Map<string, Operations>();

/** Notes what `path` answers, for the OpenAPI document. A path without a leading slash is none. */
export function declarePath(path: string, operations: Operations): void {
  if (path.startsWith('/')) declared.set(path, operations);
}

/** The paths of all route files that were loaded so far, in order of their names. */
export function declaredPaths(): [string, Operations][] {
  return [...declared].sort(([a], [b]) => (a < b ? -1 : 1));
}
