import { recordAudit } from '@/lib/audit/record-audit';
import { endConsoleSessionsOf, hasEnded } from '@/lib/consoles/end-console-sessions';
import { inTransaction } from '@/lib/db/transaction';
import { now, secondsFrom } from '@/lib/platform/clock';
import { ConflictError, NotFoundError } from '@/lib/platform/errors';
import { hashSecret } from '@/lib/platform/secret-hash';
import { newSecretKey } from './new-secret-key';

/** How long the replaced secret stays good, in seconds. */
export const OLD_SECRET_S = 900;

/**
 * Gives an account a new secret, returned this once; the old one stays good for 15 minutes. Both are
 * hashed with one salt, so that checking a secret costs one hash, whether one or two are good. Its
 * sessions in the consoles end.
 *
 * @param rotatedBy the account that asked, null for the operator's command line
 * @param keepSession the console's session that asked, which stays
 * @throws {NotFoundError}
 * @throws {ConflictError} when that session has ended meanwhile
 */
export async function rotateSecret(
  accountId: string,
  rotatedBy: string | null,
  keepSession: string | null = null,
): Promise<string> {
  const secret = newSecretKey();
  await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${accountId} FOR UPDATE`;
    const account = await tx.account.findUnique({ where: { id: accountId } });
    if (!account) throw new NotFoundError('The account');
    // Of two who rotate at once the second would end the first's session, and see no secret in its own.
    if (keepSession !== null && (await hasEnded(tx, keepSession))) {
      throw new ConflictError('This session has ended.');
    }
    await tx.account.update({
      where: { id: accountId },
      data: {
        secretHash: await hashSecret(secret, account.secretHash),
        previousSecretHash: account.secretHash,
        previousSecretUntil: secondsFrom(now(), OLD_SECRET_S),
      },
    });
    await endConsoleSessionsOf(tx, accountId, keepSession);
    await recordAudit(tx, {
      type: 'account.secret-rotated',
      accountId: rotatedBy,
      detail: { account: accountId },
    });
  });
  return secret;
}
