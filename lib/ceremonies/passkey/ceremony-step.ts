import type { Db } from '@/lib/db/database';
import type { ChallengePurpose, Credential } from '@/lib/db/generated/client';
import { findWaitingEmailProof } from '@/lib/ceremonies/mail/email-proof';
import { isProvedHere, kindOf, type LoadedCeremony } from './ceremony';
import type { CeremonyStep } from './dto';
import { findEnrolledHere } from './enrolled-here';
import { existingCredentials, provenCredentials, requiredProof } from './enrolment-policy';
import { usableCredentials } from '@/lib/identity-records/holders/usable-credentials';

/** The other way a customer may choose: a new passkey, or the e-mail. */
export type Way = 'new' | 'mail' | null;

export interface StepPlan {
  step: CeremonyStep;
  /** What a challenge of this view is for; null: the step needs none. */
  challenge: ChallengePurpose | null;
  /** The passkeys an assertion may come from. */
  credentials: Credential[];
}

interface Situation {
  way: Way;
  browserHash: string;
  at: Date;
}

function plan(
  step: CeremonyStep,
  challenge: ChallengePurpose | null,
  credentials: Credential[] = [],
): StepPlan {
  return { step, challenge, credentials };
}

async function mailStep(db: Db, ceremony: LoadedCeremony, here: Situation): Promise<StepPlan> {
  const proof = await findWaitingEmailProof(db, ceremony.id, here.browserHash);
  return plan(proof ? 'enter-code' : 'prove-email', null);
}

/**
 * The step of a pending ceremony for this browser, from the record, the initiator and what was proved.
 * Null when nothing is left to do: an assertion whose passkeys are gone, with no e-mail.
 */
export async function ceremonyStep(
  db: Db,
  ceremony: LoadedCeremony,
  here: Situation,
): Promise<StepPlan | null> {
  const { identityRecord: record } = ceremony.reidentification;
  const hasEmail = record.emailHash !== null;
  const hasProvenPasskey = provenCredentials(ceremony, here.at).length > 0;
  if (kindOf(ceremony) === 'assert') {
    const usable = usableCredentials(record, ceremony.reidentification, here.at);
    if (hasEmail && (here.way === 'mail' || usable.length === 0)) {
      return mailStep(db, ceremony, here);
    }
    return usable.length > 0 ? plan('assert', 'assert', usable) : null;
  }
  const enrolled = findEnrolledHere(ceremony);
  if (enrolled) return plan('assert', 'assert', [enrolled]);
  const proved = isProvedHere(ceremony, here.browserHash);
  if (!proved && here.way === 'mail' && hasEmail) return mailStep(db, ceremony, here);
  // After a lost passkey the record's own are no offer; after any other proof the page still makes it.
  const isLost = proved && ceremony.provedBy === 'magic_link' && hasProvenPasskey;
  if (here.way === null && !isLost) {
    const existing = await existingCredentials(db, ceremony, here.browserHash, here.at);
    if (existing.length > 0) return plan('use-existing', 'assert', existing);
  }
  if (proved) return plan('enrol', 'enrol');
  switch (requiredProof(ceremony, here.at)) {
    case 'passkey':
      return plan('prove-passkey', 'prove', provenCredentials(ceremony, here.at));
    case 'email':
      return mailStep(db, ceremony, here);
    case 'none':
      return plan('enrol', 'enrol');
  }
}
