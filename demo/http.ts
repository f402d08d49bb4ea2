import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Asker, Demo } from './demo';
import type { Html } from './html';
import type { Session } from './session';

const MAX_FORM_BYTES = 32 * 1024;

export type Page = { readonly status: number; readonly body: Html };
export type Redirect = { readonly location: string };
export type Reply = Page | Redirect;

/** Something the visitor did that no page answers; the message is for them. */
export class VisitorError extends Error {
  override readonly name = 'VisitorError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** One request as the pages see it. */
export class DemoRequest {
  private readonly setCookies: string[] = [];

  constructor(
    readonly demo: Demo,
    readonly query: URLSearchParams,
    readonly form: URLSearchParams,
    readonly params: Readonly<Record<string, string>>,
    private readonly cookieHeader: string | undefined,
  ) {}

  /** This browser's session with that company; a new one is sent along with the reply. */
  session(asker: Asker): Session {
    const { session, setCookie } = asker.sessions.open(this.cookieHeader);
    if (setCookie !== null) this.setCookies.push(setCookie);
    return session;
  }

  /** A form field, trimmed; empty when absent. */
  field(name: string): string {
    return (this.form.get(name) ?? '').trim();
  }

  param(name: string): string {
    return this.params[name] ?? '';
  }

  newCookies(): readonly string[] {
    return this.setCookies;
  }
}

export async function readForm(message: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > MAX_FORM_BYTES) throw new VisitorError(413, 'That form is too long.');
    chunks.push(bytes);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

export function sendReply(
  response: ServerResponse,
  reply: Reply,
  cookies: readonly string[],
  withBody: boolean,
): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (cookies.length > 0) response.setHeader('Set-Cookie', cookies);
  if ('location' in reply) {
    response.writeHead(303, { Location: reply.location }).end();
    return;
  }
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  );
  response.writeHead(reply.status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(withBody ? reply.body.markup : undefined);
}
