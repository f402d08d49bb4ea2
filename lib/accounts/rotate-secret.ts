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

/** How long the replaced secret stays good, in seconds. */
export const OLD_SECRET_S = 900;

/** Who rotates a secret, and what of theirs must still hold when it is done. */
export type RotatedBy =
  /** The account itself, by a bearer token: the mark of the secret that this was given for. */
  | { by: 'token'; mark: string | null }
  /** Somebody in a console, whose session stays. `accountId` is an operator's, or the account itself. */
  | { by: 'console'; accountId: string; sessionId: string }
  | { by: 'command-line' };

async function requireAccount(client: Tx, accountId: string): Promise<Account> {
  const account = await client.account.findUnique({ where: { id: accountId } });
  if (!account) throw new NotFoundError('The account');
  return account;
}

/**
 * Counts one rotation. The operator's are counted apart: an account's own, by a thief say, must not keep the
 * operator from making it a new one.
 */
function countRotation(accountId: string, rotatedBy: RotatedBy): Promise<void> {
  const isOwn =
    rotatedBy.by === 'token' || (rotatedBy.by === 'console' && rotatedBy.accountId === accountId);
  return consumeLimit('secret-rotation-account', [accountId, isOwn ? 'own' : 'operator']);
}

/** Under the account's lock: whether what the caller showed still holds. */
async function requireStill(tx: Tx, account: Account, rotatedBy: RotatedBy): Promise<void> {
  if (rotatedBy.by === 'token') requireNewestSecret(account, rotatedBy.mark);
  // Of two who rotate at once the second would end the first's session, and see no secret in its own.
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
