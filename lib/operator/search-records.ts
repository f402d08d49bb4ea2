import { keysOfReference } from '@/lib/access-records/keys-of-reference';
import { pageOfRecords } from '@/lib/access-records/page-of-records';
import type { SearchRecordsQuery } from '@/lib/access-records/schemas';
import { whereState } from '@/lib/access-records/state-filter';
import { db } from '@/lib/db/database';
import type { Prisma } from '@/lib/db/generated/client';
import { normaliseMpxn } from '@/lib/meter-points/mpxn';
import { now } from '@/lib/platform/clock';

/** What `q` may be: an access key, a DUID or a meter point; each has an index of its own. */
async function whereQ(q: string): Promise<Prisma.AccessRecordWhereInput> {
  if (q.startsWith('ak_')) return { ak: q };
  if (q.startsWith('duid_')) {
    const account = await db().account.findUnique({ where: { duid: q }, select: { id: true } });
    return { accountId: account?.id ?? '' };
  }
  return { mpxn: normaliseMpxn(q) ?? '' };
}

/** The same, or a controller's reference where no meter point is called so. */
async function whereQOrReference(q: string): Promise<Prisma.AccessRecordWhereInput> {
  const where = await whereQ(q);
  if (where.mpxn === undefined) return where;
  const known = where.mpxn === '' ? null : await db().accessRecord.findFirst({ where });
  return known ? where : { ak: { in: await keysOfReference(q, null) } };
}

async function search(query: SearchRecordsQuery, whereOf: typeof whereQ) {
  const at = now();
  const where: Prisma.AccessRecordWhereInput = {
    AND: [
      query.q ? await whereOf(query.q.trim()) : {},
      query.state ? whereState(query.state, at) : {},
    ],
    ...(query['legal-basis'] ? { legalBasis: query['legal-basis'] } : {}),
  };
  return pageOfRecords(where, query, 'all', at);
}

/** Everyone's records, for the operator, newest first (contract §10). */
export async function searchRecords(query: SearchRecordsQuery) {
  return search(query, whereQ);
}

/**
 * As {@link searchRecords}, for the operator's console: `q` may be a controller's reference too, of which
 * the newest are found.
 */
export async function findRecords(query: SearchRecordsQuery) {
  return search(query, whereQOrReference);
}
