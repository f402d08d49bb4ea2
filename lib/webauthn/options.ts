import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type AuthenticatorTransport,
} from '@simplewebauthn/server';
import { env } from '@/lib/platform/env';
import { issueChallenge, type ChallengeScope, type ChallengeTerms } from './challenges';
import type { PasskeyOptions } from './dto';

const TIMEOUT_MS = 300_000;

/** COSE algorithms offered and accepted: ES256, EdDSA, RS256. */
export const ALGORITHMS = [-7, -8, -257];

/** A passkey as options name it to the device. */
interface NamedPasskey {
  webauthnId: string;
  transports: string[];
}

function descriptors(passkeys: readonly NamedPasskey[]) {
  return passkeys.map(({ webauthnId, transports }) => ({
    id: webauthnId,
    transports: transports as AuthenticatorTransport[],
  }));
}

/** A challenge as the library takes it: from a text it would make the bytes itself. */
function challengeBytes(challenge: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(challenge, 'base64url'));
}

interface RequestInput {
  purpose: 'assert' | 'prove';
  /** The passkeys that may answer; empty where nobody is named yet, and any passkey of the register may. */
  passkeys: readonly NamedPasskey[];
  until?: Date;
  /** What the answer signs beside a random part. */
  boundTo?: string | null;
}

/**
 * Options of an assertion for one view of a page, user verification required.
 *
 * @returns null when the scope is open in too many browsers
 */
export async function issueRequestOptions(
  scope: ChallengeScope,
  { passkeys, ...terms }: RequestInput,
): Promise<PasskeyOptions | null> {
  const challenge = await issueChallenge(scope, terms);
  if (challenge === null) return null;
  const requestOptions = await generateAuthenticationOptions({
    rpID: env().RP_ID,
    challenge: challengeBytes(challenge),
    allowCredentials: descriptors(passkeys),
    userVerification: 'required',
    timeout: TIMEOUT_MS,
  });
  return { requestOptions, creationOptions: null };
}

interface CreationInput extends Pick<ChallengeTerms, 'until'> {
  /** What the device's own list says of the passkey. */
  name: string;
  userHandle: Uint8Array<ArrayBuffer>;
  /** No authenticator that holds one of these makes another. */
  exclude: readonly NamedPasskey[];
  /** Whether the device is to offer it where nobody has been named. */
  isDiscoverable: boolean;
}

/**
 * Options of an enrolment for one view of a page: no attestation, user verification required.
 *
 * @returns null when the scope is open in too many browsers
 */
export async function issueCreationOptions(
  scope: ChallengeScope,
  { name, userHandle, exclude, isDiscoverable, until }: CreationInput,
): Promise<PasskeyOptions | null> {
  const challenge = await issueChallenge(scope, { purpose: 'enrol', userHandle, until });
  if (challenge === null) return null;
  const creationOptions = await generateRegistrationOptions({
    rpName: env().RP_NAME,
    rpID: env().RP_ID,
    userName: name,
    userDisplayName: name,
    userID: userHandle,
    challenge: challengeBytes(challenge),
    attestationType: 'none',
    excludeCredentials: descriptors(exclude),
    authenticatorSelection: {
      residentKey: isDiscoverable ? 'required' : 'discouraged',
      userVerification: 'required',
    },
    supportedAlgorithmIDs: ALGORITHMS,
    timeout: TIMEOUT_MS,
  });
  return { requestOptions: null, creationOptions };
}
