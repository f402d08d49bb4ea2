import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface SentMail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  idempotencyKey: string | null;
  headers: Record<string, string>;
  attachments: { filename: string; contentType: string; content: string }[];
}

export interface FailOptions {
  status: number;
  /** Seconds, sent as `retry-after`. */
  retryAfter?: number;
}

export interface SendAttempt {
  idempotencyKey: string | null;
  status: number | 'hung' | 'lost';
}

export interface FakeResend {
  url: string;
  /** Settings that point a register here. */
  env: { RESEND_BASE_URL: string; RESEND_API_KEY: string };
  /** Mails accepted so far, oldest first; a repeated idempotency key adds none. */
  mails: SentMail[];
  /** Every request to send, refused and repeated ones included. */
  attempts: SendAttempt[];
  failNext(count: number, failure: FailOptions): void;
  /** The next requests get no answer until `close()`. */
  hangNext(count: number): void;
  /** The next mails are taken, and the answers that would say so are lost. */
  loseNext(count: number): void;
  close: () => Promise<void>;
}

interface WireMail {
  from: string;
  to: string | string[];
  subject: string;
  html?: string;
  text?: string;
  headers?: Record<string, string>;
  attachments?: { filename: string; content_type?: string; content: string }[];
}

const API_KEY = 're_test_key';
/** Not Resend's: where a test in another process reads what was sent, `?to=` one address. */
export const SENT_PATH = '/sent';

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

const errorNames: Record<number, string> = {
  401: 'missing_api_key',
  409: 'invalid_idempotent_request',
  422: 'validation_error',
  429: 'rate_limit_exceeded',
};

function answerError(response: ServerResponse, { status, retryAfter }: FailOptions): void {
  answer(
    response,
    status,
    {
      statusCode: status,
      name: errorNames[status] ?? 'application_error',
      message: `told to fail with ${status}`,
    },
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );
}

function toSentMail(wire: WireMail, idempotencyKey: string | null): SentMail {
  return {
    id: randomUUID(),
    from: wire.from,
    to: [wire.to].flat(),
    subject: wire.subject,
    html: wire.html ?? '',
    text: wire.text ?? '',
    headers: wire.headers ?? {},
    attachments: (wire.attachments ?? []).map(({ filename, content_type: type, content }) => ({
      filename,
      contentType: type ?? '',
      content: Buffer.from(content, 'base64').toString(),
    })),
    idempotencyKey,
  };
}

/** What Resend keeps: accepted mails, and which body each idempotency key stood for. */
class MailStore {
  readonly mails: SentMail[] = [];
  readonly attempts: SendAttempt[] = [];
  readonly orders: (FailOptions | 'hang' | 'lose')[] = [];
  readonly #byKey = new Map<string, { body: string; id: string }>();

  receive(request: IncomingMessage, response: ServerResponse, body: string): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === SENT_PATH) {
      answer(response, 200, this.#mailsTo(searchParams.get('to') ?? ''));
      return;
    }
    const header = request.headers['idempotency-key'];
    const idempotencyKey = typeof header === 'string' ? header : null;
    const order = this.orders.shift();
    const note = (status: SendAttempt['status']) => this.attempts.push({ idempotencyKey, status });
    if (order === 'hang') {
      note('hung');
      return;
    }
    const refusal =
      order === undefined || order === 'lose'
        ? this.#refusal(request, idempotencyKey, body)
        : order;
    if (refusal) {
      note(refusal.status);
      answerError(response, refusal);
      return;
    }
    const id = this.#accept(idempotencyKey, body);
    note(order === 'lose' ? 'lost' : 200);
    if (order === 'lose') response.destroy();
    else answer(response, 200, { id });
  }

  #mailsTo(address: string): SentMail[] {
    return this.mails.filter(({ to }) => to.includes(address));
  }

  #refusal(request: IncomingMessage, key: string | null, body: string): FailOptions | null {
    if (request.method !== 'POST' || request.url !== '/emails') return { status: 404 };
    if (request.headers.authorization !== `Bearer ${API_KEY}`) return { status: 401 };
    const known = key === null ? undefined : this.#byKey.get(key);
    // Resend refuses one key for two different mails.
    return known && known.body !== body ? { status: 409 } : null;
  }

  #accept(key: string | null, body: string): string {
    const known = key === null ? undefined : this.#byKey.get(key);
    if (known) return known.id;
    const mail = toSentMail(JSON.parse(body) as WireMail, key);
    this.mails.push(mail);
    if (key !== null) this.#byKey.set(key, { body, id: mail.id });
    return mail.id;
  }
}

/** A mail service that speaks Resend's wire format, on a free port if none is named, and keeps what it is given. */
export async function startFakeResend(wanted = 0): Promise<FakeResend> {
  const store = new MailStore();
  const server = createServer((request, response) => {
    readBody(request).then(
      (body) => store.receive(request, response, body),
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const { mails, attempts, orders } = store;
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    env: { RESEND_BASE_URL: url, RESEND_API_KEY: API_KEY },
    mails,
    attempts,
    failNext: (count, failure) => orders.push(...Array<FailOptions>(count).fill(failure)),
    hangNext: (count) => orders.push(...Array<'hang'>(count).fill('hang')),
    loseNext: (count) => orders.push(...Array<'lose'>(count).fill('lose')),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
