import type { Tx } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import type { RegisterEvent } from './events';

/**
 * An event of an account. `subject` is what it is about, an ak, an MPxN or an ir; null when its order among
 * other events does not matter.
 */
export type NewEvent = RegisterEvent & { accountId: string; subject: string | null };

interface Subscription {
  wid: string;
}

/**
 * The account's active subscriptions to the event, held as they are until the transaction ends: one that
 * is being disabled or deleted meanwhile either gets no delivery or is seen to have one.
 */
async function lockSubscriptions(tx: Tx, { accountId, type }: NewEvent): Promise<string[]> {
  const found = await tx.$queryRaw<Subscription[]>`
    SELECT wid FROM webhooks
    WHERE account_id = ${accountId} AND active AND deleted_at IS NULL
      AND ${type} = ANY (event_types)
    ORDER BY wid FOR SHARE`;
  return found.map(({ wid }) => wid);
}

/** Writes an event on its way to these subscriptions, and answers its id. */
export async function queueEvent(tx: Tx, event: NewEvent, wids: string[]): Promise<string> {
  const eventId = newId('evt');
  const at = now();
  await tx.webhookEvent.create({
    data: {
      eventId,
      accountId: event.accountId,
      eventType: event.type,
      payload: event.payload,
      occurredAt: at,
    },
  });
  await tx.webhookDelivery.createMany({
    data: wids.map((wid) => ({
      eventId,
      wid,
      eventType: event.type,
      subject: event.subject,
      status: 'pending' as const,
      nextAttemptAt: at,
      createdAt: at,
    })),
  });
  return eventId;
}

/**
 * Writes an event in the transaction that causes it, with a delivery for each subscription of the account
 * that is active and names its type: both happen or neither. Without such a subscription it writes
 * nothing. Events of one subject go out in the order in which their transactions held its lock.
 */
export async function emitEvent(tx: Tx, event: NewEvent): Promise<void> {
  const wids = await lockSubscriptions(tx, event);
  if (wids.length > 0) await queueEvent(tx, event, wids);
}
