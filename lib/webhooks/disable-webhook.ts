import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Webhook, WebhookDisabledReason } from '@/lib/db/generated/client';
import { now } from '@/lib/platform/clock';
import { alertOwner } from './alert-owner';

/** Nothing of it is tried any more; each can be sent by a replay, once it is active again. */
async function giveUpPending(tx: Tx, wid: string): Promise<void> {
  await tx.webhookDelivery.updateMany({
    where: { wid, status: 'pending' },
    data: { status: 'undelivered', nextAttemptAt: null },
  });
}

/**
 * Disables a subscription until its owner makes it active again: pending deliveries become undelivered, and
 * an owner who did not do it and still has the subscription is notified by mail. The caller holds the row's
 * lock and knows that it is active.
 *
 * @param actorId who is named in the audit, if not the owner
 */
export async function disableWebhook(
  tx: Tx,
  { wid, accountId, deletedAt }: Pick<Webhook, 'wid' | 'accountId' | 'deletedAt'>,
  reason: WebhookDisabledReason,
  actorId: string = accountId,
): Promise<void> {
  const at = now();
  await tx.webhook.update({
    where: { wid },
    data: { active: false, disabledAt: at, disabledReason: reason },
  });
  await giveUpPending(tx, wid);
  await recordAudit(tx, {
    type: 'webhook.disabled',
    accountId: actorId,
    detail: { wid, reason, ...(actorId === accountId ? {} : { account: accountId }) },
  });
  if (reason === 'owner' || reason === 'terminated' || deletedAt !== null) return;
  await alertOwner(tx, { wid, accountId }, { kind: 'webhook-disabled', detail: { reason } });
}

/** Ends every active subscription of an account that is terminated. */
export async function disableWebhooksOf(tx: Tx, accountId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT wid FROM webhooks WHERE account_id = ${accountId} AND active ORDER BY wid FOR UPDATE`;
  const active = await tx.webhook.findMany({
    where: { accountId, active: true },
    orderBy: { wid: 'asc' },
  });
  for (const webhook of active) await disableWebhook(tx, webhook, 'terminated');
}
