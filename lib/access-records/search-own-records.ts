import { db } from '@/lib/db/database';
import type { Prisma } from '@/lib/db/generated/client';
import { normaliseMpxn } from '@/lib/vocabulary/mpxn';
import { now } from '@/lib/platform/clock';
import { isId } from '@/lib/platform/ids';
import { keysOfReference } from './keys-of-reference';
import { pageOfRecords } from './page-of-records';
import type { SearchOwnRecordsQuery } from './schemas';

/**
 * The records that `q` names: it is a key, else a meter point that has own records, else an own reference.
 */
async function whereQ(accountId: string, q: string): Promise<Prisma.AccessRecordWhereInput> {
  if (isId('ak', q)) return { ak: q };
  const mpxn = normaliseMpxn(q);
  const atMeterPoint = mpxn
    ? await db().accessRecord.findFirst({ where: { mpxn, accountId }, select: { ak: true } })
    : null;
  if (mpxn && atMeterPoint) return { mpxn };
  return { ak: { in: await keysOfReference(q, accountId) } };
}

/**
 * Own records, newest first, a page at a time, with the number of all that match
 * (docs/api/access-records.md#own-records).
 */
export async function searchOwnRecords(accountId: string, query: SearchOwnRecordsQuery) {
  const at = now();
  const filter = {
    accountId,
    state: query.state,
    legalBasis: query['legal-basis'],
    narrow: query.q ? await whereQ(accountId, query.q.trim()) : undefined,
  };
  return pageOfRecords(filter, query, { accountId }, at);
}
