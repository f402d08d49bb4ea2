import {
  base64URLStringToBuffer,
  browserSupportsWebAuthnAutofill,
  WebAuthnAbortService,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialDescriptorJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { PasskeyOptions } from '@/lib/webauthn/dto';
import { toJsonResponse } from './device-response';
import type { PasskeyResponse } from './requests';

const descriptor = ({ id, transports }: PublicKeyCredentialDescriptorJSON) => ({
  id: base64URLStringToBuffer(id),
  type: 'public-key' as const,
  transports: transports as AuthenticatorTransport[],
});

function toCreation(options: PublicKeyCredentialCreationOptionsJSON) {
  return {
    ...options,
    challenge: base64URLStringToBuffer(options.challenge),
    user: { ...options.user, id: base64URLStringToBuffer(options.user.id) },
    excludeCredentials: options.excludeCredentials?.map(descriptor),
  } as PublicKeyCredentialCreationOptions;
}

function toRequest(options: PublicKeyCredentialRequestOptionsJSON) {
  return {
    ...options,
    challenge: base64URLStringToBuffer(options.challenge),
    allowCredentials: options.allowCredentials?.map(descriptor),
  } as PublicKeyCredentialRequestOptions;
}

async function answerOf(asked: Promise<Credential | null>): Promise<PasskeyResponse> {
  const credential = await asked;
  // Some browsers answer so where others throw that the customer has cancelled.
  if (!credential) throw new DOMException('No passkey was chosen.', 'NotAllowedError');
  return toJsonResponse(credential as PublicKeyCredential);
}

/**
 * Opens the browser's passkey dialog. Must be called within the press itself, with nothing awaited
 * before: Safari forgets the gesture. The browser's own call is made here and its answer read with
 * patience, since the library gives up where a method is missing or fails.
 */
export function askDevice({
  creationOptions,
  requestOptions,
}: PasskeyOptions): Promise<PasskeyResponse> {
  const signal = WebAuthnAbortService.createNewAbortSignal();
  if (creationOptions) {
    const publicKey = toCreation(creationOptions);
    return answerOf(navigator.credentials.create({ publicKey, signal }));
  }
  if (requestOptions) {
    const publicKey = toRequest(requestOptions);
    return answerOf(navigator.credentials.get({ publicKey, signal }));
  }
  throw new Error('The page has no passkey options.');
}

export type DeviceNotice = 'not-allowed' | 'already-here' | 'device';

/**
 * What to tell the customer of an error of `askDevice`. Browsers answer cancelling, time-out and "no
 * passkey here" with one and the same error, on purpose.
 */
export function deviceNotice(error: unknown, isEnrolment: boolean): DeviceNotice {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'not-allowed';
  if (name === 'InvalidStateError' && isEnrolment) return 'already-here';
  return 'device';
}

/**
 * Offers passkeys in the autofill of a field marked `webauthn`, and waits until the customer picks one.
 *
 * @returns null when this browser cannot, the button was pressed instead, or the customer gave up
 */
export async function askAutofill({
  requestOptions,
}: PasskeyOptions): Promise<PasskeyResponse | null> {
  if (!requestOptions) return null;
  try {
    if (!(await browserSupportsWebAuthnAutofill())) return null;
    const publicKey = toRequest({ ...requestOptions, allowCredentials: [] });
    const signal = WebAuthnAbortService.createNewAbortSignal();
    return await answerOf(
      navigator.credentials.get({ publicKey, signal, mediation: 'conditional' }),
    );
  } catch (error) {
    if (error instanceof Error || error instanceof DOMException) return null;
    throw error;
  }
}
