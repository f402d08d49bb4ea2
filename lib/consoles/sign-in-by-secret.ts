import { requireUsable } from '@/lib/accounts/authenticate-bearer';
import {
  requireRightSecret,
  type ProvenAccount,
  type SecretInput,
} from '@/lib/accounts/require-right-secret';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { amongCallsOf } from '@/lib/limits/calls-in-hand';
import { consumeLimit } from '@/lib/limits/limits';
import { now } from '@/lib/platform/clock';
import { ForbiddenError, RateLimitError, UnauthenticatedError } from '@/lib/platform/errors';
import type { SignInProblem } from './dto';
import type { OpenConsole } from '@/lib/sessions/find-console-session';
import { openConsoleSession } from './open-console-session';
import { consoleRealms, type ConsoleRealm } from '@/lib/sessions/console-realms';

type SecretProof = ProvenAccount | { problem: SignInProblem };

async function proveSecret(input: SecretInput): Promise<SecretProof> {
  try {
    const proven = await requireRightSecret(input);
    requireUsable(proven.account);
    await consumeLimit('api-account', [proven.account.id]);
    return proven;
  } catch (error) {
    if (error instanceof UnauthenticatedError) return { problem: 'wrong' };
    if (error instanceof RateLimitError) return { problem: 'limit' };
    if (error instanceof ForbiddenError) return { problem: 'inactive' };
    throw error;
  }
}

/**
 * Whether the secret that was proved is the account's newest, exact until the transaction ends: one that is
 * replaced while it is judged is none, since the rotation misses the session that is opened a moment later.
 */
async function isStillNewest(tx: Tx, { account, secretHash }: ProvenAccount): Promise<boolean> {
  const { id } = account;
  await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${id} FOR SHARE`;
  return (await tx.account.count({ where: { id, secretHash } })) === 1;
}

/**
 * Signs in with an account's id and secret, by the check and the limits of `GET /auth/token`; answers the
 * secret of a cookie. In the operator's realm that is half a sign-in, whatever happens next. A secret that was
 * replaced opens nothing, also not in the minutes in which it still gets tokens
 * (docs/api/authentication.md#account-secrets).
 */
export async function signInBySecret(
  realm: ConsoleRealm,
  input: SecretInput & { formerToken: string | null },
): Promise<{ token: string } | { problem: SignInProblem }> {
  const proof = await proveSecret(input);
  if ('problem' in proof) return proof;
  const { id: accountId, role } = proof.account;
  if (!consoleRealms[realm].roles.includes(role)) return { problem: 'realm' };
  const { formerToken } = input;
  return amongCallsOf(accountId, () =>
    inTransaction(async (tx) => {
      if (!(await isStillNewest(tx, proof))) return { problem: 'replaced' as const };
      const session = { realm, accountId, provedBy: 'secret', formerToken } as const;
      return { token: await openConsoleSession(tx, session) };
    }),
  );
}

/**
 * Proves a session's person again, before a sensitive action.
 *
 * @returns null when they are proved, and else the problem
 */
export async function proveSecretAgain(
  { session, account }: OpenConsole,
  input: Omit<SecretInput, 'accountId'>,
): Promise<SignInProblem | null> {
  const proof = await proveSecret({ ...input, accountId: account.id });
  if ('problem' in proof) return proof.problem;
  return inTransaction(async (tx) => {
    if (!(await isStillNewest(tx, proof))) return 'replaced';
    await tx.consoleSession.update({
      where: { id: session.id },
      data: { authenticatedAt: now() },
    });
    await recordAudit(tx, {
      type: 'console.proved-again',
      accountId: account.id,
      detail: { session: session.id, by: 'secret' },
    });
    return null;
  });
}
