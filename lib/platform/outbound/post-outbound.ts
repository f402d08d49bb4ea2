import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { OutboundError } from './outbound-error';
import { hostOf, outboundUrlProblem } from './outbound-url';
import { resolveHost, type CallableAddress, type LookUp } from './resolve-host';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 16 * 1024;
const KEPT_ANSWER_BYTES = 1024;

export interface OutboundPost {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface OutboundAnswer {
  status: number;
  /** The first 1 KiB of its body, as text. */
  body: string;
}

export interface OutboundOptions {
  allowLoopback: boolean;
  /** For all of it, from the name to the end of the answer. */
  timeoutMs?: number;
  lookUp?: LookUp;
}

/** Answers what was checked, whatever is asked: the connection goes there and nowhere else. */
function pinnedTo(addresses: CallableAddress[]): LookupFunction {
  return (_host, options, answer) => {
    const wanted = addresses.filter(({ family }) => !options.family || family === options.family);
    const [first] = wanted;
    if (!first) answer(new OutboundError('the host has no address of that kind'), '');
    else if (options.all) answer(null, wanted);
    else answer(null, first.address, first.family);
  };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ECONNREFUSED') return 'the connection was refused';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'the connection was closed';
  if (code.startsWith('HPE_')) return 'the answer is not HTTP';
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code)) return `the certificate is not valid (${code})`;
  return code === '' ? 'the connection failed' : `the connection failed (${code})`;
}

function toOutboundError(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error;
  return new OutboundError(reasonOf(error), { cause: error });
}

function open(post: OutboundPost, addresses: CallableAddress[], signal: AbortSignal) {
  const url = new URL(post.url);
  const options = {
    method: 'POST',
    headers: { ...post.headers, 'content-length': String(Buffer.byteLength(post.body)) },
    lookup: pinnedTo(addresses),
    maxHeaderSize: MAX_ANSWER_BYTES,
    signal,
  };
  // An agent for this one call: no kept connection, which could lead elsewhere, and no proxy.
  return url.protocol === 'https:'
    ? https.request(url, {
        ...options,
        agent: new https.Agent({ keepAlive: false, maxCachedSessions: 0 }),
        rejectUnauthorized: true,
      })
    : http.request(url, { ...options, agent: new http.Agent({ keepAlive: false }) });
}

/** Bytes of a stranger as text that a database takes: what is no UTF-8 replaced, NUL left out. */
function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes, { stream: true }).replaceAll('\0', '');
}

/** Sends and reads to the end of the answer, or to 16 KiB of it. */
function exchange(
  post: OutboundPost,
  addresses: CallableAddress[],
  signal: AbortSignal,
): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    const request = open(post, addresses, signal);
    request.on('error', reject);
    request.once('response', (response) => {
      const status = response.statusCode ?? 0;
      let size = 0;
      let kept = Buffer.alloc(0);
      const end = () => resolve({ status, body: textOf(kept) });
      response.on('data', (chunk: Buffer) => {
        size += chunk.byteLength;
        kept = Buffer.concat([kept, chunk.subarray(0, KEPT_ANSWER_BYTES - kept.byteLength)]);
        if (size <= MAX_ANSWER_BYTES) return;
        end();
        request.destroy();
      });
      response.once('end', end);
      response.on('error', reject);
    });
    request.end(post.body);
  });
}

/**
 * Posts to a stranger's address and answers what that answers, whatever it is. The host is resolved and checked
 * now and the connection pinned to what was checked; certificate and `Host` go by the name. No redirect
 * is followed, no cookie or connection kept, no proxy used; of the answer at most 16 KiB are read,
 * and the first of them kept. All of it has 10 seconds.
 *
 * Not covered: what stands behind a public address (a proxy into somebody's network), and how often
 * somebody has us call an address of theirs: callers limit that.
 *
 * @throws {OutboundError} when there is no whole answer in time, with a reason that may be shown
 */
export async function postOutbound(
  post: OutboundPost,
  options: OutboundOptions,
): Promise<OutboundAnswer> {
  const { allowLoopback, timeoutMs = TIMEOUT_MS, lookUp } = options;
  const problem = outboundUrlProblem(post.url, allowLoopback);
  if (problem) throw new OutboundError(`the callback URL ${problem}`);
  const abort = new AbortController();
  let late: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => {
      reject(new OutboundError(`no whole answer within ${timeoutMs / 1000} seconds`));
      abort.abort();
    }, timeoutMs);
  });
  const call = async () => {
    const addresses = await resolveHost(hostOf(new URL(post.url)), { allowLoopback, lookUp });
    if (addresses.length === 0) throw new OutboundError('the host name does not resolve');
    abort.signal.throwIfAborted();
    return exchange(post, addresses, abort.signal);
  };
  try {
    return await Promise.race([call(), deadline]);
  } catch (error) {
    throw toOutboundError(error);
  } finally {
    clearTimeout(late);
  }
}
