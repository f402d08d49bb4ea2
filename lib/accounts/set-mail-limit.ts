import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { NotFoundError, ValidationError } from '@/lib/platform/errors';

/** The largest integer that the column holds. */
const MOST = 2_147_483_647;

/**
 * Sets how many mails an hour an account may have sent to its customers (docs/api/limits.md#mails).
 *
 * @param adminId null for the command line
 */
export async function setMailLimit(
  accountId: string,
  mailsPerHour: number,
  adminId: string | null,
): Promise<void> {
  if (!Number.isInteger(mailsPerHour) || mailsPerHour < 1 || mailsPerHour > MOST) {
    throw ValidationError.field('mails-per-hour', `must be a whole number from 1 to ${MOST}`);
  }
  await inTransaction(async (tx) => {
    const { count } = await tx.account.updateMany({
      where: { id: accountId },
      data: { mailsPerHour },
    });
    if (count !== 1) throw new NotFoundError('The account');
    await recordAudit(tx, {
      type: 'account.updated',
      accountId: adminId,
      detail: { account: accountId, 'mails-per-hour': mailsPerHour },
    });
  });
}
