import { db } from '@/lib/db/database';
import { NotFoundError } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { deliveryBody } from './attempt-delivery';
import { toDelivery } from './dto';
import { requireOwnWebhook } from './own-webhook';

/**
 * One delivery to an own subscription, the body that each try sends, and the tries with how each was
 * answered, the oldest first.
 * @throws {NotFoundError}
 */
export async function readDelivery(accountId: string, wid: string, eventId: string) {
  const webhook = await requireOwnWebhook(db(), accountId, wid);
  const row = isId('evt', eventId)
    ? await db().webhookDelivery.findUnique({
        where: { eventId_wid: { eventId, wid } },
        include: { event: true, attempts: { orderBy: { id: 'asc' } } },
      })
    : null;
  if (!row) throw new NotFoundError('The delivery');
  return {
    delivery: toDelivery(row),
    tries: row.attempts,
    body: deliveryBody(row),
    url: webhook.callbackUrl,
  };
}
