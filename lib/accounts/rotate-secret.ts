import { recordAudit } from '@/lib/audit/record-audit';
import { endConsoleSessionsOf, hasEnded } from '@/lib/sessions/end-console-sessions';
import { db, type Tx } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { consumeLimit } from '@/lib/limits/limits';
import { now, secondsFrom } from '@/lib/platform/clock';
import { ConflictError, NotFoundError } from '@/lib/platform/errors';
import { hashSecret } from '@/lib/platform/secret-hash';
import { newSecretKey } from './new-secret-key';
import { requireNewestSecret } from './secret-mark';

/** For how long a replaced secret is still accepted, in seconds. */
export const OLD_SECRET_S = 900;

/** Who rotates a secret, and what must still be true of the caller when the new secret is stored. */
export type RotatedBy =
  /** The account itself, by a bearer token; `mark` is that of the secret which the token was issued for. */
  | { by: 'token'; mark: string | null }
  /** Somebody in a console, whose session is kept. `accountId` is an operator's, or the account's own. */
  | { by: 'console'; accountId: string; sessionId: string }
  | { by: 'command-line' };

async function requireAccount(client: Tx, accountId: string): Promise<Account> {
  const account = await client.account.findUnique({ where: { id: accountId } });
  if (!account) throw new NotFoundError('The account');
  return account;
}

/**
 * Counts one rotation. Those by the operator have a limit of their own, so that a thief who uses up the
 * account's cannot keep the operator from rotating its secret.
 */
function countRotation(accountId: string, rotatedBy: RotatedBy): Promise<void> {
  const isOwn =
    rotatedBy.by === 'token' || (rotatedBy.by === 'console' && rotatedBy.accountId === accountId);
  return consumeLimit('secret-rotation-account', [accountId, isOwn ? 'own' : 'operator']);
}

/** Refuses when the caller's token or session is no longer valid. The caller has locked the account. */
async function requireStill(tx: Tx, account: Account, rotatedBy: RotatedBy): Promise<void> {
  if (rotatedBy.by === 'token') requireNewestSecret(account, rotatedBy.mark);
  // When two sessions rotate at once, the second would end the session of the first before it has
  // seen its secret.
  if (rotatedBy.by === 'console' && (await hasEnded(tx, rotatedBy.sessionId))) {
    throw new ConflictError('This session has ended.');
  }
}

/**
 * Gives an account a new secret, returned this once; the old one stays good for 15 minutes. Both are
 * hashed with one salt, so that checking a secret costs one hash, whether one or two are good. The hash is
 * made before the account is locked. Its sessions in the consoles end, but for the one that asked.
 *
 * @throws {NotFoundError} {@link RateLimitError} {@link UnavailableError}
 * @throws {UnauthenticatedError} AUTH002 when the token's secret has been replaced
 * @throws {ConflictError} when the session has ended, or the secret was replaced, meanwhile
 */
export async function rotateSecret(accountId: string, rotatedBy: RotatedBy): Promise<string> {
  const before = await requireAccount(db(), accountId);
  if (rotatedBy.by === 'token') requireNewestSecret(before, rotatedBy.mark);
  await countRotation(accountId, rotatedBy);
  const secret = newSecretKey();
  const secretHash = await hashSecret(secret, before.secretHash);
  await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${accountId} FOR UPDATE`;
    const account = await requireAccount(tx, accountId);
    await requireStill(tx, account, rotatedBy);
    if (account.secretHash !== before.secretHash) {
      throw new ConflictError('The secret key was replaced by somebody else just now.');
    }
    await tx.account.update({
      where: { id: accountId },
      data: {
        secretHash,
        previousSecretHash: before.secretHash,
        previousSecretUntil: secondsFrom(now(), OLD_SECRET_S),
      },
    });
    const keep = rotatedBy.by === 'console' ? rotatedBy.sessionId : null;
    await endConsoleSessionsOf(tx, accountId, keep);
    const causes = { token: accountId, 'command-line': null } as const;
    await recordAudit(tx, {
      type: 'account.secret-rotated',
      accountId: rotatedBy.by === 'console' ? rotatedBy.accountId : causes[rotatedBy.by],
      detail: { account: accountId },
    });
  });
  return secret;
}
