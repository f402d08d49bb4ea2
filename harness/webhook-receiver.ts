import { randomBytes } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;

/** The body of a delivery (docs/api/webhooks.md#events). */
export interface DeliveredEvent {
  'event-id': string;
  'event-type': string;
  'occurred-at': string;
  wid: string;
  payload: Record<string, unknown>;
}

export interface Received {
  method: string;
  headers: IncomingHttpHeaders;
  /** As it came; signatures are over these bytes. */
  raw: string;
  event: DeliveredEvent;
  /** Real time, milliseconds. */
  at: number;
}

/** A status; nothing at all until the receiver closes; or whatever a test does with the response. */
export type ReceiverAnswer =
  number | 'nothing' | ((response: ServerResponse, received: Received) => void);

/** One callback URL and what came to it. */
export class Endpoint {
  readonly received: Received[] = [];
  /** What the next requests are answered, one each; then `always`. */
  readonly answers: ReceiverAnswer[] = [];
  always: ReceiverAnswer = 200;

  constructor(readonly url: string) {}

  /** The events received so far, oldest first. */
  events(): DeliveredEvent[] {
    return this.received.map(({ event }) => event);
  }

  /** Waits for the `count`-th request and answers it. @throws {Error} saying how many came */
  async waitFor(count: number, timeoutMs = 15_000): Promise<Received> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const last = this.received[count - 1];
      if (last) return last;
      if (Date.now() > deadline) {
        const types = this.events().map((event) => event['event-type']);
        throw new Error(`${types.length} of ${count} requests came: ${types.join(', ')}`);
      }
      await sleep(POLL_MS);
    }
  }
}

export interface WebhookReceiver {
  origin: string;
  port: number;
  /** A callback URL of its own. */
  endpoint(): Endpoint;
  close(): Promise<void>;
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks).toString('utf8');
  return {
    method: request.method ?? '',
    headers: request.headers,
    raw,
    event: JSON.parse(raw) as DeliveredEvent,
    at: Date.now(),
  };
}

function reply(response: ServerResponse, answer: ReceiverAnswer, received: Received): void {
  if (answer === 'nothing') return;
  if (typeof answer === 'number') response.writeHead(answer).end();
  else answer(response, received);
}

/** A Data User's system at the wire, on a free port of this machine: keeps what it is sent. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const endpoints = new Map<string, Endpoint>();
  const server = createServer((request, response) => {
    const endpoint = endpoints.get(request.url ?? '');
    read(request).then(
      (received) => {
        endpoint?.received.push(received);
        reply(response, endpoint?.answers.shift() ?? endpoint?.always ?? 404, received);
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    port: address.port,
    endpoint() {
      const path = `/hooks/${randomBytes(6).toString('hex')}`;
      const endpoint = new Endpoint(`${origin}${path}`);
      endpoints.set(path, endpoint);
      return endpoint;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
