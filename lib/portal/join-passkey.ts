import { db, type Tx } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { isFallenPasskey } from '@/lib/identity-records/is-fallen-passkey';
import { queueMail } from '@/lib/mail/queue-mail';
import { acceptedPasskeys } from '@/lib/identity-records/holders/accepted-passkeys';
import {
  identifyByPasskey,
  takePasskey,
  type VerifiedReading,
} from '@/lib/ceremonies/passkey/identify-by-passkey';
import { linkToHolder } from '@/lib/identity-records/holders/link-to-holder';
import { isProven } from '@/lib/identity-records/holders/usable-credentials';
import { now } from '@/lib/platform/clock';
import { RateLimitError } from '@/lib/platform/errors';
import type { Locale } from '@/lib/platform/locale';
import type { AcceptedPasskeys, Refusal } from '@/lib/webauthn/dto';
import { issueRequestOptions } from '@/lib/webauthn/options';
import type { WebauthnResponse } from '@/lib/webauthn/schemas';
import type { PortalJoinOffer, PortalPasskeyProblem } from './dto';
import { hasRecentSignIn } from './find-session';
import { findJoinable, openRecords } from './joinable';
import { sessionScope } from './passkeys-of-session';
import { proveByAnotherFactor } from './prove-passkey';

export type JoinedPasskey =
  { result: 'joined'; accepted: AcceptedPasskeys } | Refusal<PortalPasskeyProblem>;

interface JoinInput {
  session: PortalSession;
  browserId: string;
  response: WebauthnResponse;
  locale: Locale;
}

function problem(name: PortalPasskeyProblem): JoinedPasskey {
  return { result: 'problem', problem: name };
}

/** The offer of one view of the passkeys page; null where a passkey made elsewhere has nothing to gain. */
export async function offerJoin(
  session: PortalSession,
  browserId: string,
): Promise<PortalJoinOffer | null> {
  const at = now();
  if (!hasRecentSignIn(session, at)) return null;
  const joinable = await findJoinable(db(), session, at);
  if (!joinable) return null;
  const { provedBy } = session;
  const hasUse =
    provedBy === 'supplier' || joinable.hasOnTrust || openRecords(joinable, at).length > 0;
  if (!hasUse) return null;
  const scope = sessionScope(session, browserId);
  const options = await issueRequestOptions(scope, { purpose: 'prove', passkeys: [] });
  return options && { options, provedBy };
}

async function store(
  tx: Tx,
  { session, locale }: JoinInput,
  reading: VerifiedReading,
): Promise<JoinedPasskey> {
  const at = now();
  const { holder } = reading.passkey;
  // Every transaction locks Identity Records in this order, and before passkeys.
  await tx.$queryRaw`
    SELECT 1 FROM identity_records
    WHERE holder_id = ${holder.id} OR ir = ANY (${session.provedIrs}) ORDER BY ir FOR UPDATE`;
  const joinable = await findJoinable(tx, session, at);
  if (!joinable) return problem('not-fresh');
  const used = await takePasskey(tx, reading, at);
  if (used.result === 'problem') return used;
  const { credential } = used;
  if (await isFallenPasskey(tx, credential)) return problem('unproven');
  const proven =
    isProven(credential, at) || (await proveByAnotherFactor(tx, joinable, credential, at));
  if (!proven) return problem('unproven');
  const undos: { ir: string; subjectRef: string }[] = [];
  for (const record of openRecords(joinable, at)) {
    const flow = { accountId: record.accountId, tokenRef: null, at };
    const subjectRef = await linkToHolder(tx, record, { ...credential, holder }, flow);
    if (subjectRef !== null) undos.push({ ir: record.ir, subjectRef });
  }
  // One mail is enough, since all of these records hold the address that was proved.
  const [undo] = undos;
  if (undo) {
    const kind = 'portal-passkey-added';
    await queueMail(tx, { kind, ...undo, locale, causedBy: null });
  }
  return { result: 'joined', accepted: await acceptedPasskeys(tx, holder) };
}

/**
 * Takes a passkey that the customer made elsewhere, within minutes of proving another factor: records of this
 * meter point that no passkey protects are linked to its holder, so that one passkey serves both fuels, and
 * one that was made on trust becomes proven (docs/api/passkeys.md#unproven-passkeys). The proved address is
 * notified, with a way to undo.
 */
export async function joinPasskey(input: JoinInput): Promise<JoinedPasskey> {
  const { session, browserId, response } = input;
  const scope = sessionScope(session, browserId);
  const purposes = ['prove'] as const;
  const reading = await identifyByPasskey({ response, scope, purposes, mustNameUser: true });
  if (reading.result === 'problem') return reading;
  if (!hasRecentSignIn(session, now())) return problem('not-fresh');
  try {
    return await inTransaction((tx) => store(tx, input, reading));
  } catch (error) {
    // Nothing is linked of which an address cannot be notified.
    if (error instanceof RateLimitError) return problem('mails-spent');
    throw error;
  }
}
