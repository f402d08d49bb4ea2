import { db } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { disableWebhook } from './disable-webhook';
import { FAILING_LIMIT_MS } from './settle-attempt';

const BATCH = 100;

/**
 * Disables subscriptions that have failed for five days and have nothing left to try; what still has is
 * judged by its next try. Answers how many. Safe to run twice and in several processes.
 */
export async function disableFailing(): Promise<number> {
  const long = new Date(now().getTime() - FAILING_LIMIT_MS);
  const where = {
    active: true,
    deletedAt: null,
    failingSince: { lte: long },
    deliveries: { none: { status: 'pending' as const } },
  };
  const failing = await db().webhook.findMany({ where, select: { wid: true }, take: BATCH });
  let disabled = 0;
  for (const { wid } of failing) {
    await inTransaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM webhooks WHERE wid = ${wid} FOR UPDATE`;
      const webhook = await tx.webhook.findFirst({ where: { ...where, wid } });
      if (!webhook) return;
      await disableWebhook(tx, webhook, 'failing');
      disabled += 1;
    });
  }
  return disabled;
}
