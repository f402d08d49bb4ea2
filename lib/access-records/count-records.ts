import { db } from '@/lib/db/database';
import { Prisma, type AccessState } from '@/lib/db/generated/client';
import { whereFilter, type RecordFilter } from './record-filter';
import { isOverdueSql } from './state';

interface CountRow {
  state: AccessState;
  count: bigint;
}

/** The conditions of a filter on columns that the tallies and the records both have. */
function narrowing({ accountId, legalBasis }: RecordFilter): Prisma.Sql {
  const byAccount =
    accountId === undefined ? Prisma.empty : Prisma.sql`AND account_id = ${accountId}`;
  const byBasis =
    legalBasis === undefined ? Prisma.empty : Prisma.sql`AND legal_basis = ${legalBasis}`;
  return Prisma.sql`${byAccount} ${byBasis}`;
}

/**
 * How many access records are in each state at `at`, of everyone or of one account, exact. Reads the
 * tallies, and of the records only those whose time ran out since the sweep last came by.
 */
export async function countByState(
  filter: Pick<RecordFilter, 'accountId' | 'legalBasis'>,
  at: Date,
): Promise<Record<AccessState, number>> {
  // One statement, so that a sweep in between cannot count a record in both states or in none.
  const rows = await db().$queryRaw<CountRow[]>`
    WITH overdue AS (
      SELECT count(*) AS count FROM access_records
       WHERE ${isOverdueSql(at)} ${narrowing(filter)})
    SELECT state::text AS state, sum(amount)::bigint AS count
      FROM access_record_tallies WHERE TRUE ${narrowing(filter)} GROUP BY state
    UNION ALL SELECT 'ACTIVE', -count FROM overdue
    UNION ALL SELECT 'EXPIRED', count FROM overdue`;
  const counts = { ACTIVE: 0, EXPIRED: 0, REVOKED: 0, DISCOVERED: 0 };
  for (const { state, count } of rows) counts[state] += Number(count);
  return counts;
}

/** How many access records a filter leaves at `at`, exact. */
export async function countRecords(filter: RecordFilter, at: Date): Promise<number> {
  if (filter.narrow) return db().accessRecord.count({ where: whereFilter(filter, at) });
  const counts = await countByState(filter, at);
  if (filter.state) return counts[filter.state];
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
