import { allMethods, type AnyOperation, type DeclaredPath } from './declared-paths';
import { MethodNotAllowedError } from './error-answer';
import type { Exchange } from './exchange';
import type { Outcome } from './outcome';

/**
 * Set by the server (`scripts/start.mjs`), and by nobody else, on a request whose method Next knows
 * nothing of; it comes in as OPTIONS.
 */
const STRANGE_METHOD_HEADER = 'x-register-strange-method';

function allowOf({ operations }: DeclaredPath): string {
  const offered = allMethods.filter((method) => operations[method]);
  const withHead = offered.includes('GET') ? ['GET', 'HEAD', ...offered.slice(1)] : offered;
  return [...withHead, 'OPTIONS'].join(', ');
}

/** The answer to a request that asks which methods its path has; null for any other. */
export function findMethodsAnswer({ method, request, declared }: Exchange): Outcome | null {
  if (method !== 'OPTIONS' || request.headers.has(STRANGE_METHOD_HEADER)) return null;
  return { status: 204, body: null, headers: { Allow: allowOf(declared) } };
}

/** The operation that a request calls; a `HEAD` calls that of `GET`. @throws {MethodNotAllowedError} */
export function requireOperation({ method, declared }: Exchange): AnyOperation {
  const operation =
    method === 'OPTIONS' ? undefined : declared.operations[method === 'HEAD' ? 'GET' : method];
  if (!operation) throw new MethodNotAllowedError(allowOf(declared));
  return operation;
}
