import { requireUsable } from '@/lib/accounts/authenticate-bearer';
import { requireRightSecret } from '@/lib/accounts/require-right-secret';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ForbiddenError, RateLimitError, UnauthenticatedError } from '@/lib/platform/errors';
import type { SignInProblem } from './dto';
import type { OpenConsole } from './find-console-session';
import { openConsoleSession } from './open-console-session';
import { consoleRealms, type ConsoleRealm } from './realms';

export interface SecretInput {
  accountId: string;
  secret: string;
  /** Of the client, for the limits. */
  address: string;
}

type SecretProof = { account: Account } | { problem: SignInProblem };

async function proveSecret({ accountId, secret, address }: SecretInput): Promise<SecretProof> {
  try {
    const account = await requireRightSecret(accountId, secret, address);
    requireUsable(account);
    return { account };
  } catch (error) {
    if (error instanceof UnauthenticatedError) return { problem: 'wrong' };
    if (error instanceof RateLimitError) return { problem: 'limit' };
    if (error instanceof ForbiddenError) return { problem: 'inactive' };
    throw error;
  }
}

/**
 * Signs in with an account's id and secret, by the check and the limits of `GET /auth/token`; answers the
 * secret of a cookie. In the operator's realm that is half a sign-in, whatever happens next.
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
  const token = await inTransaction((tx) =>
    openConsoleSession(tx, { realm, accountId, provedBy: 'secret', formerToken }),
  );
  return { token };
}

/** Proves a session's person anew, before a grave step; null when that is done. */
export async function proveSecretAgain(
  { session, account }: OpenConsole,
  input: Omit<SecretInput, 'accountId'>,
): Promise<SignInProblem | null> {
  const proof = await proveSecret({ ...input, accountId: account.id });
  if ('problem' in proof) return proof.problem;
  await inTransaction(async (tx) => {
    await tx.consoleSession.update({
      where: { id: session.id },
      data: { authenticatedAt: now() },
    });
    await recordAudit(tx, {
      type: 'console.proved-again',
      accountId: account.id,
      detail: { session: session.id, by: 'secret' },
    });
  });
  return null;
}
