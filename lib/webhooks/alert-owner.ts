import type { Tx } from '@/lib/db/database';
import type { Webhook } from '@/lib/db/generated/client';
import { countUses, tryConsumeLimits, type LimitUse } from '@/lib/limits/consume-limits';
import { queueMail } from '@/lib/mail/queue-mail';

type Alert =
  | { kind: 'webhook-undelivered'; detail: { eventId: string } }
  | { kind: 'webhook-disabled'; detail: { reason: 'failing' | 'gone' | 'operator' } };

/**
 * The alerts of one subscription in an hour, and those of all its account's in a day
 * (docs/api/limits.md#mails).
 */
function alertUses({ wid, accountId }: Pick<Webhook, 'wid' | 'accountId'>): LimitUse[] {
  return [
    { name: 'alert-mail-subscription', parts: [wid] },
    { name: 'alert-mail-account', parts: [accountId] },
  ];
}

/**
 * Mails the alert address of a subscription. The address may be anybody's, so a mail over the limits is left
 * out; the owner's list of webhooks and deliveries shows what it would have said. What the operator does is
 * not caused by the account, and is always mailed.
 */
export async function alertOwner(
  tx: Tx,
  webhook: Pick<Webhook, 'wid' | 'accountId'>,
  alert: Alert,
): Promise<void> {
  const isByAdmin = alert.kind === 'webhook-disabled' && alert.detail.reason === 'operator';
  if (!isByAdmin) {
    if (!(await tryConsumeLimits(tx, alertUses(webhook)))) return;
    await countUses(tx, [{ name: 'mail-account', parts: [webhook.accountId] }]);
  }
  await queueMail(tx, { ...alert, ir: null, subjectRef: webhook.wid, locale: 'en' });
}
