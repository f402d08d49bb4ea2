import { now } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import type { AnyOperation } from './declared-paths';
import { toErrorAnswer } from './error-answer';
import type { Exchange } from './exchange';
import type { Answer } from './operation';

/**
 * Set by the server (`scripts/start.mjs`), and by nobody else, on a request whose path it had to rewrite:
 * that path as it was asked for.
 */
const ASKED_PATH_HEADER = 'x-register-asked-path';

/** A whole answer, envelope and all. */
export interface Outcome {
  status: number;
  body: object | null;
  headers: Record<string, string>;
}

/** An answer as it goes over the wire, whichever server sends it. Names of headers are in lower case. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  text: string | null;
}

/**
 * The `response` part of every body (docs/api/requests-and-errors.md#the-envelope).
 * @param created the path of what was created; undefined: nothing that has a path
 */
function envelope(exchange: Exchange, identifiedBy: readonly string[] = [], created?: string) {
  const { request, url, transactionId } = exchange;
  const query = new URLSearchParams();
  for (const name of identifiedBy) {
    const value = url.searchParams.get(name);
    if (value !== null) query.set(name, value);
  }
  const search = query.size > 0 ? `?${query.toString()}` : '';
  return {
    resource: created ?? `${request.headers.get(ASKED_PATH_HEADER) ?? url.pathname}${search}`,
    timestamp: now().toISOString(),
    'transaction-id': transactionId,
  };
}

/** What an operation answered, as its caller is told. */
export function toOutcome(exchange: Exchange, operation: AnyOperation, answer: Answer): Outcome {
  const { status = 200, location, body } = answer;
  const headers: Record<string, string> = location ? { Location: location } : {};
  if (status === 204) return { status, body: null, headers };
  if (operation.isBare) return { status, body: body ?? {}, headers };
  const response = envelope(exchange, operation.identifiedBy, location);
  return { status, body: { response, ...body }, headers };
}

/** What a step threw, as its caller is told. What is no refusal of ours is logged, once and here. */
export function refuse(exchange: Exchange, error: unknown): Outcome {
  const { status, errors, headers, isUnexpected } = toErrorAnswer(error);
  if (isUnexpected) {
    log().error({ err: error, 'transaction-id': exchange.transactionId }, 'request failed');
  }
  return { status, body: { response: envelope(exchange), errors }, headers };
}

/** The answer to a request. An outcome that was kept brings its own transaction id. */
export function toWireAnswer(exchange: Exchange, { status, body, headers }: Outcome): WireAnswer {
  const all: Record<string, string> = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-transaction-id': exchange.transactionId,
  };
  if (body !== null) all['content-type'] = 'application/json; charset=utf-8';
  for (const [name, value] of Object.entries(headers)) all[name.toLowerCase()] = value;
  const isShown = body !== null && exchange.method !== 'HEAD';
  return { status, headers: all, text: isShown ? JSON.stringify(body) : null };
}
