import { db } from '@/lib/db/database';
import { fromCursor, toCursor } from '@/lib/platform/cursor';
import { countRecords } from './count-records';
import { toEntry, withEntry, type Viewer } from './entry';
import { whereFilter, type RecordFilter } from './record-filter';

/** A page of access records, newest first, with the number of all that match. */
export async function pageOfRecords(
  filter: RecordFilter,
  page: { limit: number; cursor?: string },
  viewer: Viewer,
  at: Date,
) {
  const after = page.cursor ? fromCursor(page.cursor) : null;
  const rows = await db().accessRecord.findMany({
    where: {
      AND: [
        whereFilter(filter, at),
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
    total: await countRecords(filter, at),
    'next-cursor':
      rows.length > shown.length && last ? toCursor({ at: last.createdAt, id: last.ak }) : null,
  };
}
