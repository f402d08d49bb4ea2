import { db } from '@/lib/db/database';
import { openText } from './sealed-text';

/**
 * The alert address of a subscription, for the sending of a mail only; null when the subscription was
 * deleted.
 */
export async function findAlertAddress(wid: string) {
  const webhook = await db().webhook.findUnique({ where: { wid }, include: { account: true } });
  if (!webhook) return null;
  return {
    to: openText('alert-email', wid, webhook.alertEmailSealed),
    account: webhook.account,
    host: new URL(webhook.callbackTarget).hostname,
  };
}
