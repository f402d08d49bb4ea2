import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  method: string;
  path: string;
  authorization: string | undefined;
  idempotencyKey: string | undefined;
  body: string;
}

/** What is answered to a call; 'break' cuts the connection instead. */
export type FakeAnswer =
  { status: number; body?: unknown; headers?: Record<string, string> } | 'break';

export interface FakeRegister {
  origin: string;
  /** Calls but those for tokens, in order. */
  seen: SeenRequest[];
  tokensIssued: () => number;
  /** The answers of the next calls but those for tokens; afterwards `200 {}`. */
  answers: FakeAnswer[];
  close: () => Promise<void>;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A register at the wire that answers as a test tells it, for what a real one rarely does. */
export async function startFakeRegister(): Promise<FakeRegister> {
  const seen: SeenRequest[] = [];
  const answers: FakeAnswer[] = [];
  let tokens = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const body = await readText(request);
      const path = request.url ?? '';
      if (path === '/v1/auth/token') {
        tokens += 1;
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ 'bearer-token': `token-${tokens}`, expires: 7200 }));
        return;
      }
      const key = request.headers['idempotency-key'];
      seen.push({
        method: request.method ?? '',
        path,
        authorization: request.headers.authorization,
        idempotencyKey: Array.isArray(key) ? key[0] : key,
        body,
      });
      const answer = answers.shift() ?? { status: 200, body: {} };
      if (answer === 'break') {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    tokensIssued: () => tokens,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
