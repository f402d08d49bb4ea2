import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { ConsolePasskey } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { operatorRequestOptions } from '@/lib/passkeys/operator-options';
import {
  judgeCounter,
  verifyAssertion,
  type VerifiedAssertion,
} from '@/lib/passkeys/verify-assertion';
import {
  isRegistration,
  readClientData,
  type WebauthnResponse,
} from '@/lib/passkeys/webauthn-response';
import { now } from '@/lib/platform/clock';
import { issueConsoleChallenge, spendConsoleChallenge } from './console-challenge';
import type { OperatorPasskeyProblem } from './dto';
import { operatorPasskeys } from './enrol-operator-passkey';
import { isSignedIn, type OpenConsole } from './find-console-session';
import { openConsoleSession } from './open-console-session';

/** Options for one view of the page that asks for the passkey; null where the account has none. */
export async function operatorAssertionOptions(open: OpenConsole) {
  const passkeys = await operatorPasskeys(open.account.id);
  if (passkeys.length === 0) return null;
  return operatorRequestOptions(await issueConsoleChallenge(open.session), passkeys);
}

export type OperatorProof =
  /** `token`: of the whole session that a half one became; null: the session is proved anew. */
  | { result: 'proved'; token: string | null }
  | { result: 'problem'; problem: OperatorPasskeyProblem };

async function noteUse(
  tx: Tx,
  id: string,
  { newCounter, backupEligible, backedUp }: VerifiedAssertion,
): Promise<OperatorPasskeyProblem | null> {
  await tx.$queryRaw`SELECT 1 FROM console_passkeys WHERE id = ${id} FOR UPDATE`;
  const passkey = await tx.consolePasskey.findUnique({ where: { id } });
  if (!passkey) return 'credential';
  if (backupEligible !== passkey.backupEligible) {
    await recordAudit(tx, {
      type: 'console.passkey-backup-eligibility',
      accountId: passkey.accountId,
      detail: { passkey: id, eligible: backupEligible },
    });
    return 'verification';
  }
  const judged = judgeCounter(passkey, newCounter);
  if (judged !== 'grown') {
    await recordAudit(tx, {
      type: 'console.passkey-counter',
      accountId: passkey.accountId,
      detail: { passkey: id, refused: judged === 'back-refused' },
    });
  }
  if (judged === 'back-refused') return 'counter';
  const counter = Math.max(newCounter, Number(passkey.counter));
  await tx.consolePasskey.update({ where: { id }, data: { lastUsedAt: now(), counter, backedUp } });
  return null;
}

async function settle(
  tx: Tx,
  open: OpenConsole,
  passkey: ConsolePasskey,
  verified: VerifiedAssertion,
): Promise<OperatorProof> {
  const problem = await noteUse(tx, passkey.id, verified);
  if (problem) return { result: 'problem', problem };
  const { account, session } = open;
  if (!isSignedIn(open)) {
    const token = await openConsoleSession(tx, {
      realm: 'operator',
      accountId: account.id,
      provedBy: 'passkey',
      formerToken: open.token,
    });
    return { result: 'proved', token };
  }
  await tx.consoleSession.update({ where: { id: session.id }, data: { authenticatedAt: now() } });
  await recordAudit(tx, {
    type: 'console.proved-again',
    accountId: account.id,
    detail: { session: session.id, by: 'passkey' },
  });
  return { result: 'proved', token: null };
}

/**
 * Proves an operator by one of the account's passkeys: completes a half sign-in, or makes the proof of a
 * whole session fresh. The challenge is spent first and for good.
 */
export async function proveOperatorPasskey(
  open: OpenConsole,
  response: WebauthnResponse,
): Promise<OperatorProof> {
  const clientData = readClientData(response);
  if (!clientData || isRegistration(response) || clientData.isFramed) {
    return { result: 'problem', problem: 'verification' };
  }
  const { challenge } = clientData;
  if (!(await spendConsoleChallenge(open.session, challenge))) {
    return { result: 'problem', problem: 'challenge' };
  }
  const passkeys = await operatorPasskeys(open.account.id);
  const passkey = passkeys.find(({ webauthnId }) => webauthnId === response.id);
  if (!passkey) return { result: 'problem', problem: 'credential' };
  const verified = await verifyAssertion(response, challenge, passkey, passkey.userHandle);
  if (!verified) return { result: 'problem', problem: 'verification' };
  return inTransaction((tx) => settle(tx, open, passkey, verified));
}
