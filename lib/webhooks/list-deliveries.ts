import { db } from '@/lib/db/database';
import type { DeliveryStatus, Prisma } from '@/lib/db/generated/client';
import { inSnapshot } from '@/lib/db/transaction';
import { fromCursor, toCursor } from '@/lib/platform/cursor';
import { toDelivery } from './dto';
import { requireOwnWebhook } from './own-webhook';
import { deliveryStatusSchema, type BrowseDeliveriesQuery } from './schemas';

function whereAsked(wid: string, query: BrowseDeliveriesQuery): Prisma.WebhookDeliveryWhereInput {
  const after = query.cursor ? fromCursor(query.cursor) : null;
  return {
    wid,
    ...(query['event-type'] ? { eventType: query['event-type'] } : {}),
    ...(after
      ? {
          OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, eventId: { lt: after.id } }],
        }
      : {}),
  };
}

/**
 * Which statuses to look for, one after the other. The index of a type has the status before the time: of
 * each status it gives the newest, and the newest of those are the page.
 */
function statusesFor(query: BrowseDeliveriesQuery): (DeliveryStatus | undefined)[] {
  if (query.status) return [query.status];
  return query['event-type'] ? deliveryStatusSchema.options : [undefined];
}

interface Placed {
  createdAt: Date;
  eventId: string;
}

function newestFirst(one: Placed, other: Placed): number {
  return (
    other.createdAt.getTime() - one.createdAt.getTime() || (one.eventId < other.eventId ? 1 : -1)
  );
}

/**
 * Deliveries to an own subscription, the newest first, a page at a time; of one type of event where the
 * dashboard asks for it. @throws {NotFoundError}
 */
export async function listDeliveries(accountId: string, wid: string, query: BrowseDeliveriesQuery) {
  await requireOwnWebhook(db(), accountId, wid);
  const where = whereAsked(wid, query);
  // A try and what came of it are shown together.
  const rows = await inSnapshot(async (tx) => {
    const found = [];
    for (const status of statusesFor(query)) {
      const some = await tx.webhookDelivery.findMany({
        where: { ...where, ...(status ? { status } : {}) },
        orderBy: [{ createdAt: 'desc' }, { eventId: 'desc' }],
        take: query.limit + 1,
        include: { event: true, attempts: { orderBy: { id: 'asc' } } },
      });
      found.push(...some);
    }
    return found.sort(newestFirst).slice(0, query.limit + 1);
  });
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
