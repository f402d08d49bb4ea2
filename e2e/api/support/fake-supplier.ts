import { createServer, type Server } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';
import { freePort } from '../../../harness/free-port';

const SUPPLIER_CLIENT = { id: 'register', secret: 'a-secret-of-the-supplier-for-tests' };

export interface FakeSupplier {
  issuer: string;
  /** The register's `SUPPLIERS` that names it, as `gridco`. */
  setting: string;
  /** What the supplier says of its customer `sub` from now on. */
  setCustomer(sub: string, claims: Record<string, unknown>): void;
  /** Learns the register's origin, where its customers are sent back to; before the first sign-in. */
  open(registerOrigin: string): Promise<void>;
  close(): Promise<void>;
}

function configuration(
  callbackUrl: string,
  customers: Map<string, Record<string, unknown>>,
): Configuration {
  return {
    clients: [
      {
        client_id: SUPPLIER_CLIENT.id,
        client_secret: SUPPLIER_CLIENT.secret,
        redirect_uris: [callbackUrl],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub', 'meter_points'] },
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, ...customers.get(sub) }),
    }),
    cookies: { keys: ['only for tests'] },
  };
}

/**
 * A real OpenID Connect provider that plays an energy supplier. Its own pages take any password. For a
 * browser `127.0.0.1` is another site than the register's `localhost`.
 */
export async function startFakeSupplier(
  host: 'localhost' | '127.0.0.1' = 'localhost',
): Promise<FakeSupplier> {
  const port = await freePort();
  const issuer = `http://${host}:${port}`;
  const customers = new Map<string, Record<string, unknown>>();
  let server: Server | null = null;
  return {
    issuer,
    setCustomer: (sub, claims) => void customers.set(sub, claims),
    setting: JSON.stringify([
      {
        id: 'gridco',
        name: 'Gridco',
        issuer,
        'client-id': SUPPLIER_CLIENT.id,
        'client-secret': SUPPLIER_CLIENT.secret,
        'mpxn-claim': 'meter_points',
      },
    ]),
    async open(registerOrigin) {
      const callbackUrl = `${registerOrigin}/portal/supplier/callback/gridco`;
      const provider = new Provider(issuer, configuration(callbackUrl, customers));
      const answer = provider.callback();
      const opened = createServer((request, response) => void answer(request, response));
      await new Promise<void>((resolve) => opened.listen(port, host, resolve));
      server = opened;
    },
    async close() {
      const opened = server;
      if (!opened) return;
      opened.closeAllConnections();
      await new Promise((resolve) => opened.close(resolve));
    },
  };
}
