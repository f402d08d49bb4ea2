import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { lockOwnWebhook } from './own-webhook';

/** Deletes a subscription with its deliveries; a try in hand may still arrive. @throws {NotFoundError} */
export async function deleteWebhook(accountId: string, wid: string): Promise<void> {
  await inTransaction(async (tx) => {
    await lockOwnWebhook(tx, accountId, wid);
    await tx.webhook.delete({ where: { wid } });
    await recordAudit(tx, { type: 'webhook.deleted', accountId, detail: { wid } });
  });
}
