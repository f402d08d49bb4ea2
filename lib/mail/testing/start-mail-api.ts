import { createServer, type IncomingMessage } from 'node:http';

export interface MailApiRequest {
  path: string;
  authorization: string | undefined;
  idempotencyKey: string | undefined;
  body: Record<string, unknown>;
}

export interface MailApi {
  baseUrl: string;
  requests: MailApiRequest[];
  /** When each of them came, in milliseconds of `performance.now()`. */
  receivedAt: number[];
  /** What the next requests are answered, one each: a status, or nothing at all. Then 200. */
  answers: (number | 'nothing')[];
  close(): Promise<void>;
}

async function readRequest(request: IncomingMessage): Promise<MailApiRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const key = request.headers['idempotency-key'];
  return {
    path: `${request.method ?? ''} ${request.url ?? ''}`,
    authorization: request.headers.authorization,
    idempotencyKey: typeof key === 'string' ? key : undefined,
    body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>,
  };
}

/** A mail API at the wire, on a port of its own: keeps each request and answers as told. */
export async function startMailApi(): Promise<MailApi> {
  const requests: MailApiRequest[] = [];
  const receivedAt: number[] = [];
  const answers: MailApi['answers'] = [];
  const server = createServer((request, response) => {
    readRequest(request).then(
      (read) => {
        requests.push(read);
        receivedAt.push(performance.now());
        const answer = answers.shift() ?? 200;
        if (answer === 'nothing') return;
        response.writeHead(answer, { 'content-type': 'application/json' });
        // A real service quotes what it was sent, so a careless caller would keep the address.
        const message = `cannot send to ${String(read.body['to'])}`;
        const body =
          answer === 200 ? { id: 'accepted' } : { statusCode: answer, name: 'x', message };
        response.end(JSON.stringify(body));
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    requests,
    receivedAt,
    answers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
