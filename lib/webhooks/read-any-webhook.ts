import { db } from '@/lib/db/database';
import { NotFoundError } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { toAdminWebhook } from './dto';

/** Anyone's subscription as the operator sees it: no address, no secret. @throws {NotFoundError} */
export async function readAnyWebhook(wid: string) {
  const row = isId('wid', wid)
    ? await db().webhook.findUnique({ where: { wid }, include: { account: true } })
    : null;
  if (!row || row.deletedAt) throw new NotFoundError('The webhook');
  const pending = await db().webhookDelivery.count({ where: { wid, status: 'pending' } });
  return toAdminWebhook(row, pending);
}
