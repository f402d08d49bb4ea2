import { randomBytes } from 'node:crypto';
import type { AdminCredentials, NewAccount } from './account-fields';
import { documentOf } from './api-document';
import { expectContract } from './expect-contract';
import { expectDocumented } from './expect-documented';
import { httpRequest, type HttpAnswer } from './http-request';
import { takeSeeded } from './seed-accounts';

export interface ApiError {
  'error-code': string;
  message: string;
  field?: string;
}

/** An answer of /v1. `Body` is what the test expects; the envelope and errors are always there to look at. */
export interface ApiAnswer<Body> {
  status: number;
  headers: HttpAnswer['headers'];
  text: string;
  body: Body;
  /** The `errors` of an error answer, else empty. */
  errors: ApiError[];
}

export interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Any JSON object, for tests that look at a few members only. */
export type JsonObject = Record<string, unknown>;

function parseBody(text: string): JsonObject {
  return text === '' ? {} : (JSON.parse(text) as JsonObject);
}

/** Makes one call, and holds what came back against the contract and the register's own OpenAPI document. */
async function send<Body>(
  origin: string,
  method: string,
  path: string,
  options: CallOptions,
): Promise<ApiAnswer<Body>> {
  const hasBody = options.body !== undefined;
  const answer = await httpRequest(`${origin}${path}`, {
    method,
    headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...options.headers },
    ...(hasBody
      ? { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }
      : {}),
  });
  const exchange = { method, path, sent: options.body, answer };
  expectContract(exchange);
  expectDocumented(await documentOf(origin), exchange);
  const isJson = answer.headers['content-type']?.includes('json') ?? false;
  const body = parseBody(isJson ? answer.text : '');
  return { ...answer, body: body as Body, errors: (body.errors ?? []) as ApiError[] };
}

export function basicAuth(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

/** One account's view of the API: fetches its bearer token once and sends it along. */
export class ApiAccount {
  #token: Promise<string> | null = null;

  constructor(
    private readonly origin: string,
    readonly id: string,
    readonly secret: string,
    /** Null for the bootstrap operator, whose DUID nobody asked for. */
    readonly duid: string | null,
  ) {}

  token(): Promise<string> {
    this.#token ??= this.#fetchToken();
    return this.#token;
  }

  /** Asks for a new bearer on the next call (after the clock was moved, say). */
  forgetToken(): void {
    this.#token = null;
  }

  async call<Body = JsonObject>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<Body>> {
    const authorization = `Bearer ${await this.token()}`;
    return send<Body>(this.origin, method, path, {
      body,
      headers: { authorization, ...headers },
    });
  }

  async #fetchToken(): Promise<string> {
    const answer = await send<{ 'bearer-token': string }>(this.origin, 'GET', '/v1/auth/token', {
      headers: { authorization: basicAuth(this.id, this.secret) },
    });
    if (answer.status !== 200) {
      throw new Error(`no token for ${this.id}: ${answer.status} ${answer.text}`);
    }
    return answer.body['bearer-token'];
  }
}

export interface RegisterClient {
  admin: ApiAccount;
  /**
   * An organisation that no other test has: one made before the register started, where there is one
   * just like that, else registered through the operator's API. Names have defaults.
   */
  createAccount(fields?: NewAccount): Promise<ApiAccount>;
  /** A call without any credential, unless `headers` carries one. */
  call<Body = JsonObject>(
    method: string,
    path: string,
    options?: CallOptions,
  ): Promise<ApiAnswer<Body>>;
}

interface CreatedAccount {
  account: { 'account-id': string; duid: string };
  'secret-key': string;
}

/** @param accounts folder of the accounts made beforehand (seed-accounts.ts), if there are any */
export function registerClient(
  origin: string,
  credentials: AdminCredentials,
  accounts: string | null = null,
): RegisterClient {
  const admin = new ApiAccount(origin, credentials.id, credentials.secret, null);
  return {
    admin,
    async createAccount(fields = {}) {
      const seeded = accounts === null ? null : takeSeeded(accounts, fields);
      if (seeded) return new ApiAccount(origin, seeded.id, seeded.secret, seeded.duid);
      const answer = await admin.call<CreatedAccount>('POST', '/v1/admin/accounts', {
        'account-id': `org-${randomBytes(6).toString('hex')}`,
        'display-name': 'Northwind Energy',
        'contact-url': 'https://northwind.example/contact',
        role: 'data_user',
        ...fields,
      });
      if (answer.status !== 201) {
        throw new Error(`account not created: ${answer.status} ${answer.text}`);
      }
      const { account, 'secret-key': generated } = answer.body;
      const secret = typeof fields['secret-key'] === 'string' ? fields['secret-key'] : generated;
      return new ApiAccount(origin, account['account-id'], secret, account.duid);
    },
    call: (method, path, options = {}) => send(origin, method, path, options),
  };
}
