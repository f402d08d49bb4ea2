import { db } from '@/lib/db/database';
import type { Prisma } from '@/lib/db/generated/client';
import { fromCursor, toCursor } from '@/lib/platform/cursor';
import { toEntry, withEntry, type Viewer } from './entry';

/** A page of access records, newest first, with the number of all that match. */
export async function pageOfRecords(
  where: Prisma.AccessRecordWhereInput,
  page: { limit: number; cursor?: string },
  viewer: Viewer,
  at: Date,
) {
  const after = page.cursor ? fromCursor(page.cursor) : null;
  const rows = await db().accessRecord.findMany({
    where: {
      AND: [
        where,
        after
          ? { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, ak: { lt: after.id } }] }
          : {},
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { ak: 'desc' }],
    take: page.limit + 1,
    include: withEntry,
  });
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const own = new Set(shown.map(({ ak }) => ak));
  return {
    records: shown.map((row) => ({
      ...toEntry(row, viewer, own, at),
      duid: row.account.duid,
      mpxn: row.mpxn,
      'created-at': row.createdAt.toISOString(),
    })),
    total: await db().accessRecord.count({ where }),
    'next-cursor':
      rows.length > shown.length && last ? toCursor({ at: last.createdAt, id: last.ak }) : null,
  };
}
