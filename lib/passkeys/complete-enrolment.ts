import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Credential, Holder } from '@/lib/db/generated/client';
import { inTransaction, isUniqueViolation } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import { newId } from '@/lib/platform/ids';
import type { Locale } from '@/lib/platform/locale';
import { emitEvent } from '@/lib/webhooks/emit-event';
import {
  AlreadyEndedError,
  confirmReidentification,
} from '@/lib/reidentification/end-reidentification';
import { isPending } from '@/lib/reidentification/ending-view';
import { acceptedPasskeys } from './accepted-passkeys';
import { isProvedHere, lockCeremony, type LoadedCeremony } from './ceremony';
import type { Completion } from './completion';
import { mayEnrol, provenFrom, replacesLost } from './enrolment-policy';
import { tellHolder } from './tell-holder';
import { verifyEnrolment, type VerifiedEnrolment } from './verify-enrolment';
import type { registrationResponseSchema } from './webauthn-response';

interface EnrolmentAnswer {
  ceremony: LoadedCeremony;
  browserHash: string;
  challenge: string;
  locale: Locale;
  at: Date;
  response: z.output<typeof registrationResponseSchema>;
}

function verifiedBy(ceremony: LoadedCeremony, browserHash: string): string {
  const { accountId, identityRecord: record } = ceremony.reidentification;
  if (ceremony.provedBy && isProvedHere(ceremony, browserHash)) return ceremony.provedBy;
  return record.accountId === accountId ? 'creator' : 'none';
}

async function insertCredential(
  tx: Tx,
  answer: EnrolmentAnswer,
  verified: VerifiedEnrolment,
): Promise<Credential & { holder: Holder }> {
  const { ceremony, browserHash, at } = answer;
  const { accountId, identityRecord: record, ir, tokenRef } = ceremony.reidentification;
  const { holder } = record;
  if (!holder) throw new AlreadyEndedError();
  const credential = await tx.credential.create({
    data: {
      id: newId('cred'),
      holderId: holder.id,
      ...verified,
      enrolledForIr: ir,
      enrolledByAccount: accountId,
      registeredAt: at,
      provenAt: provenFrom(ceremony, browserHash, at),
    },
  });
  await recordAudit(tx, {
    type: 'credential.registered',
    accountId,
    ir,
    tokenRef,
    detail: {
      credential: credential.id,
      owner: record.accountId,
      'initiated-by': accountId,
      'verified-by': verifiedBy(ceremony, browserHash),
    },
  });
  return { ...credential, holder };
}

/** What the customer proved in this ceremony before the passkey was made, as the API names it. */
function provedMethod(
  ceremony: LoadedCeremony,
  browserHash: string,
): 'passkey-assert' | 'magic-link' | null {
  if (!ceremony.provedBy || !isProvedHere(ceremony, browserHash)) return null;
  return ceremony.provedBy === 'magic_link' ? 'magic-link' : 'passkey-assert';
}

/** Tells the record's owner, whichever organisation's flow it was (contract §9). */
async function tellOwner(tx: Tx, answer: EnrolmentAnswer, credential: Credential): Promise<void> {
  const { ceremony, browserHash } = answer;
  const { account, identityRecord: record } = ceremony.reidentification;
  await emitEvent(tx, {
    type: 'credential.registered',
    accountId: record.accountId,
    subject: record.ir,
    payload: {
      ir: record.ir,
      'credential-id': credential.id,
      'registered-at': credential.registeredAt.toISOString(),
      'initiated-by': account.duid,
      'verified-by': provedMethod(ceremony, browserHash) ?? undefined,
    },
  });
}

/**
 * Tells the address of a passkey made in the creator's flow or in place of a lost one, with an undo, and
 * every other address that the holder has: it opens their records too.
 */
async function tellAddress(tx: Tx, answer: EnrolmentAnswer, credential: Credential): Promise<void> {
  const { accountId, identityRecord: record } = answer.ceremony.reidentification;
  const isUndoable =
    record.accountId === accountId || replacesLost(answer.ceremony, answer.browserHash, answer.at);
  if (!isUndoable) return;
  const { locale } = answer;
  if (record.emailHash) {
    await queueMail(tx, {
      kind: 'passkey-added',
      ir: record.ir,
      subjectRef: credential.id,
      locale,
    });
  }
  const others = { holderId: credential.holderId, locale, but: record.mailboxHash };
  await tellHolder(tx, others, 'portal-passkey-added', credential.id);
}

async function store(answer: EnrolmentAnswer, verified: VerifiedEnrolment): Promise<Completion> {
  return inTransaction(async (tx): Promise<Completion> => {
    const ceremony = await lockCeremony(tx, answer.ceremony);
    const locked = { ...answer, ceremony };
    if (!isPending(ceremony.reidentification)) throw new AlreadyEndedError();
    if (!mayEnrol(ceremony, answer.browserHash, answer.at)) {
      return { result: 'problem', problem: 'proof-missing' };
    }
    const credential = await insertCredential(tx, locked, verified);
    await tellAddress(tx, locked, credential);
    await tellOwner(tx, locked, credential);
    const isProvenNow = credential.provenAt !== null && credential.provenAt <= answer.at;
    const location = await confirmReidentification(tx, ceremony.tokenRef, {
      confirmedBy: 'passkey_register',
      assurance: isProvenNow ? 'proven' : 'unproven',
      credentialId: credential.id,
    });
    const accepted = await acceptedPasskeys(tx, credential.holder);
    return { result: 'confirmed', location, tokenRef: ceremony.tokenRef, accepted };
  });
}

/** Judges and stores a new passkey whose challenge was spent. @throws {AlreadyEndedError} */
export async function completeEnrolment(answer: EnrolmentAnswer): Promise<Completion> {
  const verified = await verifyEnrolment(answer.response, answer.challenge);
  if (!verified) return { result: 'problem', problem: 'verification' };
  try {
    return await store(answer, verified);
  } catch (error) {
    // No credential twice, on whichever record.
    if (isUniqueViolation(error)) return { result: 'problem', problem: 'already-enrolled' };
    throw error;
  }
}
