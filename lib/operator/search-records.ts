import { pageOfRecords } from '@/lib/access-records/page-of-records';
import type { SearchRecordsQuery } from '@/lib/access-records/schemas';
import { whereState } from '@/lib/access-records/state-filter';
import type { Prisma } from '@/lib/db/generated/client';
import { normaliseMpxn } from '@/lib/meter-points/mpxn';
import { now } from '@/lib/platform/clock';

/** What `q` may be: an access key, a DUID or a meter point; each has an index of its own. */
function whereQ(q: string): Prisma.AccessRecordWhereInput {
  if (q.startsWith('ak_')) return { ak: q };
  if (q.startsWith('duid_')) return { account: { duid: q } };
  return { mpxn: normaliseMpxn(q) ?? '' };
}

/** Everyone's records, for the operator, newest first (contract §10). */
export async function searchRecords(query: SearchRecordsQuery) {
  const at = now();
  const where: Prisma.AccessRecordWhereInput = {
    ...(query.q ? whereQ(query.q.trim()) : {}),
    ...(query['legal-basis'] ? { legalBasis: query['legal-basis'] } : {}),
    ...(query.state ? whereState(query.state, at) : {}),
  };
  return pageOfRecords(where, query, 'all', at);
}
