import {
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { PasskeyResponse } from './ceremony-requests';

export interface PasskeyOptions {
  requestOptions: PublicKeyCredentialRequestOptionsJSON | null;
  creationOptions: PublicKeyCredentialCreationOptionsJSON | null;
}

/**
 * Opens the browser's passkey dialog. Must be called within the press itself, with nothing awaited
 * before: Safari forgets the gesture.
 */
export function askDevice(options: PasskeyOptions): Promise<PasskeyResponse> {
  if (options.creationOptions) return startRegistration({ optionsJSON: options.creationOptions });
  if (options.requestOptions) return startAuthentication({ optionsJSON: options.requestOptions });
  throw new Error('The page has no passkey options.');
}

/**
 * What to tell the customer of an error of `askDevice`. Browsers answer cancelling, time-out and "no
 * passkey here" with one and the same error, on purpose.
 */
export function deviceNotice(
  error: unknown,
  isEnrolment: boolean,
): 'not-allowed' | 'already-here' | 'device' {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'not-allowed';
  if (name === 'InvalidStateError' && isEnrolment) return 'already-here';
  return 'device';
}

/**
 * Offers passkeys in the autofill of a field marked `webauthn`, and waits until the customer picks one.
 * Null: this browser cannot, or the button was pressed instead, or the customer gave up.
 */
export async function askAutofill(options: PasskeyOptions): Promise<PasskeyResponse | null> {
  if (!options.requestOptions || !(await browserSupportsWebAuthnAutofill())) return null;
  try {
    return await startAuthentication({
      optionsJSON: options.requestOptions,
      useBrowserAutofill: true,
    });
  } catch (error) {
    if (error instanceof Error || error instanceof DOMException) return null;
    throw error;
  }
}

/** Withdraws what `askAutofill` offers. */
export function stopAutofill(): void {
  WebAuthnAbortService.cancelCeremony();
}
