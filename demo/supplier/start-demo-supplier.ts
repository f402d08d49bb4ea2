import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { readForm } from '../http';
import { INTERACTION_PATH, supplierConfiguration, type SupplierClient } from './configuration';
import { findSupplierCustomer } from './customers';
import { supplierSignInPage } from './sign-in-page';

export type RunningSupplier = { readonly issuer: string; close(): Promise<void> };

const HOST = '127.0.0.1';

function sendPage(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(body);
}

/** The one page of our own: who is there, then on with what the provider was asked. */
async function answerSignIn(
  provider: Provider,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Only the browser that was sent here has its cookie; for any other this throws.
  await provider.interactionDetails(message, response);
  if (message.method !== 'POST') {
    sendPage(response, 200, supplierSignInPage());
    return;
  }
  const customer = findSupplierCustomer((await readForm(message)).get('customer') ?? '');
  if (!customer) {
    sendPage(response, 400, supplierSignInPage());
    return;
  }
  const login = { accountId: customer.id, remember: false };
  await provider.interactionFinished(message, response, { login });
}

/**
 * Starts a made-up energy supplier with which customers sign in at the register's portal. A real
 * OpenID Connect provider; only its passwords are missing.
 */
export async function startDemoSupplier(
  client: SupplierClient & { readonly port: number },
): Promise<RunningSupplier> {
  const issuer = `http://${HOST}:${client.port}`;
  const provider = new Provider(issuer, supplierConfiguration(client));
  const answer = provider.callback();
  const server = createServer((message, response) => {
    if (!message.url?.startsWith(`${INTERACTION_PATH}/`)) {
      void answer(message, response);
      return;
    }
    answerSignIn(provider, message, response).catch((error: unknown) => {
      process.stderr.write(`Demo supplier: ${String(error)}\n`);
      sendPage(response, 400, 'This sign-in has run out of time. Go back to the register.');
    });
  });
  await listen(server, client.port);
  return { issuer, close: () => close(server) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
