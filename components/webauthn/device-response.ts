import { bufferToBase64URLString } from '@simplewebauthn/browser';
import type { PasskeyResponse } from './requests';

/**
 * What a method of a browser or of an extension that stands in for it answers; undefined where it is
 * missing or fails. Nothing that is asked so decides anything: the register does without it.
 */
function optionally<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

const isAttestation = (
  response: AuthenticatorResponse,
): response is AuthenticatorAttestationResponse => 'attestationObject' in response;

function innerOf(response: AuthenticatorResponse): PasskeyResponse['response'] {
  const clientDataJSON = bufferToBase64URLString(response.clientDataJSON);
  if (isAttestation(response)) {
    return {
      clientDataJSON,
      attestationObject: bufferToBase64URLString(response.attestationObject),
      transports: optionally(() => response.getTransports()),
    };
  }
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return {
    clientDataJSON,
    authenticatorData: bufferToBase64URLString(authenticatorData),
    signature: bufferToBase64URLString(signature),
    ...(userHandle ? { userHandle: bufferToBase64URLString(userHandle) } : {}),
  };
}

/** A device's answer in the JSON form of WebAuthn Level 3 §5.1, whatever a browser leaves out of it. */
export function toJsonResponse(credential: PublicKeyCredential): PasskeyResponse {
  return {
    id: credential.id,
    rawId: bufferToBase64URLString(credential.rawId),
    type: 'public-key',
    response: innerOf(credential.response),
    clientExtensionResults: optionally(() => credential.getClientExtensionResults()) ?? {},
  } as PasskeyResponse;
}
