import { db } from '@/lib/db/database';
import { listWebhooks } from '@/lib/webhooks/list-webhooks';
import { MOST_COUNTED, type WebhookState } from './dto';

/** How many deliveries wait for each of an account's subscriptions, up to `MOST_COUNTED`. */
async function countPending(accountId: string): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ wid: string; pending: bigint }[]>`
    SELECT webhook.wid, waiting.pending
      FROM webhooks webhook
     CROSS JOIN LATERAL (
       SELECT count(*) AS pending FROM (
         SELECT 1 FROM webhook_deliveries delivery
          WHERE delivery.wid = webhook.wid AND delivery.status = 'pending'
          LIMIT ${MOST_COUNTED}) counted) waiting
     WHERE webhook.account_id = ${accountId} AND webhook.deleted_at IS NULL`;
  return new Map(rows.map(({ wid, pending }) => [wid, Number(pending)]));
}

const troubleFirst = ['failing', 'disabled', 'active'] as const;

/**
 * An account's subscriptions with their state and their pending deliveries; failing and disabled ones come
 * first.
 */
export async function findWebhooks(accountId: string): Promise<WebhookState[]> {
  const webhooks = await listWebhooks(accountId);
  const pending = await countPending(accountId);
  const states = webhooks.map(({ wid, callbackUrl, active, failingSince }): WebhookState => ({
    wid,
    url: callbackUrl,
    state: !active ? 'disabled' : failingSince ? 'failing' : 'active',
    pending: pending.get(wid) ?? 0,
  }));
  return troubleFirst.flatMap((state) => states.filter((webhook) => webhook.state === state));
}
