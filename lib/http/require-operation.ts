import { allMethods, type AnyOperation, type DeclaredPath } from './declared-paths';
import { MethodNotAllowedError } from './error-answer';
import type { Exchange } from './exchange';

/**
 * Set by the server (`scripts/start.mjs`), and by nobody else, on a request whose method Next knows
 * nothing of; it comes in as OPTIONS.
 */
const STRANGE_METHOD_HEADER = 'x-register-strange-method';

/** The methods of a path as an `Allow` header names them: `HEAD` where there is `GET`, and `OPTIONS`. */
export function allowOf({ operations }: DeclaredPath): string {
  const offered = allMethods.filter((method) => operations[method]);
  const withHead = offered.includes('GET') ? ['GET', 'HEAD', ...offered.slice(1)] : offered;
  return [...withHead, 'OPTIONS'].join(', ');
}

/** Whether a request asks which methods its path has. */
export function asksForMethods({ method, request }: Exchange): boolean {
  return method === 'OPTIONS' && !request.headers.has(STRANGE_METHOD_HEADER);
}

/** The operation that a request calls. @throws {MethodNotAllowedError} */
export function requireOperation({ method, declared }: Exchange): AnyOperation {
  const operation =
    method === 'OPTIONS' ? undefined : declared.operations[method === 'HEAD' ? 'GET' : method];
  if (!operation) throw new MethodNotAllowedError(allowOf(declared));
  return operation;
}
