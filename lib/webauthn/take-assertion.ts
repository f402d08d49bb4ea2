import type { ChallengeScope } from './challenges';
import type { Refusal } from './dto';
import { isRegistration, type WebauthnResponse } from './schemas';
import { spendAnswer } from './spend-answer';
import { verifyAssertion, type StoredPasskey, type VerifiedAssertion } from './verify-assertion';

export type AssertionPurpose = 'assert' | 'prove';

export interface AssertionAnswer {
  response: WebauthnResponse;
  scope: ChallengeScope;
  /** What the pages that post there ask for. */
  purposes: readonly AssertionPurpose[];
  /** Nobody was named beforehand, so the device must say whose passkey it is. */
  mustNameUser?: boolean;
}

export interface TakenAssertion<Passkey> {
  result: 'verified';
  purpose: AssertionPurpose;
  /** What was signed, base64url. */
  challenge: string;
  passkey: Passkey;
  verified: VerifiedAssertion;
}

/**
 * Takes the answer of a device that was asked for a passkey, in one order for every page: the challenge is
 * spent, for good, whatever the answer is worth; one from elsewhere or from a framed page is refused; then
 * it is verified. The use of the passkey is judged by `judgeUse`, once the caller has locked its row.
 *
 * @param passkey the one that the response names; null where there is none that may answer
 */
export async function takeAssertion<Passkey extends StoredPasskey>(
  { response, scope, purposes, mustNameUser = false }: AssertionAnswer,
  passkey: Passkey | null,
): Promise<TakenAssertion<Passkey> | Refusal<'challenge' | 'credential' | 'verification'>> {
  const spent = await spendAnswer(response, scope, purposes);
  if (spent.result === 'problem') return spent;
  if (isRegistration(response)) return { result: 'problem', problem: 'challenge' };
  if (!passkey) return { result: 'problem', problem: 'credential' };
  const isNamed = !mustNameUser || Boolean(response.response.userHandle);
  const verified = isNamed ? await verifyAssertion(response, spent.challenge, passkey) : null;
  if (!verified) return { result: 'problem', problem: 'verification' };
  const { purpose, challenge } = spent;
  return { result: 'verified', purpose, challenge, passkey, verified };
}
