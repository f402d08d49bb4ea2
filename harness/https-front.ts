import http from 'node:http';
import https from 'node:https';
import { freePort } from './free-port';
import { createSelfSignedCertificate } from './self-signed-certificate';
import { startRegister, type RegisterOptions, type RunningRegister } from './start-register';

export const REAL_HOST = 'id.central.consent';
export const REAL_RP_ID = 'central.consent';

export interface HttpsFront {
  port: number;
  /** For Chromium: the real name leads to this front. Use with `ignoreHTTPSErrors`. */
  hostResolverRule: string;
  close(): Promise<void>;
}

function relay(
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  registerPort: number,
): void {
  const upstream = http.request(
    {
      host: 'localhost',
      port: registerPort,
      path: incoming.url,
      method: incoming.method,
      headers: {
        ...incoming.headers,
        'x-forwarded-proto': 'https',
        'x-forwarded-for': incoming.socket.remoteAddress ?? '',
      },
    },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    },
  );
  upstream.once('error', (error) => {
    outgoing.writeHead(502, { 'content-type': 'text/plain' });
    outgoing.end(`the register does not answer: ${error.message}`);
  });
  incoming.pipe(upstream);
}

/** What stands before the register in the world: TLS under the real name, relaying to `registerPort`. */
export async function startHttpsFront(registerPort: number): Promise<HttpsFront> {
  const port = await freePort();
  const server = https.createServer(createSelfSignedCertificate(REAL_HOST), (incoming, outgoing) =>
    relay(incoming, outgoing, registerPort),
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    hostResolverRule: `MAP ${REAL_HOST}:443 127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A register under its real names: origin `https://id.central.consent`, RP ID `central.consent`. */
export async function startRegisterUnderRealName(
  options: Omit<RegisterOptions, 'origin' | 'port'> = {},
): Promise<{ register: RunningRegister; front: HttpsFront }> {
  const register = await startRegister({
    ...options,
    origin: `https://${REAL_HOST}`,
    env: { RP_ID: REAL_RP_ID, TRUSTED_PROXY_HOPS: '1', ...options.env },
  });
  const front = await startHttpsFront(Number(new URL(register.listenUrl).port));
  return { register, front };
}
