import { createHash } from 'node:crypto';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { signForOthers } from '@/lib/platform/sign-jws';
import type { ApiRequest, Exchange } from '../exchange';
import type { WireAnswer } from '../outcome';

/** What a request came to. */
export interface Answered {
  status: number;
  /** An answer, or the message of an error. */
  body?: object | string;
  headers?: Record<string, string>;
  /** Of an answer: who asked, and what, as it came. */
  account?: string;
  asked?: Uint8Array;
}

/** A request is known to its sender by whatever it says, if that can be said back. */
const REQUEST_ID = /^[\x20-\x7e]{1,255}$/;

/** Whether the caller wants an answer that it can show to others. */
export function wantsSigned({ headers }: ApiRequest): boolean {
  const types = headers.get('accept')?.toLowerCase().split(',') ?? [];
  return types.some((type) => type.split(';')[0]?.trim() === 'application/jwt');
}

/** The answer as a JWS: the Data Provider's proof that it asked, and of what it was told. */
async function signed(exchange: Exchange, { body, account, asked }: Answered): Promise<string> {
  const digest = createHash('sha256')
    .update(asked ?? '')
    .digest('base64url');
  const claims = {
    ...(body as object),
    aud: account,
    jti: exchange.transactionId,
    'request-digest': digest,
  };
  const { jws } = await signForOthers('dar-decision+jwt', claims, {
    issuer: env().ORIGIN,
    issuedAt: now(),
  });
  return jws;
}

/** The answer as it goes out (docs/api/releases.md#signed-answers). */
export async function toAccessAnswer(
  exchange: Exchange,
  answered: Answered,
  isSigned: boolean,
): Promise<WireAnswer> {
  const requestId = exchange.request.headers.get('x-request-id');
  const headers: Record<string, string> = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-transaction-id': exchange.transactionId,
    ...(requestId !== null && REQUEST_ID.test(requestId) ? { 'x-request-id': requestId } : {}),
  };
  for (const [name, value] of Object.entries(answered.headers ?? {})) {
    headers[name.toLowerCase()] = value;
  }
  const { status, body } = answered;
  if (body === undefined) return { status, headers, text: null };
  const isJws = isSigned && status === 200;
  headers['content-type'] = isJws ? 'application/jwt' : 'application/json; charset=utf-8';
  const text = isJws ? await signed(exchange, answered) : JSON.stringify(body);
  return { status, headers, text: exchange.method === 'HEAD' ? null : text };
}
