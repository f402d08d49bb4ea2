import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type AuthenticatorTransport,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { ConsolePasskey } from '@/lib/db/generated/client';
import { env } from '@/lib/platform/env';
import { ALGORITHMS, challengeBytes, TIMEOUT_MS } from './webauthn-options';

function descriptors(passkeys: ConsolePasskey[]) {
  return passkeys.map(({ webauthnId, transports }) => ({
    id: webauthnId,
    transports: transports as AuthenticatorTransport[],
  }));
}

/** Options of an operator's assertion: one of the account's own passkeys, user verification required. */
export function operatorRequestOptions(
  challenge: string,
  passkeys: ConsolePasskey[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: env().RP_ID,
    challenge: challengeBytes(challenge),
    allowCredentials: descriptors(passkeys),
    userVerification: 'required',
    timeout: TIMEOUT_MS,
  });
}

/**
 * Options of an operator's enrolment. It is asked for by name later, so it need not be discoverable: that
 * keeps it out of the list that the customers' portal offers on the same device.
 */
export function operatorCreationOptions(
  challenge: string,
  account: { id: string; userHandle: Uint8Array },
  passkeys: ConsolePasskey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const name = `Operator ${account.id}`;
  return generateRegistrationOptions({
    rpName: env().RP_NAME,
    rpID: env().RP_ID,
    userName: name,
    userDisplayName: name,
    userID: new Uint8Array(account.userHandle),
    challenge: challengeBytes(challenge),
    attestationType: 'none',
    excludeCredentials: descriptors(passkeys),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
    timeout: TIMEOUT_MS,
  });
}
