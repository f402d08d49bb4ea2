import type { z } from 'zod';
import { authenticateBearer } from '@/lib/accounts/authenticate-bearer';
import type { Account, Role } from '@/lib/db/generated/client';
import { consumeLimit } from '@/lib/limits/limits';
import { now } from '@/lib/platform/clock';
import { ForbiddenError, NotFoundError, ValidationError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import { clientAddress } from './client-address';
import { MethodNotAllowedError, toErrorAnswer, type ErrorAnswer } from './error-answer';
import { fieldItem, parse } from './parse';
import { readJsonBody } from './read-json-body';

export interface Answer {
  /** 200 if left out. 204 has no body. */
  status?: number;
  /** Path of what was created, for 201. */
  location?: string;
  body?: object;
}

export interface Call<Query, Body> {
  /** Null on paths that need no bearer. */
  account: Account | null;
  params: Record<string, string>;
  query: Query;
  body: Body;
  authorization: string | null;
  clientAddress: string;
}

/** What one method of one API path declares; everything else is the same for all of them. */
export interface Operation<Query extends z.ZodType, Body extends z.ZodType> {
  /** Who may call with a bearer token; absent: no bearer is asked for. */
  roles?: readonly Role[];
  query?: Query;
  body?: Body;
  /** Query parameters that identify the result and so stand in `response.resource`. */
  identifiedBy?: readonly string[];
  /** Answer without the envelope (`/auth/token`, `/openapi.json`). */
  isBare?: boolean;
  run(call: Call<z.output<Query>, z.output<Body>>): Promise<Answer>;
}

/** Declares an operation, so that its schemas type its handler. */
export function operation<
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(declared: Operation<Query, Body>): Operation<Query, Body> {
  return declared;
}

type AnyOperation = Operation<z.ZodType, z.ZodType>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Operations = Partial<Record<Method, unknown>>;
type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined> | undefined> },
) => Promise<Response>;

/**
 * Set by the server (`scripts/start.mjs`), and by nobody else, on a request whose method Next knows
 * nothing of; it comes in as OPTIONS.
 */
const STRANGE_METHOD_HEADER = 'x-register-strange-method';

const allMethods: Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** All that one request's answer and log line are made from. */
interface Exchange {
  request: Request;
  url: URL;
  transactionId: string;
  startedAt: number;
  accountId: string | null;
}

/** The one character that a URL can carry and no table can hold. */
const NUL = '\0';

function refuseNul(query: URLSearchParams): void {
  const problem = 'holds a character that no text may hold';
  const bad = [...query].filter(([name, value]) => `${name}${value}`.includes(NUL));
  if (bad.length === 0) return;
  throw new ValidationError(bad.map(([name]) => fieldItem([name.replaceAll(NUL, '')], problem)));
}

function readQuery(url: URL, schema: z.ZodType | undefined): unknown {
  if (!schema) return undefined;
  const names = [...url.searchParams.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw ValidationError.field(twice, 'is given twice');
  refuseNul(url.searchParams);
  return parse(schema, Object.fromEntries(url.searchParams));
}

function envelope(exchange: Exchange, identifiedBy: readonly string[] = []) {
  const { url, transactionId } = exchange;
  const query = new URLSearchParams();
  for (const name of identifiedBy) {
    const value = url.searchParams.get(name);
    if (value !== null) query.set(name, value);
  }
  const search = query.size > 0 ? `?${query.toString()}` : '';
  return {
    resource: `${url.pathname}${search}`,
    timestamp: now().toISOString(),
    'transaction-id': transactionId,
  };
}

function respond(
  exchange: Exchange,
  status: number,
  body: object | null,
  headers: Record<string, string> = {},
): Response {
  return new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: {
      ...(body === null ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Transaction-Id': exchange.transactionId,
      ...headers,
    },
  });
}

async function authorise(exchange: Exchange, declared: AnyOperation): Promise<Account | null> {
  if (!declared.roles) return null;
  const account = await authenticateBearer(exchange.request.headers.get('authorization'));
  exchange.accountId = account.id;
  await consumeLimit('api-account', [account.id]);
  if (!declared.roles.includes(account.role)) {
    throw new ForbiddenError(`The role ${account.role} does not allow this.`);
  }
  return account;
}

async function answer(
  exchange: Exchange,
  declared: AnyOperation,
  params: Record<string, string>,
): Promise<Response> {
  const { request, url } = exchange;
  const account = await authorise(exchange, declared);
  if (Object.values(params).some((param) => param.includes(NUL)))
    throw new NotFoundError('This path');
  const query = readQuery(url, declared.query);
  const body = declared.body ? parse(declared.body, await readJsonBody(request)) : undefined;
  const result = await declared.run({
    account,
    params,
    query,
    body,
    authorization: request.headers.get('authorization'),
    clientAddress: clientAddress(request.headers),
  });
  const status = result.status ?? 200;
  if (status === 204) return respond(exchange, status, null);
  const content = declared.isBare
    ? (result.body ?? {})
    : { response: envelope(exchange, declared.identifiedBy), ...result.body };
  return respond(exchange, status, content, result.location ? { Location: result.location } : {});
}

function refuse(exchange: Exchange, error: unknown): Response {
  const refused: ErrorAnswer = toErrorAnswer(error);
  if (refused.isUnexpected) {
    log().error({ err: error, 'transaction-id': exchange.transactionId }, 'request failed');
  }
  const body = { response: envelope(exchange), errors: refused.errors };
  return respond(exchange, refused.status, body, refused.headers);
}

function logLine(exchange: Exchange, path: string, status: number): void {
  log().info(
    {
      method: exchange.request.method,
      path,
      status,
      'transaction-id': exchange.transactionId,
      account: exchange.accountId,
      ms: Math.round(performance.now() - exchange.startedAt),
    },
    'request',
  );
}

function single(params: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join('/') : (value ?? ''),
    ]),
  );
}

/**
 * The handlers of one API path, for a `route.ts` to export. The one wrapper of all calls: authenticate,
 * limit, parse, run, answer, log; `HEAD` where there is `GET`, `OPTIONS`, and 405 for the rest
 * (contract §2).
 *
 * @param path as in the contract, `/identity-records/{ir}`: what the log shows instead of the address
 */
export function route(
  path: string,
  operations: Operations,
): Record<Method | 'HEAD' | 'OPTIONS', Handler> {
  const declared = operations as Partial<Record<Method, AnyOperation>>;
  const offered = allMethods.filter((method) => declared[method]);
  const withHead = offered.includes('GET') ? ['GET', 'HEAD', ...offered.slice(1)] : offered;
  const allow = [...withHead, 'OPTIONS'].join(', ');

  const handler =
    (method: Method | 'HEAD' | 'OPTIONS'): Handler =>
    async (request, context) => {
      const exchange: Exchange = {
        request,
        url: new URL(request.url),
        transactionId: newId('tid'),
        startedAt: performance.now(),
        accountId: null,
      };
      const response = await serve(exchange, method, context);
      logLine(exchange, path, response.status);
      return method === 'HEAD' ? new Response(null, response) : response;
    };

  const serve = async (
    exchange: Exchange,
    method: Method | 'HEAD' | 'OPTIONS',
    context: Parameters<Handler>[1],
  ): Promise<Response> => {
    const isStrange = exchange.request.headers.has(STRANGE_METHOD_HEADER);
    if (method === 'OPTIONS' && !isStrange) return respond(exchange, 204, null, { Allow: allow });
    try {
      const found = method === 'OPTIONS' ? undefined : declared[method === 'HEAD' ? 'GET' : method];
      if (!found) throw new MethodNotAllowedError(allow);
      return await answer(exchange, found, single((await context.params) ?? {}));
    } catch (error) {
      return refuse(exchange, error);
    }
  };

  return {
    GET: handler('GET'),
    HEAD: handler('HEAD'),
    POST: handler('POST'),
    PUT: handler('PUT'),
    PATCH: handler('PATCH'),
    DELETE: handler('DELETE'),
    OPTIONS: handler('OPTIONS'),
  };
}

/** The account of a call whose operation declares roles. */
export function requireAccount(call: { account: Account | null }): Account {
  if (!call.account) throw new Error('this operation declares no roles');
  return call.account;
}
