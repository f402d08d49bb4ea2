import { db } from '@/lib/db/database';
import type { Prisma } from '@/lib/db/generated/client';
import { inSnapshot } from '@/lib/db/transaction';
import { fromCursor, toCursor } from '@/lib/platform/cursor';
import { toDelivery } from './dto';
import { requireOwnWebhook } from './own-webhook';
import type { ListDeliveriesQuery } from './schemas';

/** Deliveries to an own subscription, the newest first, a page at a time. @throws {NotFoundError} */
export async function listDeliveries(accountId: string, wid: string, query: ListDeliveriesQuery) {
  await requireOwnWebhook(db(), accountId, wid);
  const after = query.cursor ? fromCursor(query.cursor) : null;
  const where: Prisma.WebhookDeliveryWhereInput = {
    wid,
    ...(query.status ? { status: query.status } : {}),
    ...(after
      ? {
          OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, eventId: { lt: after.id } }],
        }
      : {}),
  };
  // A try and what came of it are shown together.
  const rows = await inSnapshot((tx) =>
    tx.webhookDelivery.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { eventId: 'desc' }],
      take: query.limit + 1,
      include: { event: true, attempts: { orderBy: { id: 'asc' } } },
    }),
  );
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    deliveries: shown.map(toDelivery),
    'next-cursor':
      rows.length > shown.length && last
        ? toCursor({ at: last.createdAt, id: last.eventId })
        : null,
  };
}
