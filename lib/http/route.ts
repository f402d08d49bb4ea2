import { amongCallsOf } from '@/lib/limits/calls-in-hand';
import { withTransactionId } from '@/lib/platform/transaction-id';
import { authenticate } from './authenticate';
import { declarePath, type DeclaredPath, type Method } from './declared-paths';
import {
  isRead,
  logLine,
  openExchange,
  type Exchange,
  type PathMethod,
  type PathRequest,
} from './exchange';
import { claimOf, findKeptAnswer, keepAnswer, readIdempotencyKey, type Claim } from './idempotency';
import { refuse, toOutcome, toWireAnswer, type Outcome, type WireAnswer } from './outcome';
import { NO_BODY, readBody } from './read-body';
import { readCall, type Admitted } from './read-call';
import { observeRequest } from './request-metrics';
import { findMethodsAnswer, requireOperation } from './require-operation';

/** What one request to a declared path is answered, whichever server took it; logged and measured. Never throws. */
export async function answerRequest(request: PathRequest): Promise<WireAnswer> {
  const exchange = openExchange(request);
  const outcome = await withTransactionId(exchange.transactionId, () => outcomeOf(exchange));
  logLine(exchange, outcome.status);
  observeRequest(exchange, outcome.status);
  return toWireAnswer(exchange, outcome);
}

async function outcomeOf(exchange: Exchange): Promise<Outcome> {
  try {
    return findMethodsAnswer(exchange) ?? (await takeSteps(exchange));
  } catch (error) {
    return refuse(exchange, error);
  }
}

/** All that happens to one request, in this order. A step that refuses throws, and none of the others follows. */
async function takeSteps(exchange: Exchange): Promise<Outcome> {
  const operation = requireOperation(exchange);
  const caller = await authenticate(exchange, operation);
  // Answers are kept for an account: where nobody is known, no key means anything.
  const key = caller ? readIdempotencyKey(exchange) : null;
  // What stands under a read means nothing, however much it is.
  const body = isRead(exchange) ? NO_BODY : await readBody(exchange.request);
  const admitted = { exchange, operation, caller, body };
  if (!caller) return perform(admitted);
  const claim = claimOf(exchange, { accountId: caller.account.id, key, body: body.bytes });
  // Its turn is another one than while it authenticated: a slow body keeps no other call of the account waiting.
  const answer = () => performOnce(admitted, claim);
  return operation.mayWait ? answer() : amongCallsOf(caller.account.id, answer);
}

/** A write under an idempotency key is performed the first time; after that its first answer is given again. */
async function performOnce(admitted: Admitted, claim: Claim | null): Promise<Outcome> {
  if (!claim) return perform(admitted);
  const kept = await findKeptAnswer(claim);
  if (kept) return kept;
  const outcome = await perform(admitted);
  await keepAnswer(claim, admitted.exchange.transactionId, outcome);
  return outcome;
}

/** Parse, run, answer: from here on a refusal is an answer too, which a repeat under the same key gets again. */
async function perform(admitted: Admitted): Promise<Outcome> {
  const { exchange, operation } = admitted;
  try {
    const call = readCall(admitted);
    const answer = await operation.run(call);
    return toOutcome(exchange, operation, answer);
  } catch (error) {
    return refuse(exchange, error);
  }
}

type NextParams = Record<string, string | string[] | undefined>;

/** A handler as Next calls it. */
type Handler = (
  request: Request,
  context: { params: Promise<NextParams | undefined> },
) => Promise<Response>;

function single(params: NextParams = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join('/') : (value ?? ''),
    ]),
  );
}

function handlerOf(declared: DeclaredPath, method: PathMethod): Handler {
  return async (request, context) => {
    const params = single(await context.params);
    const { text, ...answer } = await answerRequest({ declared, request, method, params });
    return new Response(text, answer);
  };
}

/**
 * The handlers of one API path, for a `route.ts` to export: its operations, `HEAD` where there is `GET`,
 * `OPTIONS`, and 405 for the rest (docs/api/requests-and-errors.md#error-codes).
 *
 * @param path as in the contract, `/identity-records/{ir}`: what the log shows instead of the address
 */
export function route(
  path: string,
  operations: Partial<Record<Method, unknown>>,
): Record<PathMethod, Handler> {
  const declared = { path, operations } as DeclaredPath;
  declarePath(declared);
  return {
    GET: handlerOf(declared, 'GET'),
    HEAD: handlerOf(declared, 'HEAD'),
    POST: handlerOf(declared, 'POST'),
    PUT: handlerOf(declared, 'PUT'),
    PATCH: handlerOf(declared, 'PATCH'),
    DELETE: handlerOf(declared, 'DELETE'),
    OPTIONS: handlerOf(declared, 'OPTIONS'),
  };
}
