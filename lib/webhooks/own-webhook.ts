import type { Db, Tx } from '@/lib/db/database';
import type { Webhook } from '@/lib/db/generated/client';
import { NotFoundError } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';

/** The account's own subscription. @throws {NotFoundError} unknown or another's */
export async function requireOwnWebhook(db: Db, accountId: string, wid: string): Promise<Webhook> {
  const webhook = isId('wid', wid) ? await db.webhook.findUnique({ where: { wid } }) : null;
  if (webhook?.accountId !== accountId || webhook.deletedAt) throw new NotFoundError('The webhook');
  return webhook;
}

/**
 * An own subscription that is not deleted, its row locked until the transaction ends. @throws {NotFoundError}
 */
export async function lockOwnWebhook(tx: Tx, accountId: string, wid: string): Promise<Webhook> {
  await requireOwnWebhook(tx, accountId, wid);
  await tx.$queryRaw`SELECT 1 FROM webhooks WHERE wid = ${wid} FOR UPDATE`;
  return requireOwnWebhook(tx, accountId, wid);
}
