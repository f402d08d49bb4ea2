import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { z } from 'zod';
import type { Credential } from '@/lib/db/generated/client';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { toLibraryResponse, type authenticationResponseSchema } from './webauthn-response';

/** What an assertion is checked against: a customer's passkey or an operator's. */
type CheckedPasskey = Pick<Credential, 'id' | 'webauthnId' | 'publicKey'>;

export interface VerifiedAssertion {
  newCounter: number;
  backupEligible: boolean;
  backedUp: boolean;
}

/**
 * Checks an assertion's signature, origin, RP ID, user presence and verification and, when sent, the
 * user handle. The challenge was matched by whoever spent it; the counter is judged by `judgeCounter`,
 * so the library is handed 0. Null: not acceptable.
 */
export async function verifyAssertion(
  response: z.output<typeof authenticationResponseSchema>,
  challenge: string,
  credential: CheckedPasskey,
  userHandle: Uint8Array,
): Promise<VerifiedAssertion | null> {
  const sent = response.response.userHandle;
  if (sent && sent !== Buffer.from(userHandle).toString('base64url')) return null;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: toLibraryResponse(response),
      expectedChallenge: challenge,
      expectedOrigin: env().ORIGIN,
      expectedRPID: env().RP_ID,
      requireUserVerification: true,
      credential: {
        id: credential.webauthnId,
        publicKey: new Uint8Array(credential.publicKey),
        counter: 0,
      },
    });
    if (!verified) return null;
    return {
      newCounter: authenticationInfo.newCounter,
      backupEligible: authenticationInfo.credentialDeviceType === 'multiDevice',
      backedUp: authenticationInfo.credentialBackedUp,
    };
  } catch (error) {
    // The library throws for each kind of forgery and for bytes that it cannot read.
    log().info({ err: error, credential: credential.id }, 'assertion refused');
    return null;
  }
}

/**
 * `back`: the counter did not grow, on an authenticator that counts. A clone of a device-bound key shows
 * so and is refused; synced passkeys report 0 or jump, so there it is only recorded.
 */
export function judgeCounter(
  credential: Pick<Credential, 'counter' | 'backupEligible'>,
  newCounter: number,
): 'grown' | 'back-refused' | 'back-recorded' {
  const stored = Number(credential.counter);
  if ((newCounter === 0 && stored === 0) || newCounter > stored) return 'grown';
  return credential.backupEligible ? 'back-recorded' : 'back-refused';
}
