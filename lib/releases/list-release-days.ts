import { z } from 'zod';
import { db } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';
import { cursorsOf } from '@/lib/platform/cursor';
import { NotFoundError } from '@/lib/platform/errors';
import { dateSchema } from '@/lib/platform/schema-parts';
import { duidSchema } from '@/lib/vocabulary/duid';
import type { ListReleaseDaysQuery } from './release-schemas';

interface Row {
  day: string;
  duid: string;
  permitted: bigint;
  refused: bigint;
}

/** Where a page of days ended: a day and a Data Provider. */
export const releaseDayCursors = cursorsOf(z.tuple([dateSchema, duidSchema]));

/** @throws {ValidationError} */
function whereAfter(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`TRUE`;
  const [day, duid] = releaseDayCursors.fromCursor(cursor);
  return Prisma.sql`(total.day < ${day}::date OR (total.day = ${day}::date AND account.duid > ${duid}))`;
}

/** Days whose decisions are kept are added up, those that are over were. */
const totalsOf = (ak: string) => Prisma.sql`
  SELECT day, account_id,
         coalesce(sum(count) FILTER (WHERE reason = 'permitted'), 0) AS permitted,
         coalesce(sum(count) FILTER (WHERE reason <> 'permitted'), 0) AS refused
    FROM release_decisions WHERE ak = ${ak} GROUP BY day, account_id
   UNION ALL
  SELECT day, account_id, permitted, refused FROM release_totals WHERE ak = ${ak}`;

/**
 * How often an own access was asked for, by day and Data Provider, the last day first
 * (docs/api/releases.md#what-was-asked-of-yours). @throws {NotFoundError}
 */
export async function listReleaseDays(accountId: string, ak: string, query: ListReleaseDaysQuery) {
  const record = await db().accessRecord.findUnique({ where: { ak }, select: { accountId: true } });
  if (record?.accountId !== accountId) throw new NotFoundError('The access record');
  const rows = await db().$queryRaw<Row[]>`
    SELECT total.day::text AS day, account.duid, total.permitted::bigint AS permitted,
           total.refused::bigint AS refused
      FROM (${totalsOf(ak)}) AS total
      JOIN accounts account ON account.id = total.account_id
     WHERE ${whereAfter(query.cursor)}
     ORDER BY total.day DESC, account.duid LIMIT ${query.limit + 1}`;
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const next = last && releaseDayCursors.toCursor([last.day, last.duid]);
  return {
    days: shown.map((row) => ({
      day: row.day,
      duid: row.duid,
      permitted: Number(row.permitted),
      refused: Number(row.refused),
    })),
    'next-cursor': rows.length > shown.length ? (next ?? null) : null,
  };
}
