import {
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
} from '@simplewebauthn/server';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import type { AuthenticationResponse } from './schemas';

/** What an assertion is checked against. */
export interface StoredPasskey {
  id: string;
  webauthnId: string;
  publicKey: Uint8Array;
  /** The user handle of the passkey's owner. */
  userHandle: Uint8Array;
}

export interface VerifiedAssertion {
  newCounter: number;
  backupEligible: boolean;
  backedUp: boolean;
}

/**
 * Checks an assertion's signature, origin, RP ID, user presence and verification and, when sent, the
 * user handle. Whether its challenge was ours is for `takeAssertion`; the counter is judged by `judgeUse`,
 * so the library is handed 0.
 *
 * @returns null when it is not acceptable
 */
export async function verifyAssertion(
  response: AuthenticationResponse,
  challenge: string,
  passkey: StoredPasskey,
): Promise<VerifiedAssertion | null> {
  const sent = response.response.userHandle;
  if (sent && sent !== Buffer.from(passkey.userHandle).toString('base64url')) return null;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      // Null stands for absent there.
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: env().ORIGIN,
      expectedRPID: env().RP_ID,
      requireUserVerification: true,
      credential: {
        id: passkey.webauthnId,
        publicKey: new Uint8Array(passkey.publicKey),
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
    log().info({ err: error, credential: passkey.id }, 'assertion refused');
    return null;
  }
}
