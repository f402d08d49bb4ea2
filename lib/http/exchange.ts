import { newId } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import type { DeclaredPath, Method } from './declared-paths';

export type PathMethod = Method | 'HEAD' | 'OPTIONS';

/** What of a request the API looks at, whichever server took it. */
export interface ApiRequest {
  method: string;
  url: string;
  headers: Pick<Headers, 'get' | 'has'>;
  body: AsyncIterable<Uint8Array> | null;
  /** Aborted when its sender has gone. */
  readonly signal: AbortSignal;
}

/** A request to a declared path. */
export interface PathRequest {
  declared: DeclaredPath;
  request: ApiRequest;
  method: PathMethod;
  params: Record<string, string>;
}

/** All that one request's answer and log line are made from. */
export interface Exchange extends PathRequest {
  url: URL;
  transactionId: string;
  startedAt: number;
  /** Of the caller, as soon as it is known. */
  accountId: string | null;
}

export function openExchange(request: PathRequest): Exchange {
  return {
    ...request,
    url: new URL(request.request.url),
    transactionId: newId('tid'),
    startedAt: performance.now(),
    accountId: null,
  };
}

/** Whether a request only reads: a `GET` or `HEAD`. */
export function isRead({ method }: Exchange): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** One line a request, with the path's pattern instead of its address. */
export function logLine(exchange: Exchange, status: number): void {
  log().info(
    {
      method: exchange.request.method,
      path: exchange.declared.path,
      status,
      'transaction-id': exchange.transactionId,
      account: exchange.accountId,
      ms: Math.round(performance.now() - exchange.startedAt),
    },
    'request',
  );
}
