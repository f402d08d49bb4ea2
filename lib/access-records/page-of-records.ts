import { db } from '@/lib/db/database';
import { fromCursor, toCursor } from '@/lib/platform/cursor';
import { countRecords } from './count-records';
import { toEntry, type Viewer } from './entry';
import { countFitting } from './fitting-page';
import { loadEntries } from './load-entries';
import { whereFilter, type RecordFilter } from './record-filter';

/**
 * A page of access records, newest first, with the number of all that match. A page ends at the limit, or
 * before it where the documents are large.
 */
export async function pageOfRecords(
  filter: RecordFilter,
  page: { limit: number; cursor?: string },
  viewer: Viewer,
  at: Date,
) {
  const after = page.cursor ? fromCursor(page.cursor) : null;
  const keys = await db().accessRecord.findMany({
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
    select: { ak: true, createdAt: true },
  });
  const asked = keys.slice(0, page.limit);
  const shown = asked.slice(0, await countFitting(db(), asked));
  const last = shown.at(-1);
  const own = new Set(shown.map(({ ak }) => ak));
  return {
    records: (await loadEntries(db(), shown)).map((row) => ({
      ...toEntry(row, viewer, own, at),
      duid: row.account.duid,
      mpxn: row.mpxn,
      'created-at': row.createdAt.toISOString(),
    })),
    total: await countRecords(filter, at),
    'next-cursor':
      keys.length > shown.length && last ? toCursor({ at: last.createdAt, id: last.ak }) : null,
  };
}
