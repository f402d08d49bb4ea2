import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type AuthenticatorTransport,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { Credential } from '@/lib/db/generated/client';
import { mpxnEnding } from '@/lib/meter-points/mpxn';
import { env } from '@/lib/platform/env';
import { now } from '@/lib/platform/clock';
import type { LoadedCeremony } from './ceremony';
import { usableCredentials } from './usable-credentials';

export const TIMEOUT_MS = 300_000;

/** COSE algorithms offered and accepted: ES256, EdDSA, RS256. */
export const ALGORITHMS = [-7, -8, -257];

function descriptors(credentials: Credential[]) {
  return credentials.map((credential) => ({
    id: credential.webauthnId,
    transports: credential.transports as AuthenticatorTransport[],
  }));
}

/** A challenge as the library takes it: from a text it would make the bytes itself. */
export function challengeBytes(challenge: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(challenge, 'base64url'));
}

/** Options of an assertion by one of `credentials`, user verification required. */
export function requestOptions(
  challenge: string,
  credentials: Credential[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: env().RP_ID,
    challenge: challengeBytes(challenge),
    allowCredentials: descriptors(credentials),
    userVerification: 'required',
    timeout: TIMEOUT_MS,
  });
}

/** Options of a sign-in for whom nobody knows yet: any passkey the device has for us. */
export async function discoverableOptions(
  challenge: string,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({
    rpID: env().RP_ID,
    challenge: challengeBytes(challenge),
    userVerification: 'required',
    timeout: TIMEOUT_MS,
  });
  const { rpId, userVerification, timeout } = options;
  // Without the members that are there and undefined.
  return { challenge: options.challenge, rpId, userVerification, timeout };
}

/**
 * Options of an enrolment for a holder: a discoverable credential, no attestation, none of the
 * authenticators that hold one of `exclude`. The device shows "Meter ending 8901" and no more.
 */
export function holderCreationOptions(
  challenge: string,
  holder: { userHandle: Uint8Array<ArrayBuffer> },
  { mpxn, exclude }: { mpxn: string; exclude: Credential[] },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const name = `Meter ending ${mpxnEnding(mpxn)}`;
  return generateRegistrationOptions({
    rpName: env().RP_NAME,
    rpID: env().RP_ID,
    userName: name,
    userDisplayName: name,
    userID: holder.userHandle,
    challenge: challengeBytes(challenge),
    attestationType: 'none',
    excludeCredentials: descriptors(exclude),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
    timeout: TIMEOUT_MS,
  });
}

/**
 * Options of an enrolment in a ceremony. Excluded are the passkeys that count for this organisation; one
 * that does not could be neither used nor replaced here, a dead end.
 */
export function creationOptions(
  challenge: string,
  ceremony: LoadedCeremony,
  userHandle: Uint8Array<ArrayBuffer>,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { identityRecord: record } = ceremony.reidentification;
  if (!record.mpxn) throw new Error('an anonymised record enrols nothing');
  const exclude = usableCredentials(record, ceremony.reidentification, now());
  return holderCreationOptions(challenge, { userHandle }, { mpxn: record.mpxn, exclude });
}
