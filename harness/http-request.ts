import http from 'node:http';
import https from 'node:https';

const TIMEOUT_MS = 60_000;
const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 64, rejectUnauthorized: false }),
};

export interface HttpRequest {
  method?: string;
  /** Sent as they stand: `host` and `forwarded` can be forged, which `fetch` refuses to do. */
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface HttpAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** One request over node:http: redirects are not followed, no cookie is kept, nothing is added. */
export async function httpRequest(url: string, request: HttpRequest = {}): Promise<HttpAnswer> {
  const target = new URL(url);
  const secure = target.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? https : http).request(
      {
        agent: agents[secure ? 'https:' : 'http:'],
        hostname: target.hostname,
        port: target.port,
        // Cut from the text, not from the URL, which would tidy up what a test means to send.
        path: url.slice(target.origin.length) || '/',
        method: request.method ?? 'GET',
        headers: { host: target.host, ...request.headers },
        timeout: TIMEOUT_MS,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', reject);
        incoming.once('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.once('timeout', () => outgoing.destroy(new Error(`no answer in ${TIMEOUT_MS} ms`)));
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      // The server had just closed this kept connection as idle: it has read nothing.
      if (outgoing.reusedSocket && error.code === 'ECONNRESET') {
        resolve(httpRequest(url, request));
      } else reject(error);
    });
    outgoing.end(request.body);
  });
}
