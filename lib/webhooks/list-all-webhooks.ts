import { db } from '@/lib/db/database';
import { fromCursor, toCursor } from '@/lib/platform/cursor';
import { toAdminWebhook } from './dto';
import type { ListAllWebhooksQuery } from './schemas';

async function pendingByWid(wids: string[]): Promise<Map<string, number>> {
  const counts = await db().webhookDelivery.groupBy({
    by: ['wid'],
    where: { wid: { in: wids }, status: 'pending' },
    _count: true,
  });
  return new Map(counts.map(({ wid, _count }) => [wid, _count]));
}

/**
 * Everyone's subscriptions, for the operator, the newest first (docs/api/operator.md#records-of-everyone).
 */
export async function listAllWebhooks(query: ListAllWebhooksQuery) {
  const after = query.cursor ? fromCursor(query.cursor) : null;
  const rows = await db().webhook.findMany({
    where: {
      deletedAt: null,
      ...(after
        ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, wid: { lt: after.id } }] }
        : {}),
    },
    orderBy: [{ createdAt: 'desc' }, { wid: 'desc' }],
    take: query.limit + 1,
    include: { account: true },
  });
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const pending = await pendingByWid(shown.map(({ wid }) => wid));
  return {
    webhooks: shown.map((row) => toAdminWebhook(row, pending.get(row.wid) ?? 0)),
    total: await db().webhook.count({ where: { deletedAt: null } }),
    'next-cursor':
      rows.length > shown.length && last ? toCursor({ at: last.createdAt, id: last.wid }) : null,
  };
}
