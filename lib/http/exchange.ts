import { now } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import type { Outcome } from './operation';

/** All that one request's answer and log line are made from. */
export interface Exchange {
  request: Request;
  url: URL;
  transactionId: string;
  startedAt: number;
  accountId: string | null;
}

/** The `response` part of every body (contract §2). */
export function envelope(exchange: Exchange, identifiedBy: readonly string[] = []) {
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

/** The answer to a request. An outcome that was kept brings its own transaction id. */
export function respond(exchange: Exchange, outcome: Outcome): Response {
  const { status, body, headers } = outcome;
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
