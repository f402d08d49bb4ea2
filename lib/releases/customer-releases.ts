import type { Db } from '@/lib/db/database';
import { Prisma, type ReleaseReason } from '@/lib/db/generated/client';
import { toReason } from './dto';
import type { Reason } from './reasons';

/** A part of somebody's own time, in days of Great Britain; `end` is the first day after it, null: it runs. */
export interface OwnDays {
  start: string;
  end: string | null;
}

/** An access, and the days that are the customer's own. */
export interface OwnAccess {
  ak: string;
  days: OwnDays[];
}

/** The days of asking that are looked at, both included. */
export interface AskedDays {
  from: string;
  to: string;
}

/** How often one Data Provider was given one answer about one access on one day. */
export interface CustomerRelease {
  ak: string;
  day: string;
  providerId: string;
  provider: string;
  reason: Reason;
  count: number;
  firstAt: Date;
  lastAt: Date;
}

type Row = Omit<CustomerRelease, 'reason' | 'count'> & { reason: ReleaseReason; count: bigint };

/**
 * What was asked on a day of the customer's own about data of one. A question that named another meter point or
 * Data User, or no days, is about nobody's. The partitions of other days are left aside, and each is looked up by key.
 */
function whereOwn(accesses: readonly OwnAccess[], { from, to }: AskedDays): Prisma.Sql {
  const own = accesses.flatMap(({ ak, days }) =>
    days.map(({ start, end }) => ({ ak, starts: start, ends: end })),
  );
  return Prisma.sql`
       decision.ak = ANY (${accesses.map(({ ak }) => ak)}::text[])
   AND decision.day BETWEEN ${from}::date AND ${to}::date
   AND decision.reason <> 'no-such-access'
   AND EXISTS (
         SELECT 1 FROM json_to_recordset(${JSON.stringify(own)}::json)
                    AS own (ak text, starts date, ends date)
          WHERE own.ak = decision.ak
            AND decision.day >= own.starts AND decision.data_to >= own.starts
            AND (own.ends IS NULL OR (decision.day < own.ends AND decision.data_from < own.ends)))`;
}

/**
 * What Data Providers asked about accesses of a customer's in the customer's own time, the newest first
 * (docs/ceremonies.md#when-data-was-asked-for).
 */
export async function customerReleases(
  db: Db,
  accesses: readonly OwnAccess[],
  asked: AskedDays,
): Promise<CustomerRelease[]> {
  if (accesses.every(({ days }) => days.length === 0)) return [];
  const rows = await db.$queryRaw<Row[]>`
    SELECT asked.ak, asked.day::text AS day, asked.account_id AS "providerId",
           provider.display_name AS provider, asked.reason, asked.count,
           asked.first_at AS "firstAt", asked.last_at AS "lastAt"
      FROM (SELECT ak, day, account_id, reason, sum(count)::bigint AS count, min(first_at) AS first_at,
                   max(last_at) AS last_at
              FROM release_decisions decision WHERE ${whereOwn(accesses, asked)}
             GROUP BY ak, day, account_id, reason) AS asked
      JOIN accounts provider ON provider.id = asked.account_id
     ORDER BY asked.day DESC, asked.last_at DESC, asked.account_id, asked.reason`;
  return rows.map((row) => ({ ...row, reason: toReason(row.reason), count: Number(row.count) }));
}

/** On which day a release was last permitted, by access key, in the customer's own time. */
export async function lastPermittedDays(
  db: Db,
  accesses: readonly OwnAccess[],
  asked: AskedDays,
): Promise<Map<string, string>> {
  if (accesses.every(({ days }) => days.length === 0)) return new Map();
  const rows = await db.$queryRaw<{ ak: string; day: string }[]>`
    SELECT ak, max(day)::text AS day FROM release_decisions decision
     WHERE ${whereOwn(accesses, asked)} AND reason = 'permitted' GROUP BY ak`;
  return new Map(rows.map(({ ak, day }) => [ak, day]));
}
