import { randomUUID } from 'node:crypto';
import createClient, { type Client } from 'openapi-fetch';
import type { AccessPaths } from './access-paths.js';
import type { paths } from './api-types.js';
import { BearerToken, type Credentials } from './bearer-token.js';
import { readRegisterError } from './register-error.js';
import { defaultRetries, sendWithRetries, type RetryOptions } from './send-with-retries.js';

export interface RegisterClientOptions {
  /** Of the register: `https://id.central.consent`. */
  origin: string;
  /** Without them only what needs no account can be called: verifying an access record. */
  credentials?: Credentials;
  retries?: Partial<RetryOptions>;
}

/**
 * Every call of the API, typed from the register's own OpenAPI document:
 * `await client.GET('/identity-records/{ir}', { params: { path: { ir } } })`.
 */
export type RegisterClient = Client<paths & AccessPaths, 'application/json'> & {
  /** Of the register. */
  readonly origin: string;
};

const isWrite = (request: Request) => !['GET', 'HEAD', 'OPTIONS'].includes(request.method);

/**
 * A client that acts as one account. It fetches and keeps the bearer token, gives every write an
 * `Idempotency-Key` (so that repeating it is safe), waits as `Retry-After` asks and tries again.
 *
 * Its calls throw {@link RegisterError} when the register refuses and {@link RegisterUnreachableError}
 * when it does not answer; `data` of what they answer is therefore always there.
 */
export function createRegisterClient(options: RegisterClientOptions): RegisterClient {
  const { origin } = new URL(options.origin);
  const apiUrl = `${origin}/v1`;
  const retries = { ...defaultRetries, ...options.retries };
  const send = (request: Request) => sendWithRetries(request, retries);
  const token = options.credentials && new BearerToken(apiUrl, options.credentials, send);

  const attempt = async (request: Request): Promise<Response> => {
    if (!token) return send(request);
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${await token.value()}`);
    return send(new Request(request.clone(), { headers }));
  };

  const call = async (request: Request): Promise<Response> => {
    if (isWrite(request) && !request.headers.has('idempotency-key')) {
      request.headers.set('idempotency-key', randomUUID());
    }
    const first = await attempt(request);
    if (first.ok) return first;
    const refusal = await readRegisterError(first);
    if (!token || refusal.status !== 401) throw refusal;
    // Signing keys rotate: one fresh token, one more try.
    token.forget();
    const second = await attempt(request);
    if (!second.ok) throw await readRegisterError(second);
    return second;
  };

  const calls = createClient<paths & AccessPaths, 'application/json'>({
    baseUrl: apiUrl,
    fetch: call,
  });
  return Object.assign(calls, { origin });
}

/** The body of an answer; {@link createRegisterClient}'s calls throw where there is none. */
export async function dataOf<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  const { data } = await call;
  if (data === undefined) throw new TypeError('this call has no body');
  return data;
}
