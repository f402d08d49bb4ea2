import { db } from '@/lib/db/database';
import type { Webhook } from '@/lib/db/generated/client';

/** An account's subscriptions, the newest first. Their number is limited, so one answer holds all. */
export function listWebhooks(accountId: string): Promise<Webhook[]> {
  return db().webhook.findMany({
    where: { accountId, deletedAt: null },
    orderBy: [{ createdAt: 'desc' }, { wid: 'desc' }],
  });
}
