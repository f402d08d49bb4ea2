import type { Tx } from '@/lib/db/database';
import type { Webhook, WebhookDelivery } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { DAY_MS, now } from '@/lib/platform/clock';
import { alertOwner } from './alert-owner';
import type { Attempt } from './attempt-delivery';
import type { ClaimedDelivery } from './claim-deliveries';
import { disableWebhook } from './disable-webhook';
import { nextAttemptAt } from './retry-ladder';

/** A subscription without a success for that long is disabled. */
export const FAILING_LIMIT_MS = 5 * DAY_MS;

const GONE = 410;

/**
 * Locks the subscription and then the delivery, which is the order of every transaction; null when either was
 * deleted meanwhile.
 */
async function lockBoth(tx: Tx, { eventId, wid }: WebhookDelivery) {
  await tx.$queryRaw`SELECT 1 FROM webhooks WHERE wid = ${wid} FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM webhook_deliveries
    WHERE event_id = ${eventId} AND wid = ${wid} FOR UPDATE`;
  return tx.webhookDelivery.findUnique({
    where: { eventId_wid: { eventId, wid } },
    include: { webhook: true },
  });
}

async function settleSuccess(tx: Tx, delivery: WebhookDelivery, webhook: Webhook): Promise<void> {
  const { eventId, wid } = delivery;
  await tx.webhookDelivery.update({
    where: { eventId_wid: { eventId, wid } },
    data: { status: 'delivered', nextAttemptAt: null },
  });
  if (webhook.failingSince === null) return;
  await tx.webhook.update({ where: { wid }, data: { failingSince: null } });
}

async function settleFailure(
  tx: Tx,
  delivery: WebhookDelivery,
  webhook: Webhook,
  statusCode: number | null,
): Promise<void> {
  const { eventId, wid } = delivery;
  const at = now();
  const failingSince = webhook.failingSince ?? at;
  const failures = delivery.failures + 1;
  const next = nextAttemptAt(failures, at);
  await tx.webhookDelivery.update({
    where: { eventId_wid: { eventId, wid } },
    data: { status: next ? 'pending' : 'undelivered', failures, nextAttemptAt: next },
  });
  await tx.webhook.update({ where: { wid }, data: { failingSince } });
  if (statusCode === GONE) await disableWebhook(tx, webhook, 'gone');
  else if (at.getTime() - failingSince.getTime() >= FAILING_LIMIT_MS) {
    await disableWebhook(tx, webhook, 'failing');
  } else if (!next) {
    await alertOwner(tx, webhook, { kind: 'webhook-undelivered', detail: { eventId } });
  }
}

/**
 * Stores the outcome of an attempt and what follows from it. A delivery that failed is attempted again, or
 * given up and mailed about; a subscription that answers 410 or has failed for five days is disabled. A
 * failure that is reported after the lease went to another process counts as an attempt and changes nothing
 * else; a success always counts.
 */
export async function settleAttempt(claimed: ClaimedDelivery, attempt: Attempt): Promise<void> {
  const { eventId, wid } = claimed;
  await inTransaction(async (tx) => {
    const delivery = await lockBoth(tx, claimed);
    if (!delivery) return;
    const { webhook } = delivery;
    await tx.webhookAttempt.create({ data: { eventId, wid, ...attempt } });
    const isOurs = delivery.leaseUntil?.getTime() === claimed.leaseUntil?.getTime();
    await tx.webhookDelivery.update({
      where: { eventId_wid: { eventId, wid } },
      data: {
        firstTriedAt: delivery.firstTriedAt ?? attempt.at,
        ...(isOurs ? { leaseUntil: null } : {}),
      },
    });
    if (attempt.error === null) await settleSuccess(tx, delivery, webhook);
    else if (isOurs && delivery.status === 'pending' && webhook.active) {
      await settleFailure(tx, delivery, webhook, attempt.statusCode);
    }
  });
}
