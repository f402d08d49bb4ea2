import type { Webhook } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { NotFoundError } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { disableWebhook } from './disable-webhook';
import { requireActive } from './require-active';

/**
 * Disables anyone's subscription in the operator's name. Its owner is notified by mail and may make it active
 * again.
 *
 * @throws {NotFoundError}
 * @throws {ConflictError} when it is not active
 */
export async function disableAnyWebhook(wid: string, adminId: string): Promise<Webhook> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM webhooks WHERE wid = ${wid} FOR UPDATE`;
    const webhook = isId('wid', wid) ? await tx.webhook.findUnique({ where: { wid } }) : null;
    if (!webhook || webhook.deletedAt) throw new NotFoundError('The webhook');
    requireActive(webhook);
    await disableWebhook(tx, webhook, 'operator', adminId);
    return webhook;
  });
}
