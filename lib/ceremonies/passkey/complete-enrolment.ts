import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Credential, Holder } from '@/lib/db/generated/client';
import { inTransaction, isUniqueViolation } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import { secondsFrom } from '@/lib/platform/clock';
import { RateLimitError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import type { Locale } from '@/lib/platform/locale';
import { emitEvent } from '@/lib/outbox/emit-event';
import { AlreadyEndedError, confirmReidentification } from '@/lib/ceremonies/end-reidentification';
import { asksPermission } from '@/lib/ceremonies/asks-permission';
import { isPending } from '@/lib/ceremonies/ending-view';
import type { WebauthnResponse } from '@/lib/webauthn/schemas';
import { takeAttestation } from '@/lib/webauthn/take-attestation';
import type { VerifiedAttestation } from '@/lib/webauthn/verify-attestation';
import { acceptedPasskeys } from '@/lib/identity-records/holders/accepted-passkeys';
import { findEnrolledHere } from './enrolled-here';
import { isProvedHere, lockCeremony, noteEnrolled, type LoadedCeremony } from './ceremony';
import type { Completion } from './completion';
import { isCreatorsFlow } from '@/lib/identity-records/holders/creators-flow';
import { holderOfEnrolment } from '@/lib/identity-records/holders/enrolment-holder';
import { isMailWaiting, LOST_PASSKEY_WAIT_S } from '@/lib/identity-records/holders/mail-wait';
import { mayEnrol, provenFrom, replacesLost } from './enrolment-policy';
import {
  enrolmentReach,
  type EnrolmentReach,
} from '@/lib/identity-records/holders/enrolment-reach';
import { wordOfCeremony } from './word-of-ceremony';
import { noteMailRemoval } from '@/lib/identity-records/holders/note-mail-removal';
import { openUndos } from '@/lib/identity-records/holders/open-undos';
import { placeCredential } from '@/lib/identity-records/holders/place-credential';
import { notifyRecords } from '@/lib/identity-records/holders/notify-records';
import { provenOn } from '@/lib/identity-records/holders/usable-credentials';

interface EnrolmentAnswer {
  ceremony: LoadedCeremony;
  browserHash: string;
  locale: Locale;
  at: Date;
  response: WebauthnResponse;
}

function verifiedBy(ceremony: LoadedCeremony, browserHash: string): string {
  const { reidentification: asked } = ceremony;
  if (ceremony.provedBy && isProvedHere(ceremony, browserHash)) return ceremony.provedBy;
  return isCreatorsFlow(asked, asked.identityRecord) ? 'creator' : 'none';
}

/** From when the passkey is proven: after a day where it stands in for a lost one on any reached record. */
function provenFromOn({ records }: EnrolmentReach, answer: EnrolmentAnswer): Date | null {
  const { ceremony, browserHash, at } = answer;
  const from = provenFrom(ceremony, browserHash, at);
  const isByMail = wordOfCeremony(ceremony, browserHash, at).of === 'address';
  const isInsteadOfLost = records.some(
    (record) => isMailWaiting(record, at) || provenOn(record, at).length > 0,
  );
  return isByMail && isInsteadOfLost ? secondsFrom(at, LOST_PASSKEY_WAIT_S) : from;
}

interface Enrolled {
  credential: Credential;
  holder: Holder;
  /** The `credential-id` on the record of the flow. */
  alias: string;
}

async function insertCredential(
  tx: Tx,
  answer: EnrolmentAnswer,
  verified: VerifiedAttestation,
  { reach, holder }: { reach: EnrolmentReach; holder: Holder },
): Promise<Enrolled> {
  const { ceremony, browserHash, at } = answer;
  const { accountId, identityRecord: record, ir, tokenRef } = ceremony.reidentification;
  const provenAt = provenFromOn(reach, answer);
  const credential = await tx.credential.create({
    data: {
      id: newId('cred'),
      holderId: holder.id,
      ...verified,
      enrolledForIr: ir,
      enrolledByAccount: accountId,
      registeredAt: at,
      provenAt,
    },
  });
  const others = reach.records.filter((other) => other.ir !== ir).map((other) => other.ir);
  const placing = { credentialId: credential.id, ir, others, at };
  const alias = await placeCredential(tx, placing);
  // Parted from their holder, the records no longer show that there was a proven passkey.
  const isWaiting = provenAt !== null && provenAt > at;
  if (isWaiting && reach.isParting) await noteMailRemoval(tx, [ir, ...others], at);
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
      ...(record.accountId === accountId ? { 'credential-id': alias } : {}),
    },
  });
  return { credential, holder, alias };
}

/** What the customer proved in this ceremony before the passkey was made, as the API names it. */
function provedMethod(
  ceremony: LoadedCeremony,
  browserHash: string,
): 'passkey-assert' | 'magic-link' | null {
  if (!ceremony.provedBy || !isProvedHere(ceremony, browserHash)) return null;
  return ceremony.provedBy === 'magic_link' ? 'magic-link' : 'passkey-assert';
}

/** Tells the record's owner, whichever organisation's flow it was (docs/api/webhooks.md#events). */
async function notifyOwner(tx: Tx, answer: EnrolmentAnswer, enrolled: Enrolled): Promise<void> {
  const { ceremony, browserHash } = answer;
  const { account, identityRecord: record } = ceremony.reidentification;
  await emitEvent(tx, {
    type: 'credential.registered',
    accountId: record.accountId,
    subject: record.ir,
    payload: {
      ir: record.ir,
      'credential-id': enrolled.alias,
      'registered-at': enrolled.credential.registeredAt.toISOString(),
      'initiated-by': account.duid,
      'verified-by': provedMethod(ceremony, browserHash) ?? undefined,
    },
  });
}

/**
 * Tells the address of a passkey made in the creator's flow or in place of a lost one, with an undo, and
 * every other address of the records that it came to: it opens them too.
 */
async function notifyAddresses(
  tx: Tx,
  answer: EnrolmentAnswer,
  credential: Credential,
  { records }: EnrolmentReach,
): Promise<void> {
  const { locale, at, ceremony } = answer;
  const { reidentification: asked } = ceremony;
  const { identityRecord: record, account, accountId } = asked;
  const isUndoable =
    isCreatorsFlow(asked, record) || replacesLost(ceremony, answer.browserHash, at);
  if (!isUndoable) return;
  const undos = await openUndos(tx, records, { credentialId: credential.id, accountId, at });
  const subjectRef = undos.get(record.ir);
  if (subjectRef !== undefined) {
    await queueMail(tx, {
      kind: 'passkey-added',
      ir: record.ir,
      subjectRef,
      locale,
      causedBy: account,
    });
  }
  const others = { locale, causedBy: account, refOf: (ir: string) => undos.get(ir), but: record };
  await notifyRecords(tx, records, 'portal-passkey-added', others);
}

async function store(
  answer: EnrolmentAnswer,
  verified: VerifiedAttestation,
  userHandle: Uint8Array<ArrayBuffer>,
): Promise<Completion> {
  return inTransaction(async (tx): Promise<Completion> => {
    const ceremony = await lockCeremony(tx, answer.ceremony);
    const locked = { ...answer, ceremony };
    const { identityRecord: record } = ceremony.reidentification;
    if (!isPending(ceremony.reidentification)) throw new AlreadyEndedError();
    if (findEnrolledHere(ceremony)) {
      const unknownCredentialId = answer.response.id;
      return { result: 'problem', problem: 'already-enrolled', unknownCredentialId };
    }
    if (!mayEnrol(ceremony, answer.browserHash, answer.at)) {
      return { result: 'problem', problem: 'proof-missing' };
    }
    const word = wordOfCeremony(ceremony, answer.browserHash, answer.at);
    const reach = await enrolmentReach(tx, record, word);
    const holder = await holderOfEnrolment(tx, record, reach, userHandle);
    if (!holder) return { result: 'problem', problem: 'challenge' };
    const enrolled = await insertCredential(tx, locked, verified, { reach, holder });
    const { credential } = enrolled;
    await notifyAddresses(tx, locked, credential, reach);
    await notifyOwner(tx, locked, enrolled);
    if (asksPermission(ceremony.reidentification)) {
      await noteEnrolled(tx, ceremony, { credentialId: credential.id, at: answer.at });
      return { result: 'next' };
    }
    const isProvenNow = credential.provenAt !== null && credential.provenAt <= answer.at;
    const location = await confirmReidentification(tx, ceremony.tokenRef, {
      confirmedBy: 'passkey_register',
      assurance: isProvenNow ? 'proven' : 'unproven',
      credentialId: credential.id,
    });
    const accepted = await acceptedPasskeys(tx, holder);
    return { result: 'confirmed', location, tokenRef: ceremony.tokenRef, accepted };
  });
}

/** Takes and stores the passkey that a device made. @throws {AlreadyEndedError} */
export async function completeEnrolment(answer: EnrolmentAnswer): Promise<Completion> {
  const { ceremony, browserHash, response } = answer;
  const taken = await takeAttestation(response, { scope: ceremony.id, browserHash });
  if (taken.result === 'problem') return taken;
  try {
    return await store(answer, taken.verified, taken.userHandle);
  } catch (error) {
    // No credential twice, on whichever record.
    if (isUniqueViolation(error)) return { result: 'problem', problem: 'already-enrolled' };
    // A passkey that cannot be told of is not stored.
    if (error instanceof RateLimitError) {
      const unknownCredentialId = answer.response.id;
      return { result: 'problem', problem: 'mails-spent', unknownCredentialId };
    }
    throw error;
  }
}
