import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import type { PasskeyOptions, Refusal } from '@/lib/webauthn/dto';
import { judgeUse } from '@/lib/webauthn/judge-use';
import { issueRequestOptions } from '@/lib/webauthn/options';
import type { WebauthnResponse } from '@/lib/webauthn/schemas';
import { takeAssertion } from '@/lib/webauthn/take-assertion';
import type { VerifiedAssertion } from '@/lib/webauthn/verify-assertion';
import { adminPasskeys, consoleScope } from './enrol-admin-passkey';
import { isSignedIn, type OpenConsole } from '@/lib/sessions/find-console-session';
import { openConsoleSession } from './open-console-session';

/** Options for one view of the page that asks for the passkey; null where the account has none. */
export async function adminAssertionOptions(
  open: OpenConsole,
  browserId: string,
): Promise<PasskeyOptions | null> {
  const passkeys = await adminPasskeys(open.account.id);
  if (passkeys.length === 0) return null;
  return issueRequestOptions(consoleScope(open, browserId), { purpose: 'prove', passkeys });
}

type ProofProblem = 'challenge' | 'credential' | 'verification' | 'counter';

export type AdminProof =
  /**
   * `token` is that of the whole session which a half one became; null when a whole session was proved again.
   */
  { result: 'proved'; token: string | null } | Refusal<ProofProblem>;

async function noteUse(
  tx: Tx,
  id: string,
  verified: VerifiedAssertion,
): Promise<ProofProblem | null> {
  await tx.$queryRaw`SELECT 1 FROM console_passkeys WHERE id = ${id} FOR UPDATE`;
  const passkey = await tx.consolePasskey.findUnique({ where: { id } });
  if (!passkey) return 'credential';
  const { problem, finding, state } = judgeUse(passkey, verified, now());
  if (finding) {
    await recordAudit(tx, {
      type: `console.passkey-${finding.of}`,
      accountId: passkey.accountId,
      detail: { passkey: id, ...finding.detail },
    });
  }
  if (problem) return problem;
  await tx.consolePasskey.update({ where: { id }, data: state });
  return null;
}

async function settle(
  tx: Tx,
  open: OpenConsole,
  passkeyId: string,
  verified: VerifiedAssertion,
): Promise<AdminProof> {
  const problem = await noteUse(tx, passkeyId, verified);
  if (problem) return { result: 'problem', problem };
  const { account, session } = open;
  if (!isSignedIn(open)) {
    const token = await openConsoleSession(tx, {
      realm: 'admin',
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
 * whole session fresh.
 */
export async function proveAdminPasskey(
  open: OpenConsole,
  { response, browserId }: { response: WebauthnResponse; browserId: string },
): Promise<AdminProof> {
  const passkeys = await adminPasskeys(open.account.id);
  const passkey = passkeys.find(({ webauthnId }) => webauthnId === response.id) ?? null;
  const scope = consoleScope(open, browserId);
  const taken = await takeAssertion({ response, scope, purposes: ['prove'] }, passkey);
  if (taken.result === 'problem') return taken;
  return inTransaction((tx) => settle(tx, open, taken.passkey.id, taken.verified));
}
