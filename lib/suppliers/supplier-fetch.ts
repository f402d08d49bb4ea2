import type { CustomFetchOptions } from 'openid-client';
import { SupplierError } from './supplier-error';

/** More than any honest document, key set or token answer has. */
const MAX_ANSWER_BYTES = 256 * 1024;

/** Where a request went, without what it asked: a query may hold a code. */
function placeOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/** The code of the system's own error, which `fetch` hides below its own. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
}

function isTimeout(error: unknown): boolean {
  if (error instanceof Error && error.name === 'TimeoutError') return true;
  return /TIMEOUT|TIMEDOUT/.test(codeOf(error));
}

async function readBounded(response: Response, asked: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) {
      throw new SupplierError('unreadable', {
        asked,
        reason: 'too-large',
        limit: MAX_ANSWER_BYTES,
      });
    }
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/**
 * Lets through what OpenID Connect answers with: 200, and 400 whose body says what was wrong.
 *
 * @throws {SupplierError} for every other status
 */
function checkStatus(status: number, asked: string): void {
  if (status === 200 || status === 400) return;
  if (status === 401 || status === 403) {
    throw new SupplierError('register-refused', { asked, status });
  }
  const failure = status >= 500 || status === 429 ? 'out-of-order' : 'unreadable';
  throw new SupplierError(failure, { asked, status });
}

/**
 * The fetch of everything that is asked of a supplier: nothing is cached, no redirect is followed (the caller
 * asks for that), of an answer at most 256 KiB are read. The caller's signal bounds the time, reading included.
 * Not covered: where the address leads. Whoever runs the register has chosen the issuer, and may choose one
 * in a private network.
 *
 * @throws {SupplierError} when there is no whole answer
 */
export async function supplierFetch(url: string, options: CustomFetchOptions): Promise<Response> {
  const asked = placeOf(url);
  try {
    const { method, headers, body, redirect, signal } = options;
    const init: RequestInit = { method, headers, redirect, cache: 'no-store' };
    if (signal) init.signal = signal;
    if (body !== undefined) init.body = body as RequestInit['body'];
    const response = await fetch(url, init);
    const { status, headers: answered } = response;
    checkStatus(status, asked);
    return new Response(await readBounded(response, asked), { status, headers: answered });
  } catch (cause) {
    if (cause instanceof SupplierError) throw cause;
    if (isTimeout(cause)) throw new SupplierError('timed-out', { asked }, { cause });
    throw new SupplierError('unreachable', { asked, code: codeOf(cause) }, { cause });
  }
}
