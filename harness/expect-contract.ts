import { z } from 'zod';
import { calls, errorAnswer, responseSchema, tokenAnswer } from './contract-schemas';
import type { ApiExchange } from './expect-documented';

function isAt(pattern: string, pathname: string): boolean {
  const parts = pattern.split('/');
  const given = pathname.split('/');
  return (
    parts.length === given.length && parts.every((part, at) => part === '{}' || part === given[at])
  );
}

/**
 * The members of an answer; null when it has no body, undefined when the contract has no such call or status.
 */
function findAnswer(
  pathname: string,
  method: string,
  status: number,
): z.ZodType | null | undefined {
  // Words come before placeholders: `exists` is no Identity Record.
  const call = calls
    .filter(({ path }) => isAt(path, pathname))
    .sort((a, b) => a.path.split('{}').length - b.path.split('{}').length)[0];
  const answer = call?.answers[method]?.[status];
  return answer instanceof z.ZodType || !answer ? answer : z.strictObject(answer);
}

function problemWith(schema: z.ZodType, value: unknown): string | null {
  const result = schema.safeParse(value);
  return result.success ? null : z.prettifyError(result.error);
}

/** After a 201 the path of what was created, where it has one; else the path that was asked. */
function resourceProblem({ path, answer }: ApiExchange, resource: string): string | null {
  const [asked = ''] = path.split(/[?#]/);
  const [shown] = resource.split('?');
  const expected = answer.status === 201 ? (answer.headers.location ?? asked) : asked;
  return shown === expected ? null : `its resource is ${resource}, not ${expected}`;
}

function bodyProblem(exchange: ApiExchange, members: z.ZodType): string | null {
  const { response, ...rest } = JSON.parse(exchange.answer.text) as {
    response: { resource: string };
  };
  const problem = problemWith(responseSchema, response);
  if (problem) return problem;
  return resourceProblem(exchange, response.resource) ?? problemWith(members, rest);
}

function problemOf(exchange: ApiExchange): string | null {
  const { path, answer } = exchange;
  const method = exchange.method === 'HEAD' ? 'GET' : exchange.method;
  const [pathname = ''] = path.split(/[?#]/);
  // A redirect to the tidy path comes before the API.
  const isRedirect = answer.status >= 300 && answer.status < 400;
  if (answer.text === '' || isRedirect || pathname === '/v1/openapi.json') return null;
  const body: unknown = JSON.parse(answer.text);
  if (answer.status >= 400) return problemWith(errorAnswer, body);
  if (pathname === '/v1/auth/token') return problemWith(tokenAnswer, body);
  const found = findAnswer(pathname, method, answer.status);
  if (found === undefined) return null;
  return found === null ? 'it has a body' : bodyProblem(exchange, found);
}

/**
 * @throws {Error} unless the answer is, member by member, what the contract says. It knows nothing of a
 * path that sections 3 to 10 do not have.
 */
export function expectContract(exchange: ApiExchange): void {
  if (!exchange.path.startsWith('/v1/')) return;
  const problem = problemOf(exchange);
  if (problem === null) return;
  const { method, path, answer } = exchange;
  throw new Error(
    `${method} ${path} answered ${answer.status}, and the contract disagrees:\n${problem}\n${answer.text}`,
  );
}
