import { inTransaction } from '@/lib/db/transaction';
import { acceptedPasskeys } from '@/lib/passkeys/accepted-passkeys';
import type { AcceptedPasskeys, ChallengeAnswer } from '@/lib/passkeys/dto';
import { acceptPasskey, identifyByPasskey } from '@/lib/passkeys/identify-by-passkey';
import { discoverableOptions } from '@/lib/passkeys/webauthn-options';
import {
  isRegistration,
  readClientData,
  type WebauthnResponse,
} from '@/lib/passkeys/webauthn-response';
import { now } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import type { Locale } from '@/lib/platform/locale';
import type { SignInProblem } from './dto';
import type { Hint } from './hint';
import { openSession } from './open-session';
import { issuePortalChallenge, spendPortalChallenge } from './portal-challenges';

export interface PasskeySignInInput {
  browserId: string;
  response: WebauthnResponse;
  hint: Hint;
  locale: Locale;
  formerToken: string | null;
}

export type PasskeySignIn =
  | { result: 'signed-in'; token: string; accepted: AcceptedPasskeys }
  | { result: 'problem'; problem: SignInProblem; unknownCredentialId?: string };

const forSignIn = (browserId: string) =>
  ({ browserHash: sha256(browserId), purpose: 'sign_in', sessionId: null }) as const;

/** Options for one view of the sign-in page: the same for everybody, whatever was typed before. */
export async function signInOptions(
  browserId: string,
): Promise<Extract<ChallengeAnswer, { result: 'options' }>> {
  const challenge = await issuePortalChallenge(forSignIn(browserId));
  const requestOptions = await discoverableOptions(challenge);
  return { result: 'options', requestOptions, creationOptions: null };
}

function problem(name: SignInProblem): PasskeySignIn {
  return { result: 'problem', problem: name };
}

/**
 * Signs in whoever holds the passkey that answered, nothing typed. The challenge is spent first and for
 * good. Which meter point was named before the proof plays no part in it.
 */
export async function signInByPasskey(input: PasskeySignInInput): Promise<PasskeySignIn> {
  const { response, hint, locale, formerToken } = input;
  const clientData = readClientData(response);
  if (!clientData || isRegistration(response)) return problem('verification');
  const { challenge, isFramed } = clientData;
  const spent = await spendPortalChallenge(challenge, forSignIn(input.browserId));
  if (!spent) return problem('challenge');
  if (isFramed) return problem('verification');
  const reading = await identifyByPasskey(response, challenge);
  if (reading.result === 'problem') return reading;
  return inTransaction(async (tx): Promise<PasskeySignIn> => {
    const used = await acceptPasskey(tx, reading, now());
    if (used.result === 'problem') return used;
    const { id: credentialId, holderId } = used.credential;
    const token = await openSession(tx, {
      proof: { provedBy: 'passkey', holderId, credentialId, provedIrs: [], customerIds: [] },
      ...{ hint, locale, formerToken },
    });
    if (token === null) return problem('credential');
    return {
      result: 'signed-in',
      token,
      accepted: await acceptedPasskeys(tx, reading.credential.holder),
    };
  });
}
