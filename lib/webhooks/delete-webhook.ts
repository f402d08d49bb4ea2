import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { lockOwnWebhook } from './own-webhook';

/**
 * Deletes a subscription: it is seen no more and nothing new is queued, while what is queued is still
 * tried to the end of its ladder (docs/api/webhooks.md#subscribing).
 *
 * @throws {NotFoundError} unknown, another's or deleted already
 */
export async function deleteWebhook(accountId: string, wid: string): Promise<void> {
  await inTransaction(async (tx) => {
    await lockOwnWebhook(tx, accountId, wid);
    await tx.webhook.update({ where: { wid }, data: { deletedAt: now() } });
    await recordAudit(tx, { type: 'webhook.deleted', accountId, detail: { wid } });
  });
}
