import { now } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import type { Outcome } from './operation';

/**
 * Set by the server (`scripts/start.mjs`), and by nobody else, on a request whose path it had to rewrite:
 * that path as it was asked for.
 */
const ASKED_PATH_HEADER = 'x-register-asked-path';

/** What of a request the API looks at, whichever server took it. */
export interface ApiRequest {
  method: string;
  url: string;
  headers: Pick<Headers, 'get' | 'has'>;
  body: AsyncIterable<Uint8Array> | null;
}

/** An answer as it goes over the wire, whichever server sends it. Names of headers are in lower case. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  text: string | null;
}

/** All that one request's answer and log line are made from. */
export interface Exchange {
  request: ApiRequest;
  url: URL;
  transactionId: string;
  startedAt: number;
  accountId: string | null;
}

/**
 * The `response` part of every body (docs/api/requests-and-errors.md#the-envelope).
 * @param created the path of what was created; undefined: nothing that has a path
 */
export function envelope(
  exchange: Exchange,
  identifiedBy: readonly string[] = [],
  created?: string,
) {
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

/** The answer to a request. An outcome that was kept brings its own transaction id. */
export function respond(exchange: Exchange, outcome: Outcome): WireAnswer {
  const { status, body, headers } = outcome;
  const all: Record<string, string> = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-transaction-id': exchange.transactionId,
  };
  if (body !== null) all['content-type'] = 'application/json; charset=utf-8';
  for (const [name, value] of Object.entries(headers)) all[name.toLowerCase()] = value;
  return { status, headers: all, text: body === null ? null : JSON.stringify(body) };
}

/** One line a request, with the path's pattern instead of its address. */
export function logLine(exchange: Exchange, path: string, status: number): void {
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
