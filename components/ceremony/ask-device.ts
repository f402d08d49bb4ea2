import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { PasskeyResponse } from './ceremony-requests';
import type { Notice } from './passkey-words';

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
export function deviceNotice(error: unknown, isEnrolment: boolean): Notice {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'not-allowed';
  if (name === 'InvalidStateError' && isEnrolment) return 'already-here';
  return 'device';
}
