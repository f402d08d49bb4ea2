import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Configuration } from 'oidc-provider';
import { findSupplierCustomer } from './customers';
import { MemoryAdapter } from './memory-adapter';

export type SupplierClient = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the register takes its customers back. */
  readonly callbackUrl: string;
};

/** Where a sign-in asks who is there; its id follows. */
export const INTERACTION_PATH = '/sign-in';

const HOUR_S = 3600;
const LIFETIMES_S = {
  AccessToken: HOUR_S,
  Grant: HOUR_S,
  IdToken: HOUR_S,
  Interaction: HOUR_S,
  Session: HOUR_S,
};

/** A new RSA key as a private JWK, read from its encoding: see the lint rule on generated pairs. */
function createSigningKey() {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const key = createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' });
  return { ...key.export({ format: 'jwk' }), use: 'sig' };
}

/** An OpenID Connect provider that tells one client, the register, its customers' meter points. */
export function supplierConfiguration(client: SupplierClient): Configuration {
  return {
    adapter: MemoryAdapter,
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [client.callbackUrl],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub', 'meter_points'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `${INTERACTION_PATH}/${uid}` },
    pkce: { required: () => true },
    ttl: LIFETIMES_S,
    jwks: { keys: [createSigningKey()] },
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    findAccount: (_, sub) => {
      const customer = findSupplierCustomer(sub);
      if (!customer) return undefined;
      return { accountId: sub, claims: () => ({ sub, meter_points: customer.meterPoints }) };
    },
    // Choosing who one is says yes to the register too: nothing is asked twice in a demo.
    async loadExistingGrant({ oidc }) {
      const { client: asking, session } = oidc;
      if (!asking || !session?.accountId) return undefined;
      const grant = new oidc.provider.Grant({
        clientId: asking.clientId,
        accountId: session.accountId,
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  };
}
