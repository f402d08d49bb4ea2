import { db } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';
import { dayAfter, londonDateOf } from '@/lib/platform/calendar';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';
import type { BusyMinutes, ReleaseWarnings, SuddenRise } from './dto';

/** More `no-such-access` than this in one minute are told to the operator. */
const MOST_REFUSED = 100;
/** A day is a sudden rise above so many questions, and above so many times the median of the days before. */
const RISE_ABOVE = 1000;
const RISE_TIMES = 5;
const MEDIAN_DAYS = 14;
/** At most this many of each kind are named. */
const NAMED = 20;

/** What tells whose attempts are added up. */
const sides = {
  provider: {
    column: Prisma.sql`account_id`,
    account: Prisma.sql`account.id = busy.side`,
  },
  named: { column: Prisma.sql`duid`, account: Prisma.sql`account.duid = busy.side` },
};

/** Minutes of the last day with too many questions that were answered `no-such-access`, by who has them. */
async function findBusy(side: keyof typeof sides, at: Date): Promise<BusyMinutes[]> {
  const { column, account } = sides[side];
  const rows = await db().$queryRaw<
    { id: string | null; name: string | null; minutes: bigint; most: bigint; last: Date }[]
  >`
    SELECT account.id, account.display_name AS name, count(*) AS minutes,
           max(busy.count)::bigint AS most, max(busy.minute) AS last
      FROM (SELECT ${column} AS side, minute, sum(count) AS count FROM release_misses
             WHERE minute > ${secondsFrom(at, -DAY_S)}
             GROUP BY 1, minute HAVING sum(count) > ${MOST_REFUSED}) busy
      LEFT JOIN accounts account ON ${account}
     GROUP BY busy.side, account.id, account.display_name
     ORDER BY max(busy.minute) DESC, busy.side LIMIT ${NAMED}`;
  return rows.map(({ id, name, minutes, most, last }) => ({
    account: id === null ? null : { id, displayName: name ?? id },
    minutes: Number(minutes),
    most: Number(most),
    lastAt: last.toISOString(),
  }));
}

/** Data Providers that asked far more yesterday than they use to; a day without questions counts as none. */
async function findRises(at: Date): Promise<SuddenRise[]> {
  const yesterday = dayAfter(londonDateOf(at), -1);
  const rows = await db().$queryRaw<
    { id: string; displayName: string; count: bigint; median: number }[]
  >`
    SELECT account.id, account.display_name AS "displayName", risen.count, usual.median
      FROM (SELECT account_id, sum(count)::bigint AS count FROM release_provider_totals
             WHERE day = ${yesterday}::date
             GROUP BY account_id HAVING sum(count) > ${RISE_ABOVE}) risen
      JOIN accounts account ON account.id = risen.account_id
     CROSS JOIN LATERAL (
       SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY of_day.count::float8) AS median
         FROM (SELECT coalesce(
                 (SELECT sum(count) FROM release_provider_totals total
                   WHERE total.account_id = risen.account_id
                     AND total.day = ${yesterday}::date - ago), 0) AS count
                 FROM generate_series(1, ${MEDIAN_DAYS}::int) ago) of_day) usual
     WHERE risen.count > ${RISE_TIMES} * usual.median
     ORDER BY risen.count DESC, account.id LIMIT ${NAMED}`;
  return rows.map(({ id, displayName, count, median }) => ({
    account: { id, displayName },
    day: yesterday,
    count: Number(count),
    median: Math.round(median),
  }));
}

/** What of release decisions needs the operator to look (docs/api/operator.md#releases). */
export async function findReleaseWarnings(): Promise<ReleaseWarnings> {
  const at = now();
  return {
    byProvider: await findBusy('provider', at),
    byNamed: await findBusy('named', at),
    rises: await findRises(at),
  };
}
