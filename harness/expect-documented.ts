import { pointer, type ApiDocument } from './api-document';
import type { HttpAnswer } from './http-request';

/** One call of the API and its answer. */
export interface ApiExchange {
  method: string;
  /** With its query. */
  path: string;
  /** The body as it went out; undefined: none. */
  sent: unknown;
  answer: HttpAnswer;
}

const ERROR = pointer('components', 'schemas', 'Error');

function codesOf(text: string): unknown[] {
  const { errors } = JSON.parse(text) as { errors?: { 'error-code': string }[] };
  return (errors ?? []).map((error) => error['error-code']);
}

/** An answer that needs no words in the document: no such path, or no such method. */
function undocumentedProblem(
  document: ApiDocument,
  { answer }: ApiExchange,
  expected: { status: number; code: string },
): string | null {
  if (answer.status !== expected.status) {
    return `the document does not have this call, so it must answer ${expected.status}`;
  }
  if (answer.text === '') return null;
  const problem = document.problemWith(ERROR, JSON.parse(answer.text));
  if (problem) return problem;
  const codes = codesOf(answer.text);
  return codes.every((code) => code === expected.code) ? null : `its codes are ${codes.join(', ')}`;
}

function parsed(sent: unknown): unknown {
  return typeof sent === 'string' ? JSON.parse(sent) : sent;
}

/** A body that the document calls invalid must not be accepted. */
function requestProblem(
  document: ApiDocument,
  { sent, answer }: ApiExchange,
  path: string,
  method: string,
): string | null {
  const body = document.content.paths[path]?.[method]?.requestBody;
  if (!body || answer.status >= 300) return null;
  const at = pointer('paths', path, method, 'requestBody', 'content', 'application/json', 'schema');
  const problem = document.problemWith(at, parsed(sent));
  return problem && `it was accepted, though its body does not fit: ${problem}`;
}

function documentedProblem(
  document: ApiDocument,
  exchange: ApiExchange,
  path: string,
  method: string,
): string | null {
  const { answer } = exchange;
  const schema = document.findAnswer(path, method, answer.status);
  if (schema === undefined) return 'the document does not have this status';
  const isHead = exchange.method === 'HEAD';
  if (schema === null || isHead) return answer.text === '' ? null : 'it has a body';
  const problem = document.problemWith(schema, JSON.parse(answer.text));
  return problem ?? requestProblem(document, exchange, path, method);
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** `/v1/self/` and `/v1//self` are sent to the path they mean before the API sees them. */
function isRedirectToTidy(pathname: string, { status }: HttpAnswer): boolean {
  return status === 308 && (pathname.endsWith('/') || pathname.includes('//'));
}

function problemOf(document: ApiDocument, exchange: ApiExchange): string | null {
  const { method, answer } = exchange;
  const [pathname = ''] = exchange.path.split(/[?#]/);
  if (isRedirectToTidy(pathname, answer)) return null;
  if (method === 'OPTIONS') return answer.status === 204 ? null : 'OPTIONS answers 204';
  if (!methods.includes(method)) {
    return undocumentedProblem(document, exchange, { status: 405, code: 'VAL005' });
  }
  const path = document.findPath(pathname);
  if (path === null)
    return undocumentedProblem(document, exchange, { status: 404, code: 'NOT001' });
  const key = (method === 'HEAD' ? 'GET' : method).toLowerCase();
  if (!document.content.paths[path]?.[key]) {
    return undocumentedProblem(document, exchange, { status: 405, code: 'VAL005' });
  }
  return documentedProblem(document, exchange, path, key);
}

/** @throws {Error} unless the register's own document has this exchange, status, body and all */
export function expectDocumented(document: ApiDocument, exchange: ApiExchange): void {
  if (!exchange.path.startsWith('/v1')) return;
  const problem = problemOf(document, exchange);
  if (problem === null) return;
  const { method, path, answer } = exchange;
  throw new Error(
    `${method} ${path} answered ${answer.status}, and the OpenAPI document disagrees:\n${problem}\n${answer.text}`,
  );
}
