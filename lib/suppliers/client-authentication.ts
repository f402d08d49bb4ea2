import { webcrypto } from 'node:crypto';
import {
  ClientSecretBasic,
  ClientSecretPost,
  modifyAssertion,
  PrivateKeyJwt,
  type ClientAuth,
} from 'openid-client';
import type {
  ClientAuthenticationMethod,
  ClientKey,
  Supplier,
} from '@/lib/platform/supplier-setting';
import { listWord } from './log-words';
import { SupplierError } from './supplier-error';
import type { SupplierMetadata } from './supplier-metadata';

/** How WebCrypto names what signs with an algorithm of JOSE. */
const importParameters: Record<string, { name: string; hash?: string; namedCurve?: string }> = {
  PS256: { name: 'RSA-PSS', hash: 'SHA-256' },
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384' },
  ES512: { name: 'ECDSA', namedCurve: 'P-521' },
  EdDSA: { name: 'Ed25519' },
  Ed25519: { name: 'Ed25519' },
};

/** With what we sign: the best that the supplier offers; where it offers nothing by name, the commonest. */
function chooseAlgorithm({ algorithms }: ClientKey, offered: string[]): string {
  const common = algorithms.includes('RS256') ? 'RS256' : algorithms[0];
  const chosen =
    offered.length === 0 ? common : algorithms.find((algorithm) => offered.includes(algorithm));
  if (chosen === undefined) {
    const detail = { offered: listWord(offered), able: algorithms.join(' ') };
    throw new SupplierError('algorithm', { reason: 'client-key', ...detail });
  }
  return chosen;
}

async function signedAssertion(client: ClientKey, offered: string[]): Promise<ClientAuth> {
  const alg = chooseAlgorithm(client, offered);
  const encoded = client.key.export({ type: 'pkcs8', format: 'der' });
  const parameters = importParameters[alg] ?? alg;
  const key = await webcrypto.subtle.importKey('pkcs8', encoded, parameters, false, ['sign']);
  return PrivateKeyJwt(client.kid === null ? key : { key, kid: client.kid }, {
    // The library names Ed25519 by its newer name alone.
    [modifyAssertion]: (header) => {
      header.alg = alg;
    },
  });
}

/** The one way that the settings name, or the better one of those that the supplier offers. */
function chooseMethod(supplier: Supplier, offered: string[]): ClientAuthenticationMethod {
  const named = supplier['token-endpoint-auth-method'];
  if (named !== undefined) return named;
  if (supplier['client-key']) return 'private_key_jwt';
  if (offered.includes('client_secret_basic')) return 'client_secret_basic';
  if (offered.includes('client_secret_post')) return 'client_secret_post';
  throw new SupplierError('algorithm', { reason: 'client-secret', offered: listWord(offered) });
}

/** How the register proves at the supplier's token endpoint that it is the register. */
export function clientAuthentication(
  supplier: Supplier,
  metadata: SupplierMetadata,
): ClientAuth | Promise<ClientAuth> {
  const { 'client-secret': secret = '', 'client-key': key } = supplier;
  if (key) return signedAssertion(key, metadata.token_endpoint_auth_signing_alg_values_supported);
  const method = chooseMethod(supplier, metadata.token_endpoint_auth_methods_supported);
  return method === 'client_secret_post' ? ClientSecretPost(secret) : ClientSecretBasic(secret);
}
