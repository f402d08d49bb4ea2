import type { KeyObject } from 'node:crypto';
import { jwtVerify } from 'jose';

/** How an issuer knows the register at its token endpoint. */
export type ClientAuthentication =
  | { method: 'client_secret_basic' | 'client_secret_post'; id: string; secret: string }
  | { method: 'private_key_jwt'; id: string; key: KeyObject; algorithm: string; kid?: string };

/** `application/x-www-form-urlencoded` back to text, as RFC 6749 has it for HTTP Basic. */
const formDecode = (value = '') => decodeURIComponent(value.replaceAll('+', ' '));

async function isAssertionOf(
  client: Extract<ClientAuthentication, { method: 'private_key_jwt' }>,
  issuer: string,
  assertion: string,
): Promise<boolean> {
  const { payload, protectedHeader } = await jwtVerify(assertion, client.key, {
    algorithms: [client.algorithm],
    audience: issuer,
    issuer: client.id,
    subject: client.id,
    requiredClaims: ['exp', 'jti'],
  });
  return payload.aud === issuer && protectedHeader.kid === client.kid;
}

/** Whether a request to the token endpoint proves the client in the one way that is agreed on. */
export async function isClientKnown(
  client: ClientAuthentication,
  issuer: string,
  form: URLSearchParams,
  authorization: string | null,
): Promise<boolean> {
  switch (client.method) {
    case 'client_secret_basic': {
      const [scheme, credentials = ''] = (authorization ?? '').split(' ');
      const [id, secret] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
      const isRight = formDecode(id) === client.id && formDecode(secret) === client.secret;
      return scheme === 'Basic' && isRight && !form.has('client_secret');
    }
    case 'client_secret_post':
      return (
        authorization === null &&
        form.get('client_id') === client.id &&
        form.get('client_secret') === client.secret
      );
    case 'private_key_jwt':
      return (
        form.get('client_assertion_type') ===
          'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' &&
        !form.has('client_secret') &&
        isAssertionOf(client, issuer, form.get('client_assertion') ?? '')
      );
  }
}
