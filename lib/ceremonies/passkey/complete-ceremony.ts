import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import type { Locale } from '@/lib/platform/locale';
import { AlreadyEndedError } from '@/lib/ceremonies/end-reidentification';
import { isPending, lateEnding } from '@/lib/ceremonies/ending-view';
import { isRegistration, type WebauthnResponse } from '@/lib/webauthn/schemas';
import { findCeremony } from './ceremony';
import { completeAssertion } from './complete-assertion';
import { completeEnrolment } from './complete-enrolment';
import type { Completion } from './completion';
import type { CeremonyKind } from './dto';

export interface CompleteInput {
  session: string;
  kind: CeremonyKind;
  browserId: string;
  /** The customer's, for a mail that this may cause. */
  locale: Locale;
  response: WebauthnResponse;
}

/**
 * Takes the browser's answer to a ceremony. The challenge is spent first and for good, right answer or
 * wrong; then one transaction consumes the session, stores or touches the credential, confirms the
 * token-ref and writes the audit event. Of any number of answers at once one wins
 * (docs/ceremonies.md#completing).
 */
export async function completeCeremony(input: CompleteInput): Promise<Completion> {
  const ceremony = await findCeremony(db(), input.session, input.kind);
  if (!ceremony) return { result: 'unknown' };
  const { reidentification, tokenRef } = ceremony;
  if (!isPending(reidentification)) {
    return { result: 'ended', ending: lateEnding(reidentification), tokenRef };
  }
  const { response, locale } = input;
  const browserHash = sha256(input.browserId);
  const answer = { ceremony, browserHash, at: now(), locale };
  try {
    return await (isRegistration(response)
      ? completeEnrolment({ ...answer, response })
      : completeAssertion({ ...answer, response }));
  } catch (error) {
    if (!(error instanceof AlreadyEndedError)) throw error;
    const late = await findCeremony(db(), input.session, input.kind);
    const ending = late ? lateEnding(late.reidentification) : 'used';
    return { result: 'ended', ending, tokenRef };
  }
}
