import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Holder, PortalSession } from '@/lib/db/generated/client';
import { inTransaction, isUniqueViolation } from '@/lib/db/transaction';
import { acceptedPasskeys } from '@/lib/identity-records/holders/accepted-passkeys';
import { holderOfEnrolment } from '@/lib/identity-records/holders/enrolment-holder';
import { isMailWaiting, LOST_PASSKEY_WAIT_S } from '@/lib/identity-records/holders/mail-wait';
import {
  enrolmentReach,
  type EnrolmentReach,
} from '@/lib/identity-records/holders/enrolment-reach';
import { lockRecordsOfHolder } from '@/lib/identity-records/holders/lock-records';
import { noteMailRemoval } from '@/lib/identity-records/holders/note-mail-removal';
import { openUndos } from '@/lib/identity-records/holders/open-undos';
import { placeCredential } from '@/lib/identity-records/holders/place-credential';
import { notifyRecords } from '@/lib/identity-records/holders/notify-records';
import {
  provenOn,
  type RecordWithCredentials,
} from '@/lib/identity-records/holders/usable-credentials';
import { now, secondsFrom } from '@/lib/platform/clock';
import { RateLimitError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import type { Locale } from '@/lib/platform/locale';
import type { AcceptedPasskeys, Refusal } from '@/lib/webauthn/dto';
import type { WebauthnResponse } from '@/lib/webauthn/schemas';
import { takeAttestation } from '@/lib/webauthn/take-attestation';
import type { VerifiedAttestation } from '@/lib/webauthn/verify-attestation';
import { emitEvent } from '@/lib/outbox/emit-event';
import type { PortalPasskeyProblem } from './dto';
import { hasRecentSignIn } from './find-session';
import { findSessionPasskeys, sessionScope, wordOfSession } from './passkeys-of-session';

export type AddedPasskey =
  { result: 'added'; accepted: AcceptedPasskeys } | Refusal<PortalPasskeyProblem>;

interface AddInput {
  session: PortalSession;
  browserId: string;
  response: WebauthnResponse;
  locale: Locale;
}

interface Target {
  record: RecordWithCredentials;
  holder: Holder;
  reach: EnrolmentReach;
  at: Date;
}

function problem(name: PortalPasskeyProblem): AddedPasskey {
  return { result: 'problem', problem: name };
}

/**
 * A passkey added by mail alone waits a day where a record that it comes to has a proven one, or had until
 * it was removed by mail, as in place of a lost one.
 */
function provenFrom(session: PortalSession, { records }: EnrolmentReach, at: Date): Date {
  if (session.provedBy !== 'mail') return at;
  const isLost = records.some(
    (record) => provenOn(record, at).length > 0 || isMailWaiting(record, at),
  );
  return isLost ? secondsFrom(at, LOST_PASSKEY_WAIT_S) : at;
}

/** What opened the session, as the API names it; it has no name for a supplier's word. */
const provedMethods = { passkey: 'passkey-assert', mail: 'magic-link', supplier: null } as const;

/** Stores the passkey on the records that the session's proof reaches, with its audit events. */
async function insertCredential(
  tx: Tx,
  session: PortalSession,
  verified: VerifiedAttestation,
  { record, holder, reach, at }: Target,
) {
  const provenAt = provenFrom(session, reach, at);
  const credential = await tx.credential.create({
    data: {
      id: newId('cred'),
      holderId: holder.id,
      ...verified,
      enrolledForIr: record.ir,
      enrolledByAccount: record.accountId,
      addedInPortal: true,
      registeredAt: at,
      provenAt,
    },
  });
  const others = reach.records.filter(({ ir }) => ir !== record.ir).map(({ ir }) => ir);
  const placing = { credentialId: credential.id, ir: record.ir, others, at };
  const alias = await placeCredential(tx, placing);
  // Parted from their holder, the records no longer show that there was a proven passkey.
  if (reach.isParting && provenAt > at) await noteMailRemoval(tx, [record.ir, ...others], at);
  await recordAudit(tx, {
    type: 'credential.registered',
    accountId: record.accountId,
    ir: record.ir,
    detail: {
      credential: credential.id,
      'credential-id': alias,
      owner: record.accountId,
      'initiated-by': 'customer',
      'verified-by': session.provedBy,
    },
  });
  return { credential, alias };
}

async function store(
  tx: Tx,
  { session, locale }: AddInput,
  verified: VerifiedAttestation,
  userHandle: Uint8Array<ArrayBuffer>,
): Promise<AddedPasskey> {
  await lockRecordsOfHolder(tx, session.ir ?? '');
  const at = now();
  const found = await findSessionPasskeys(tx, session);
  if (!found) return problem('not-fresh');
  const { record } = found;
  const reach = await enrolmentReach(tx, record, wordOfSession(session));
  const holder = await holderOfEnrolment(tx, record, reach, userHandle);
  if (!holder) return problem('challenge');
  const target = { record, holder, reach, at };
  const { credential, alias } = await insertCredential(tx, session, verified, target);
  await emitEvent(tx, {
    type: 'credential.registered',
    accountId: record.accountId,
    subject: record.ir,
    payload: {
      ir: record.ir,
      'credential-id': alias,
      'registered-at': at.toISOString(),
      'initiated-by': 'customer',
      'verified-by': provedMethods[session.provedBy] ?? undefined,
    },
  });
  const undoable = { credentialId: credential.id, accountId: record.accountId, at };
  const undos = await openUndos(tx, reach.records, undoable);
  await notifyRecords(tx, reach.records, 'portal-passkey-added', {
    locale,
    causedBy: null,
    refOf: (ir) => undos.get(ir),
  });
  return { result: 'added', accepted: await acceptedPasskeys(tx, holder) };
}

/**
 * Adds a passkey for the session's person, within minutes of the proof that opened it. Every address of the
 * person's records is notified, with a way to undo; where the limit of these mails to an address is spent,
 * the passkey is not stored.
 */
export async function addPasskey(input: AddInput): Promise<AddedPasskey> {
  const { session, browserId, response } = input;
  const taken = await takeAttestation(response, sessionScope(session, browserId));
  if (taken.result === 'problem') return taken;
  if (!hasRecentSignIn(session, now())) return problem('not-fresh');
  try {
    return await inTransaction((tx) => store(tx, input, taken.verified, taken.userHandle));
  } catch (error) {
    if (isUniqueViolation(error)) return problem('already-enrolled');
    // A passkey of which an address cannot be notified is not stored.
    if (error instanceof RateLimitError) {
      return { result: 'problem', problem: 'mails-spent', unknownCredentialId: response.id };
    }
    throw error;
  }
}
