import type { Tx } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { inTransaction } from '@/lib/db/transaction';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';

/** For how long an event can be looked up, and sent again to a receiver that missed it. */
export const EVENT_KEPT_S = 90 * DAY_S;

async function deleteBatch(tx: Tx, occurred: Date, limit: number): Promise<number> {
  const old = await tx.$queryRaw<{ event_id: string }[]>`
    SELECT event_id FROM webhook_events AS event
     WHERE occurred_at <= ${occurred}
       AND NOT EXISTS (
         SELECT 1 FROM webhook_deliveries AS delivery
          WHERE delivery.event_id = event.event_id AND delivery.status = 'pending')
     ORDER BY occurred_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
  const eventId = { in: old.map(({ event_id: id }) => id) };
  await tx.webhookDelivery.deleteMany({ where: { eventId } });
  await tx.webhookEvent.deleteMany({ where: { eventId } });
  return old.length;
}

/**
 * Deletes events with their deliveries and tries 90 days after they occurred, but none that is still to
 * be delivered.
 */
export async function deleteOldEvents(): Promise<number> {
  const before = secondsFrom(now(), -EVENT_KEPT_S);
  return inBatches((limit) => inTransaction((tx) => deleteBatch(tx, before, limit)));
}
