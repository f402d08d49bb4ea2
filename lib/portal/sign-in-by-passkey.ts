import { inTransaction } from '@/lib/db/transaction';
import { acceptedPasskeys } from '@/lib/identity-records/holders/accepted-passkeys';
import { acceptPasskey, identifyByPasskey } from '@/lib/ceremonies/passkey/identify-by-passkey';
import { now } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import type { Locale } from '@/lib/platform/locale';
import type { ChallengeScope } from '@/lib/webauthn/challenges';
import type { AcceptedPasskeys, PasskeyOptions, Refusal } from '@/lib/webauthn/dto';
import { issueRequestOptions } from '@/lib/webauthn/options';
import type { WebauthnResponse } from '@/lib/webauthn/schemas';
import type { PortalPasskeyProblem } from './dto';
import type { Hint } from './hint';
import { openSession } from './open-session';

export interface PasskeySignInInput {
  browserId: string;
  response: WebauthnResponse;
  hint: Hint;
  locale: Locale;
  formerToken: string | null;
}

export type PasskeySignIn =
  | { result: 'signed-in'; token: string; accepted: AcceptedPasskeys }
  | Refusal<PortalPasskeyProblem>;

/** There is no session yet: the page is the browser's. */
function signInScope(browserId: string): ChallengeScope {
  const browserHash = sha256(browserId);
  return { scope: `portal-sign-in:${browserHash}`, browserHash };
}

/** Options for one view of the sign-in page. They are equal for everybody, whatever was typed before. */
export function signInOptions(browserId: string): Promise<PasskeyOptions | null> {
  return issueRequestOptions(signInScope(browserId), { purpose: 'assert', passkeys: [] });
}

/**
 * Signs in whoever holds the passkey that answered, nothing typed. Which meter point was named before the
 * proof plays no part in it.
 */
export async function signInByPasskey(input: PasskeySignInInput): Promise<PasskeySignIn> {
  const { response, hint, locale, formerToken } = input;
  const scope = signInScope(input.browserId);
  const purposes = ['assert'] as const;
  const reading = await identifyByPasskey({ response, scope, purposes, mustNameUser: true });
  if (reading.result === 'problem') return reading;
  return inTransaction(async (tx): Promise<PasskeySignIn> => {
    const used = await acceptPasskey(tx, reading, now());
    if (used.result === 'problem') return used;
    const { id: credentialId, holderId } = used.credential;
    const token = await openSession(tx, {
      proof: { provedBy: 'passkey', holderId, credentialId, provedIrs: [], customerIds: [] },
      ...{ hint, locale, formerToken },
    });
    if (token === null) return { result: 'problem', problem: 'credential' };
    return {
      result: 'signed-in',
      token,
      accepted: await acceptedPasskeys(tx, reading.passkey.holder),
    };
  });
}
