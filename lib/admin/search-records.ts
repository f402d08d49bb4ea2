import { meterPointHash } from '@/lib/access-records/meter-point-hash';
import { keysOfReference } from '@/lib/access-records/keys-of-reference';
import { pageOfRecords } from '@/lib/access-records/page-of-records';
import type { RecordFilter } from '@/lib/access-records/record-filter';
import type { SearchRecordsQuery } from '@/lib/access-records/schemas';
import { db } from '@/lib/db/database';
import type { Prisma } from '@/lib/db/generated/client';
import { normaliseMpxn } from '@/lib/vocabulary/mpxn';
import { now } from '@/lib/platform/clock';

/** Records at a meter point, and those that ended there so long ago that only its hash is left. */
const atMeterPoint = (mpxn: string): Prisma.AccessRecordWhereInput => ({
  OR: [{ mpxn }, { mpxnHash: meterPointHash(mpxn) }],
});

/** The filter for an access key or a DUID; null where `q` is neither. */
async function filterOfKey(q: string): Promise<RecordFilter | null> {
  if (q.startsWith('ak_')) return { narrow: { ak: q } };
  if (!q.startsWith('duid_')) return null;
  const account = await db().account.findUnique({ where: { duid: q }, select: { id: true } });
  return { accountId: account?.id ?? '' };
}

/** The filter for `q`, which is an access key, a DUID or a meter point. Each has an index of its own. */
async function filterOf(q: string): Promise<RecordFilter> {
  return (await filterOfKey(q)) ?? { narrow: atMeterPoint(normaliseMpxn(q) ?? '') };
}

/**
 * The filter for `q` in the console, where it may be a controller's reference too. A value that is a meter
 * point is taken for that.
 */
async function filterOfReference(q: string): Promise<RecordFilter> {
  const filter = await filterOfKey(q);
  if (filter) return filter;
  const mpxn = normaliseMpxn(q);
  const narrow = mpxn === null ? null : atMeterPoint(mpxn);
  const known = narrow && (await db().accessRecord.findFirst({ where: narrow }));
  return { narrow: known ? narrow : { ak: { in: await keysOfReference(q, null) } } };
}

async function search(query: SearchRecordsQuery, filterOfQ: typeof filterOf) {
  const at = now();
  const filter = {
    ...(query.q ? await filterOfQ(query.q.trim()) : {}),
    state: query.state,
    legalBasis: query['legal-basis'],
  };
  return pageOfRecords(filter, query, 'admin', at);
}

/** Everyone's records, for the operator, newest first (docs/api/operator.md#records-of-everyone). */
export async function searchRecords(query: SearchRecordsQuery) {
  return search(query, filterOf);
}

/**
 * As {@link searchRecords}, for the operator's console: `q` may be a controller's reference too, of which
 * the newest are found.
 */
export async function findRecords(query: SearchRecordsQuery) {
  return search(query, filterOfReference);
}
