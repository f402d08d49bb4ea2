import { isActiveSql } from '@/lib/access-records/state';
import { db } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';
import { dayAfter, londonDateOf } from '@/lib/platform/calendar';
import { DAY_S, secondsFrom } from '@/lib/platform/clock';
import { MOST_COUNTED, type Attention } from './dto';

/** An access that nothing was released of for so many days is unused. */
const UNUSED_DAYS = 90;
/** At most this many are named. */
const NAMED = 5;

interface Row {
  ak: string;
  mpxn: string | null;
  since: Date;
  reference: string | null;
  /** Of all that are so. */
  total: bigint;
}

/**
 * Accesses that are active, stand in the register for more than ninety days and were permitted to nobody in the
 * last ninety. Only the account's {@link MOST_COUNTED} oldest are looked at, so that no page is slow for one
 * with millions of them.
 */
export async function findUnused(
  accountId: string,
  at: Date,
): Promise<Pick<Attention, 'unused' | 'unusedCount'>> {
  const since = secondsFrom(at, -UNUSED_DAYS * DAY_S);
  const firstDay = dayAfter(londonDateOf(at), -UNUSED_DAYS);
  // Each is looked up by a sub-select with a limit: PostgreSQL would read all permits for a join.
  const rows = await db().$queryRaw<Row[]>`
    SELECT oldest.ak, oldest.mpxn, oldest.created_at AS since,
           oldest.document #>> '{access-event,controller-reference}' AS reference,
           count(*) OVER () AS total
      FROM (SELECT * FROM access_records record
             WHERE record.account_id = ${accountId} AND record.created_at < ${since}
               AND record.registered_at < ${since} AND ${isActiveSql(at, Prisma.sql`record.`)}
             ORDER BY record.created_at, record.ak LIMIT ${MOST_COUNTED}) oldest
     WHERE (SELECT 1 FROM release_permits permit
             WHERE permit.ak = oldest.ak AND permit.last_permitted_on > ${firstDay}::date LIMIT 1) IS NULL
     ORDER BY oldest.created_at, oldest.ak LIMIT ${NAMED}`;
  return {
    unused: rows.map(({ ak, mpxn, since: registered, reference }) => ({
      ...{ ak, mpxn, reference },
      since: registered.toISOString(),
    })),
    unusedCount: Number(rows[0]?.total ?? 0),
  };
}
