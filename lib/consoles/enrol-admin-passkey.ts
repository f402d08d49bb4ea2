import { recordAudit } from '@/lib/audit/record-audit';
import { db, type Tx } from '@/lib/db/database';
import type { ConsolePasskey } from '@/lib/db/generated/client';
import { inTransaction, isUniqueViolation } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { deriveKey, sha256 } from '@/lib/platform/crypto';
import { newId } from '@/lib/platform/ids';
import type { ChallengeScope } from '@/lib/webauthn/challenges';
import type { PasskeyOptions, Refusal } from '@/lib/webauthn/dto';
import { issueCreationOptions } from '@/lib/webauthn/options';
import type { WebauthnResponse } from '@/lib/webauthn/schemas';
import { takeAttestation } from '@/lib/webauthn/take-attestation';
import type { VerifiedAttestation } from '@/lib/webauthn/verify-attestation';
import { hasEnded } from '@/lib/sessions/end-console-sessions';
import { hasRecentProof } from '@/lib/sessions/recent-proof';
import { isSignedIn, type OpenConsole } from '@/lib/sessions/find-console-session';
import { openConsoleSession } from './open-console-session';

/** The scope of a challenge for an operator: one session in one browser. */
export function consoleScope({ session }: OpenConsole, browserId: string): ChallengeScope {
  return { scope: session.id, browserHash: sha256(browserId) };
}

export function adminPasskeys(accountId: string): Promise<ConsolePasskey[]> {
  return db().consolePasskey.findMany({
    where: { accountId },
    orderBy: [{ registeredAt: 'asc' }, { id: 'asc' }],
  });
}

/**
 * The user handle for a new passkey. It is as random as the session's secret and equal for all views of one
 * session, so that a second try replaces a passkey that the device made in a first try which never arrived
 * here.
 */
function userHandleOf({ session, token }: OpenConsole): Uint8Array<ArrayBuffer> {
  const secret = Buffer.from(token, 'base64url');
  return new Uint8Array(deriveKey(secret, `operator-handle:${session.id}`));
}

/**
 * Whether a session may enrol a passkey: a half session of an account that has none, or a whole session with
 * a recent proof.
 */
export function mayEnrol(open: OpenConsole, enrolled: number): boolean {
  return isSignedIn(open) ? hasRecentProof(open) : enrolled === 0;
}

/**
 * Options for one view of the enrolment page; null where the session may not enrol. The passkey is asked
 * for by name later, so it need not be discoverable: that keeps it out of the list that the customers'
 * portal offers on the same device.
 */
export async function adminEnrolmentOptions(
  open: OpenConsole,
  browserId: string,
): Promise<PasskeyOptions | null> {
  const passkeys = await adminPasskeys(open.account.id);
  if (!mayEnrol(open, passkeys.length)) return null;
  return issueCreationOptions(consoleScope(open, browserId), {
    name: `Operator ${open.account.id}`,
    userHandle: userHandleOf(open),
    exclude: passkeys,
    isDiscoverable: false,
  });
}

export type AdminEnrolment =
  | { result: 'enrolled'; token: string | null }
  | Refusal<'challenge' | 'verification' | 'already-enrolled'>;

/**
 * Stores a passkey under the account's lock, so that of two half sessions at once only one enrols the first
 * passkey.
 */
async function store(
  tx: Tx,
  open: OpenConsole,
  { userHandle, verified }: { userHandle: Uint8Array<ArrayBuffer>; verified: VerifiedAttestation },
): Promise<AdminEnrolment> {
  const { account } = open;
  await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${account.id} FOR UPDATE`;
  const enrolled = await tx.consolePasskey.count({ where: { accountId: account.id } });
  if (!mayEnrol(open, enrolled) || (await hasEnded(tx, open.session.id)))
    return { result: 'problem', problem: 'challenge' };
  const passkey = await tx.consolePasskey.create({
    data: {
      id: newId('cpk'),
      accountId: account.id,
      userHandle,
      ...verified,
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
    realm: 'admin',
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
export async function enrolAdminPasskey(
  open: OpenConsole,
  { response, browserId }: { response: WebauthnResponse; browserId: string },
): Promise<AdminEnrolment> {
  const taken = await takeAttestation(response, consoleScope(open, browserId));
  if (taken.result === 'problem') return taken;
  try {
    return await inTransaction((tx) => store(tx, open, taken));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return { result: 'problem', problem: 'already-enrolled' };
  }
}
