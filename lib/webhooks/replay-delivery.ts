import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { NotFoundError } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { lockOwnWebhook } from './own-webhook';
import { requireActive } from './require-active';

/**
 * Sends an event to a subscription again, under its event-id and with all its retries, whether or not it was
 * delivered before; a pending delivery is attempted at once.
 *
 * @throws {NotFoundError}
 * @throws {ConflictError} when the subscription is not active
 */
export async function replayDelivery(
  accountId: string,
  wid: string,
  eventId: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    requireActive(await lockOwnWebhook(tx, accountId, wid));
    const { count } = isId('evt', eventId)
      ? await tx.webhookDelivery.updateMany({
          where: { wid, eventId },
          data: { status: 'pending', failures: 0, nextAttemptAt: now() },
        })
      : { count: 0 };
    if (count === 0) throw new NotFoundError('The delivery');
    const detail = { wid, event: eventId };
    await recordAudit(tx, { type: 'webhook.replayed', accountId, detail });
  });
}
