import { recordAudit } from '@/lib/audit/record-audit';
import { db, type Tx } from '@/lib/db/database';
import type { ConsolePasskey } from '@/lib/db/generated/client';
import { inTransaction, isUniqueViolation } from '@/lib/db/transaction';
import { operatorCreationOptions } from '@/lib/passkeys/operator-options';
import { verifyEnrolment, type VerifiedEnrolment } from '@/lib/passkeys/verify-enrolment';
import {
  isRegistration,
  readClientData,
  type WebauthnResponse,
} from '@/lib/passkeys/webauthn-response';
import { now } from '@/lib/platform/clock';
import { deriveKey } from '@/lib/platform/crypto';
import { newId } from '@/lib/platform/ids';
import { issueConsoleChallenge, spendConsoleChallenge } from './console-challenge';
import type { OperatorPasskeyProblem } from './dto';
import { hasEnded } from './end-console-sessions';
import { isFresh, isSignedIn, type OpenConsole } from './find-console-session';
import { openConsoleSession } from './open-console-session';

export function operatorPasskeys(accountId: string): Promise<ConsolePasskey[]> {
  return db().consolePasskey.findMany({
    where: { accountId },
    orderBy: [{ registeredAt: 'asc' }, { id: 'asc' }],
  });
}

/** Random as the session's secret is, and the same for all views of one session. */
function userHandleOf({ session, token }: OpenConsole): Uint8Array<ArrayBuffer> {
  const secret = Buffer.from(token, 'base64url');
  return new Uint8Array(deriveKey(secret, `operator-handle:${session.id}`));
}

/**
 * Whether a session may enrol a passkey: the half one of an account that has none, or a whole one whose
 * proof is fresh.
 */
export function mayEnrol(open: OpenConsole, enrolled: number): boolean {
  return isSignedIn(open) ? isFresh(open) : enrolled === 0;
}

/** Options for one view of the enrolment page; null where the session may not enrol. */
export async function operatorEnrolmentOptions(open: OpenConsole) {
  const passkeys = await operatorPasskeys(open.account.id);
  if (!mayEnrol(open, passkeys.length)) return null;
  const challenge = await issueConsoleChallenge(open.session);
  const { id } = open.account;
  return operatorCreationOptions(challenge, { id, userHandle: userHandleOf(open) }, passkeys);
}

export type OperatorEnrolment =
  | { result: 'enrolled'; token: string | null }
  | { result: 'problem'; problem: OperatorPasskeyProblem | 'already-enrolled' };

/** Under the account's lock: of two half sessions at once one is the first. */
async function store(
  tx: Tx,
  open: OpenConsole,
  enrolment: VerifiedEnrolment,
): Promise<OperatorEnrolment> {
  const { account } = open;
  await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${account.id} FOR UPDATE`;
  const enrolled = await tx.consolePasskey.count({ where: { accountId: account.id } });
  if (!mayEnrol(open, enrolled) || (await hasEnded(tx, open.session.id)))
    return { result: 'problem', problem: 'challenge' };
  const passkey = await tx.consolePasskey.create({
    data: {
      id: newId('cpk'),
      accountId: account.id,
      userHandle: userHandleOf(open),
      ...enrolment,
      registeredAt: now(),
    },
  });
  await recordAudit(tx, {
    type: 'console.passkey-added',
    accountId: account.id,
    detail: { passkey: passkey.id, session: open.session.id },
  });
  if (isSignedIn(open)) return { result: 'enrolled', token: null };
  const token = await openConsoleSession(tx, {
    realm: 'operator',
    accountId: account.id,
    provedBy: 'passkey',
    formerToken: open.token,
  });
  return { result: 'enrolled', token };
}

/**
 * Enrols the passkey that a device answered with. The first one of an account completes the sign-in: the
 * token is that of the new, whole session.
 */
export async function enrolOperatorPasskey(
  open: OpenConsole,
  response: WebauthnResponse,
): Promise<OperatorEnrolment> {
  const clientData = readClientData(response);
  if (!clientData || !isRegistration(response) || clientData.isFramed) {
    return { result: 'problem', problem: 'verification' };
  }
  const { challenge } = clientData;
  if (!(await spendConsoleChallenge(open.session, challenge))) {
    return { result: 'problem', problem: 'challenge' };
  }
  const verified = await verifyEnrolment(response, challenge);
  if (!verified) return { result: 'problem', problem: 'verification' };
  try {
    return await inTransaction((tx) => store(tx, open, verified));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return { result: 'problem', problem: 'already-enrolled' };
  }
}
