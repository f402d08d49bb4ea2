import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { inTransaction, isUniqueViolation } from '@/lib/db/transaction';
import { acceptedPasskeys } from '@/lib/passkeys/accepted-passkeys';
import type { AcceptedPasskeys } from '@/lib/passkeys/dto';
import { isMailWaiting, LOST_PASSKEY_WAIT_S } from '@/lib/passkeys/enrolment-policy';
import { isProven } from '@/lib/passkeys/usable-credentials';
import { verifyEnrolment, type VerifiedEnrolment } from '@/lib/passkeys/verify-enrolment';
import { tellHolder } from '@/lib/passkeys/tell-holder';
import {
  isRegistration,
  readClientData,
  type WebauthnResponse,
} from '@/lib/passkeys/webauthn-response';
import { now, secondsFrom } from '@/lib/platform/clock';
import { sha256 } from '@/lib/platform/crypto';
import { newId } from '@/lib/platform/ids';
import type { Locale } from '@/lib/platform/locale';
import { emitEvent } from '@/lib/webhooks/emit-event';
import { isFresh } from './find-session';
import { findSessionPasskeys, type SessionPasskeys } from './passkeys-of-session';
import { spendPortalChallenge } from './portal-challenges';

export type AddedPasskey =
  | { result: 'added'; accepted: AcceptedPasskeys }
  | {
      result: 'problem';
      problem: 'challenge' | 'verification' | 'already-enrolled' | 'not-fresh';
    };

interface AddInput {
  session: PortalSession;
  browserId: string;
  response: WebauthnResponse;
  locale: Locale;
}

function problem(name: Extract<AddedPasskey, { result: 'problem' }>['problem']): AddedPasskey {
  return { result: 'problem', problem: name };
}

/**
 * A passkey added by mail alone waits a day where there is a proven one, or was until it was removed by
 * mail, as in place of a lost one.
 */
function provenFrom(session: PortalSession, found: SessionPasskeys, at: Date): Date {
  if (session.provedBy !== 'mail') return at;
  const hasProven = found.credentials.some((credential) => isProven(credential, at));
  const isLost = hasProven || isMailWaiting(found.holder, at);
  return isLost ? secondsFrom(at, LOST_PASSKEY_WAIT_S) : at;
}

/** What opened the session, as the API names it; it has no name for a supplier's word. */
const provedMethods = { passkey: 'passkey-assert', mail: 'magic-link', supplier: null } as const;

async function store(
  tx: Tx,
  { session, locale }: AddInput,
  verified: VerifiedEnrolment,
): Promise<AddedPasskey> {
  await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${session.ir ?? ''} FOR UPDATE`;
  const at = now();
  const found = await findSessionPasskeys(tx, session);
  if (!found) return problem('not-fresh');
  const { record, holder } = found;
  const credential = await tx.credential.create({
    data: {
      id: newId('cred'),
      holderId: holder.id,
      ...verified,
      enrolledForIr: record.ir,
      enrolledByAccount: record.accountId,
      registeredAt: at,
      provenAt: provenFrom(session, found, at),
    },
  });
  await recordAudit(tx, {
    type: 'credential.registered',
    accountId: record.accountId,
    ir: record.ir,
    detail: {
      credential: credential.id,
      owner: record.accountId,
      'initiated-by': 'customer',
      'verified-by': session.provedBy,
    },
  });
  await emitEvent(tx, {
    type: 'credential.registered',
    accountId: record.accountId,
    subject: record.ir,
    payload: {
      ir: record.ir,
      'credential-id': credential.id,
      'registered-at': at.toISOString(),
      'initiated-by': 'customer',
      'verified-by': provedMethods[session.provedBy] ?? undefined,
    },
  });
  await tellHolder(tx, { holderId: holder.id, locale }, 'portal-passkey-added', credential.id);
  return { result: 'added', accepted: await acceptedPasskeys(tx, holder) };
}

/**
 * Adds a passkey for the session's person, within minutes of the proof that opened it. Every address of
 * the person's records is told, with a way to undo.
 */
export async function addPasskey(input: AddInput): Promise<AddedPasskey> {
  const { session, browserId, response } = input;
  const clientData = readClientData(response);
  if (!clientData || !isRegistration(response)) return problem('verification');
  const { challenge, isFramed } = clientData;
  const forWhat = {
    browserHash: sha256(browserId),
    purpose: 'add',
    sessionId: session.id,
  } as const;
  if (!(await spendPortalChallenge(challenge, forWhat))) return problem('challenge');
  if (isFramed) return problem('verification');
  if (!isFresh(session, now())) return problem('not-fresh');
  const verified = await verifyEnrolment(response, challenge);
  if (!verified) return problem('verification');
  try {
    return await inTransaction((tx) => store(tx, input, verified));
  } catch (error) {
    if (isUniqueViolation(error)) return problem('already-enrolled');
    throw error;
  }
}
