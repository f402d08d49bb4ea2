import NextAuth, { type AuthOptions } from 'next-auth';
import type { NextApiRequest, NextApiResponse } from 'next';

interface AuthCall {
  method: 'GET' | 'POST';
  /** The action and what it is about, as `['callback', 'supplier']`. */
  path: string[];
  query?: Record<string, string>;
  cookies: Record<string, string>;
  body?: Record<string, string>;
}

export interface AuthAnswer {
  redirect: string | null;
  setCookies: string[];
  body: unknown;
}

/** What next-auth writes its answer into. */
class AuthResponse {
  readonly #headers = new Map<string, string | string[]>();
  body: unknown = null;

  status(): this {
    return this;
  }

  getHeader(name: string): string | string[] | undefined {
    return this.#headers.get(name.toLowerCase());
  }

  setHeader(name: string, value: string | string[]): this {
    this.#headers.set(name.toLowerCase(), value);
    return this;
  }

  send(body: unknown): void {
    this.body = body;
  }

  json(body: unknown): void {
    this.body = body;
  }

  end(): void {
    return;
  }

  toAnswer(): AuthAnswer {
    const location = this.getHeader('location');
    const cookies = this.getHeader('set-cookie') ?? [];
    return {
      redirect: typeof location === 'string' ? location : null,
      setCookies: Array.isArray(cookies) ? cookies : [cookies],
      body: this.body,
    };
  }
}

/**
 * Asks next-auth for one of its actions, with nothing but what it is handed: it reads no header, so no
 * host of a request's, and answers no page of its own.
 */
export async function callNextAuth(call: AuthCall, options: AuthOptions): Promise<AuthAnswer> {
  const { method, path, query = {}, cookies, body = {} } = call;
  const request = { method, query: { ...query, nextauth: path }, cookies, body, headers: {} };
  const response = new AuthResponse();
  await NextAuth(
    request as unknown as NextApiRequest,
    response as unknown as NextApiResponse,
    options,
  );
  return response.toAnswer();
}
