import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';

/** What is kept of an assertion, as WebAuthn names it; bytes are base64url. */
export interface KeptAssertion {
  clientDataJSON: string;
  authenticatorData: string;
  signature: string;
  publicKey: string;
}

/** The library compares the two, and nothing of the kind is kept. */
const SOME_ID = 'kept';

/**
 * Whether an assertion that was kept is what a passkey of this register signed, of a verified user, for a
 * challenge that `isChallenge` knows. Whose passkey it was is not told by it.
 */
export async function verifyKeptAssertion(
  { publicKey, ...response }: KeptAssertion,
  isChallenge: (challenge: Buffer) => boolean,
): Promise<boolean> {
  try {
    const { verified } = await verifyAuthenticationResponse({
      response: {
        id: SOME_ID,
        rawId: SOME_ID,
        type: 'public-key',
        response,
        clientExtensionResults: {},
      },
      expectedChallenge: (challenge) => isChallenge(Buffer.from(challenge, 'base64url')),
      expectedOrigin: env().ORIGIN,
      expectedRPID: env().RP_ID,
      requireUserVerification: true,
      credential: {
        id: SOME_ID,
        publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
        counter: 0,
      },
    });
    return verified;
  } catch (error) {
    // The library throws for each kind of forgery and for bytes that it cannot read.
    log().info({ err: error }, 'kept assertion refused');
    return false;
  }
}
