import { consumeInShares } from '@/lib/limits/consume-in-shares';
import { readBearer, requireBearerAccount } from '@/lib/accounts/authenticate-bearer';
import type { Account } from '@/lib/db/generated/client';
import { log } from '@/lib/platform/log';
import { ForbiddenError, NotFoundError } from '@/lib/platform/errors';
import { evaluate, evaluateAll } from '@/lib/releases/evaluate';
import { evaluationSchema, evaluationsSchema, MOST_EVALUATIONS } from '@/lib/releases/schemas';
import { MethodNotAllowedError, toErrorAnswer } from '../error-answer';
import {
  logLine,
  openExchange,
  type ApiRequest,
  type Exchange,
  type PathMethod,
} from '../exchange';
import type { WireAnswer } from '../outcome';
import { parse } from '../parse';
import { parseJson } from '../parse-json';
import { BodyTooLargeError, readBody, type RawBody } from '../read-body';
import { observeRequest } from '../request-metrics';
import { toAccessAnswer, wantsSigned, type Answered } from './access-answer';

const MOST_BYTES = 1024 * 1024;

type Evaluation = (accountId: string, body: unknown) => Promise<object>;

const evaluateOne: Evaluation = (accountId, body) =>
  evaluate(accountId, parse(evaluationSchema, body));

/** Without `evaluations` it is asked like one question, and answered like one. */
const evaluateSeveral: Evaluation = (accountId, body) => {
  const input = parse(evaluationsSchema, body);
  const count = input.evaluations?.length ?? 0;
  if (count === 0) return evaluateOne(accountId, body);
  if (count > MOST_EVALUATIONS) {
    throw new BodyTooLargeError(`evaluations: has more than ${MOST_EVALUATIONS} members.`);
  }
  return evaluateAll(accountId, input);
};

const paths: Record<string, Evaluation | undefined> = {
  '/access/v1/evaluation': evaluateOne,
  '/access/v1/evaluations': evaluateSeveral,
};

/** Whether a path is one at which release decisions are asked. */
export function isAccessPath(pathname: string): boolean {
  return Object.hasOwn(paths, pathname);
}

/** Who asks, within the limit of its questions. @throws {RegisterError} */
async function admit(exchange: Exchange): Promise<Account> {
  const bearer = await readBearer(exchange.request.headers.get('authorization'));
  const account = await requireBearerAccount(bearer);
  exchange.accountId = account.id;
  await consumeInShares('decisions-account', [account.id], account.decisionsPerMinute);
  if (account.role === 'data_provider') return account;
  throw new ForbiddenError(`The role ${account.role} does not allow this.`);
}

async function takeSteps(exchange: Exchange, pathname: string): Promise<Answered> {
  const evaluation = paths[pathname];
  if (!evaluation) throw new NotFoundError('This path');
  if (exchange.method === 'OPTIONS') return { status: 204, headers: { allow: 'POST, OPTIONS' } };
  if (exchange.method !== 'POST') throw new MethodNotAllowedError('POST, OPTIONS');
  const { id } = await admit(exchange);
  const body: RawBody = await readBody(exchange.request, MOST_BYTES);
  return {
    status: 200,
    body: await evaluation(id, parseJson(body)),
    account: id,
    asked: body.bytes,
  };
}

/** An error as AuthZEN has it: its status, and a message as the body. */
function refuse(exchange: Exchange, error: unknown): Answered {
  const { status, errors, headers, isUnexpected } = toErrorAnswer(error);
  if (isUnexpected) {
    log().error({ err: error, 'transaction-id': exchange.transactionId }, 'request failed');
  }
  return { status, headers, body: errors.map(({ message }) => message).join(' ') };
}

/**
 * Answers the AuthZEN Authorization API 1.0 (docs/api/releases.md#calling-it): its bodies and errors,
 * without the envelope of `/v1`. Never throws.
 */
export async function answerAccess(request: ApiRequest, pathname: string): Promise<WireAnswer> {
  const exchange = openExchange({
    declared: { path: pathname, operations: {} },
    request,
    method: request.method as PathMethod,
    params: {},
  });
  let answer: WireAnswer;
  try {
    const answered = await takeSteps(exchange, pathname);
    answer = await toAccessAnswer(exchange, answered, wantsSigned(request));
  } catch (error) {
    answer = await toAccessAnswer(exchange, refuse(exchange, error), false);
  }
  logLine(exchange, answer.status);
  observeRequest(exchange, answer.status);
  return answer;
}
