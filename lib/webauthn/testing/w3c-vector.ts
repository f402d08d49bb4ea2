import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import published from './w3c-vectors.json';

const passkey = (id: string) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  clientExtensionResults: {},
});

/** A vector of the specification by its name there, with both its responses as a browser sends them. */
export function w3cVector(name: string) {
  const vector = published.vectors.find((candidate) => candidate.name === name);
  if (!vector) throw new Error(`no vector ${name}`);
  const { credentialId, publicKey, registration, authentication } = vector;
  const { clientDataJSON, attestationObject } = registration;
  const { challenge: _, ...assertion } = authentication;
  const created: RegistrationResponseJSON = {
    ...passkey(credentialId),
    response: { clientDataJSON, attestationObject },
  };
  const got: AuthenticationResponseJSON = { ...passkey(credentialId), response: assertion };
  return {
    credentialId,
    publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
    registration: { challenge: registration.challenge, response: created },
    authentication: { challenge: authentication.challenge, response: got },
  };
}
