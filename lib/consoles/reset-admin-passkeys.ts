import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { NotFoundError } from '@/lib/platform/errors';
import { endConsoleSessionsOf } from '@/lib/sessions/end-console-sessions';

/**
 * Removes every passkey of an operator's account and ends its sessions, and answers how many there were:
 * the next right secret may enrol a new one.
 *
 * @throws {NotFoundError}
 */
export async function resetAdminPasskeys(accountId: string): Promise<number> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${accountId} FOR UPDATE`;
    if (!(await tx.account.findUnique({ where: { id: accountId } }))) {
      throw new NotFoundError('The account');
    }
    const { count } = await tx.consolePasskey.deleteMany({ where: { accountId } });
    await endConsoleSessionsOf(tx, accountId);
    await recordAudit(tx, {
      type: 'console.passkeys-reset',
      accountId: null,
      detail: { account: accountId, count },
    });
    return count;
  });
}
