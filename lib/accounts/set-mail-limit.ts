import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { NotFoundError, ValidationError } from '@/lib/platform/errors';

/** Sets how many mails an hour an account may have sent to its customers (contract §2: 200). */
export async function setMailLimit(accountId: string, mailsPerHour: number): Promise<void> {
  if (!Number.isInteger(mailsPerHour) || mailsPerHour < 1) {
    throw ValidationError.field('mails-per-hour', 'must be a whole number, 1 or more');
  }
  await inTransaction(async (tx) => {
    const { count } = await tx.account.updateMany({
      where: { id: accountId },
      data: { mailsPerHour },
    });
    if (count !== 1) throw new NotFoundError('The account');
    await recordAudit(tx, {
      type: 'account.updated',
      detail: { account: accountId, 'mails-per-hour': mailsPerHour },
    });
  });
}
