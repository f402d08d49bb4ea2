import { readBearer, requireBearerAccount } from '@/lib/accounts/authenticate-bearer';
import type { Account } from '@/lib/db/generated/client';
import { amongCallsOf } from '@/lib/limits/calls-in-hand';
import { consumeLimit } from '@/lib/limits/limits';
import { ForbiddenError, NotFoundError, ValidationError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import { withTransactionId } from '@/lib/platform/transaction-id';
import { clientAddress } from './client-address';
import {
  allMethods,
  declarePath,
  type AnyOperation,
  type Method,
  type Operations,
} from './declared-paths';
import { MethodNotAllowedError, toErrorAnswer } from './error-answer';
import { declareAnswer, type PathAnswer, type PathMethod } from './declared-answers';
import { envelope, logLine, respond, type Exchange } from './exchange';
import { answerOnce, readIdempotencyKey } from './idempotency';
import type { Outcome } from './operation';
import { fieldItem, parse } from './parse';
import { NO_BODY, parseJson, readBody, type RawBody } from './read-json-body';
import { NUL, readQuery } from './read-query';
import { observeRequest } from './request-metrics';

type NextParams = Record<string, string | string[] | undefined>;

/** A handler as Next calls it. */
type Handler = (
  request: Request,
  context: { params: Promise<NextParams | undefined> },
) => Promise<Response>;

/**
 * Set by the server (`scripts/start.mjs`), and by nobody else, on a request whose method Next knows
 * nothing of; it comes in as OPTIONS.
 */
const STRANGE_METHOD_HEADER = 'x-register-strange-method';

/** One request to a declared operation, once its caller is known. */
interface Admitted {
  exchange: Exchange;
  declared: AnyOperation;
  params: Record<string, string>;
  caller: Caller | null;
  body: RawBody;
}

interface Caller {
  account: Account;
  secretMark: string | null;
}

/** @throws {ValidationError} */
function requireBodyWithin({ mostBodyBytes }: AnyOperation, { bytes }: RawBody): void {
  if (mostBodyBytes === undefined || bytes.byteLength <= mostBodyBytes) return;
  throw new ValidationError([fieldItem([], `is larger than ${mostBodyBytes / 1024} KiB`)]);
}

async function authorise(exchange: Exchange, declared: AnyOperation): Promise<Caller | null> {
  const { roles } = declared;
  if (!roles) return null;
  const bearer = await readBearer(exchange.request.headers.get('authorization'));
  const account = await amongCallsOf(bearer.accountId, async () => {
    const found = await requireBearerAccount(bearer);
    exchange.accountId = found.id;
    await consumeLimit('api-account', [found.id]);
    return found;
  });
  if (!roles.includes(account.role)) {
    throw new ForbiddenError(`The role ${account.role} does not allow this.`);
  }
  return { account, secretMark: bearer.mark };
}

async function perform({ exchange, declared, params, caller, body }: Admitted): Promise<Outcome> {
  const { request, url } = exchange;
  if (Object.values(params).some((param) => param.includes(NUL))) {
    throw new NotFoundError('This path');
  }
  requireBodyWithin(declared, body);
  const result = await declared.run({
    account: caller?.account ?? null,
    params,
    query: declared.takesAnyQuery ? undefined : readQuery(url, declared.query),
    body: declared.body ? parse(declared.body, parseJson(body)) : undefined,
    isHead: request.method === 'HEAD',
    authorization: request.headers.get('authorization'),
    secretMark: caller?.secretMark ?? null,
    clientAddress: clientAddress(request.headers),
  });
  const status = result.status ?? 200;
  const headers: Record<string, string> = result.location ? { Location: result.location } : {};
  if (status === 204) return { status, body: null, headers };
  if (declared.isBare) return { status, body: result.body ?? {}, headers };
  const response = envelope(exchange, declared.identifiedBy, result.location);
  return { status, body: { response, ...result.body }, headers };
}

function refuse(exchange: Exchange, error: unknown): Outcome {
  const refused = toErrorAnswer(error);
  if (refused.isUnexpected) {
    log().error({ err: error, 'transaction-id': exchange.transactionId }, 'request failed');
  }
  const body = { response: envelope(exchange), errors: refused.errors };
  return { status: refused.status, body, headers: refused.headers };
}

/** What the operation answers, errors of ours included. */
async function answer(admitted: Admitted): Promise<Outcome> {
  try {
    return await perform(admitted);
  } catch (error) {
    return refuse(admitted.exchange, error);
  }
}

async function admit(
  exchange: Exchange,
  declared: AnyOperation,
  params: Record<string, string>,
): Promise<Outcome> {
  const { request } = exchange;
  const caller = await authorise(exchange, declared);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const key = isRead ? null : readIdempotencyKey(request);
  // What stands under a read means nothing, however much it is.
  const body = isRead ? NO_BODY : await readBody(request);
  const admitted = { exchange, declared, params, caller, body };
  if (!caller) return answer(admitted);
  const accountId = caller.account.id;
  // Anew, and not from the beginning on: a body that comes slowly keeps no other call of the account waiting.
  return amongCallsOf(accountId, () => {
    if (key === null) return answer(admitted);
    const claim = { accountId, key, request, body: body.bytes };
    return answerOnce(claim, exchange.transactionId, () => answer(admitted));
  });
}

function single(params: NextParams): Record<string, string> {
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
 * (docs/api/requests-and-errors.md#error-codes).
 *
 * @param path as in the contract, `/identity-records/{ir}`: what the log shows instead of the address
 */
export function route(
  path: string,
  operations: Partial<Record<Method, unknown>>,
): Record<PathMethod, Handler> {
  const declared = operations as Operations;
  declarePath(path, declared);
  const offered = allMethods.filter((method) => declared[method]);
  const withHead = offered.includes('GET') ? ['GET', 'HEAD', ...offered.slice(1)] : offered;
  const allow = [...withHead, 'OPTIONS'].join(', ');

  const serve = async (
    exchange: Exchange,
    method: PathMethod,
    params: Record<string, string>,
  ): Promise<Outcome> => {
    const isStrange = exchange.request.headers.has(STRANGE_METHOD_HEADER);
    if (method === 'OPTIONS' && !isStrange) {
      return { status: 204, body: null, headers: { Allow: allow } };
    }
    try {
      const found = method === 'OPTIONS' ? undefined : declared[method === 'HEAD' ? 'GET' : method];
      if (!found) throw new MethodNotAllowedError(allow);
      return await admit(exchange, found, params);
    } catch (error) {
      return refuse(exchange, error);
    }
  };

  const answerRequest: PathAnswer = async (request, method, params) => {
    const exchange: Exchange = {
      request,
      url: new URL(request.url),
      transactionId: newId('tid'),
      startedAt: performance.now(),
      accountId: null,
    };
    const outcome = await withTransactionId(exchange.transactionId, () =>
      serve(exchange, method, params),
    );
    logLine(exchange, path, outcome.status);
    observeRequest(exchange, path, outcome.status);
    const answer = respond(exchange, outcome);
    return method === 'HEAD' ? { ...answer, text: null } : answer;
  };
  declareAnswer(path, answerRequest);

  const handler =
    (method: PathMethod): Handler =>
    async (request, context) => {
      const params = single((await context.params) ?? {});
      const { text, ...answer } = await answerRequest(request, method, params);
      return new Response(text, answer);
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
