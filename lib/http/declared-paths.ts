import type { z } from 'zod';
import type { Operation } from './operation';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export const allMethods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** An operation whose schemas do not matter to whoever holds it. */
export type AnyOperation = Operation<z.ZodType, z.ZodType>;

export interface DeclaredPath {
  /** As in the contract, `/identity-records/{ir}`: what the log shows instead of the address. */
  path: string;
  operations: Partial<Record<Method, AnyOperation>>;
}

const declared = new Map<string, DeclaredPath>();

/** Notes what a path answers, for the server and for the OpenAPI document. One without a leading slash is none. */
export function declarePath(declaration: DeclaredPath): void {
  const { path } = declaration;
  if (path.startsWith('/')) declared.set(path, declaration);
}

/** The paths of all route files that were loaded so far, in order of their names. */
export function declaredPaths(): DeclaredPath[] {
  return [...declared.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
