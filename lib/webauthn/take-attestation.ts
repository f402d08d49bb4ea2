import type { ChallengeScope } from './challenges';
import type { Refusal } from './dto';
import { isRegistration, type WebauthnResponse } from './schemas';
import { spendAnswer } from './spend-answer';
import { verifyAttestation, type VerifiedAttestation } from './verify-attestation';

export type TakenAttestation =
  | {
      result: 'verified';
      /** The user handle that the device was given. */
      userHandle: Uint8Array<ArrayBuffer>;
      verified: VerifiedAttestation;
    }
  | Refusal<'challenge' | 'verification'>;

/**
 * Takes the answer of a device that was asked to make a passkey, in one order for every page. The challenge
 * is spent first and for good, right answer or wrong.
 */
export async function takeAttestation(
  response: WebauthnResponse,
  scope: ChallengeScope,
): Promise<TakenAttestation> {
  const spent = await spendAnswer(response, scope, ['enrol']);
  if (spent.result === 'problem') return spent;
  const { challenge, userHandle } = spent;
  if (!isRegistration(response) || !userHandle) return { result: 'problem', problem: 'challenge' };
  const verified = await verifyAttestation(response, challenge);
  if (!verified) return { result: 'problem', problem: 'verification' };
  return { result: 'verified', userHandle, verified };
}
