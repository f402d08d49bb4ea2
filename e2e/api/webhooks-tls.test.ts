import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { createSelfSignedCertificate } from '../../harness/self-signed-certificate';
import { createHook, sendTest, untilTried } from './support/webhooks';

const folder = mkdtempSync(path.join(tmpdir(), 'register-tls-'));
const trusted = createSelfSignedCertificate('localhost');
const otherName = createSelfSignedCertificate('hooks.northwind.example');
const untrusted = createSelfSignedCertificate('localhost');

const servers: Server[] = [];
const namesAsked: unknown[] = [];
let register: OwnRegister;
let owner: ApiAccount;

/** An https server with that certificate; its callback URL. */
async function serve(certificate: { key: string; cert: string }): Promise<string> {
  const server = createServer(certificate, (request, response) => {
    const { socket } = request;
    namesAsked.push('servername' in socket ? socket.servername : null);
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return `https://localhost:${address.port}/hook`;
}

beforeAll(async () => {
  const authorities = path.join(folder, 'authorities.pem');
  writeFileSync(authorities, `${trusted.cert}\n${otherName.cert}\n`);
  register = await startOwnRegister({
    name: 'webhooks-tls',
    env: { ALLOW_LOOPBACK_WEBHOOKS: '1', NODE_EXTRA_CA_CERTS: authorities },
  });
  owner = await register.client.createAccount();
});

afterAll(async () => {
  await register.stop();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

test('an event is delivered over https, to the name of the URL', async () => {
  const hook = await createHook(owner, await serve(trusted));
  expect(await untilTried(hook, await sendTest(hook), 1)).toMatchObject({ status: 'delivered' });
  expect(namesAsked).toEqual(['localhost']);
});

test.each([
  ['of another name', otherName, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['that nobody vouches for', untrusted, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])(
  'a certificate %s is a try that failed, and nothing is sent',
  async (_what, certificate, code) => {
    const before = namesAsked.length;
    const hook = await createHook(owner, await serve(certificate));
    expect(await untilTried(hook, await sendTest(hook), 1)).toMatchObject({
      status: 'pending',
      attempts: [{ error: `the certificate is not valid (${code})` }],
    });
    expect(namesAsked).toHaveLength(before);
  },
);
