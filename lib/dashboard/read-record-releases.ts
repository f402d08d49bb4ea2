import { db } from '@/lib/db/database';
import { dayAfter, londonDateOf } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { NotFoundError } from '@/lib/platform/errors';
import { chartOfDays } from '@/lib/releases/chart-of-days';
import type { Reason } from '@/lib/releases/dto';
import { releaseDayCursors } from '@/lib/releases/list-release-days';
import type { RecordReleaseDay } from './dto';

/** So many days are shown, today included. */
const DAYS = 90;

interface Row {
  day: string;
  duid: string;
  name: string;
  reason: Reason;
  count: bigint;
}

/** @throws {ValidationError} */
function isAfter(cursor: string | undefined): (day: RecordReleaseDay) => boolean {
  if (cursor === undefined) return () => true;
  const [last, duid] = releaseDayCursors.fromCursor(cursor);
  return ({ day, provider }) => day < last || (day === last && provider.duid > duid);
}

function readRows(ak: string, today: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT decision.day::text AS day, account.duid, account.display_name AS name,
           decision.reason::text AS reason, sum(decision.count)::bigint AS count
      FROM release_decisions decision
      JOIN accounts account ON account.id = decision.account_id
     WHERE decision.ak = ${ak}
       AND decision.day BETWEEN ${dayAfter(today, 1 - DAYS)}::date AND ${today}::date
     GROUP BY decision.day, account.duid, account.display_name, decision.reason
     ORDER BY decision.day DESC, account.duid, sum(decision.count) DESC, decision.reason`;
}

/** What one Data Provider was answered on one day, out of rows that stand together. */
function toDays(rows: Row[]): RecordReleaseDay[] {
  const days = new Map<string, RecordReleaseDay>();
  for (const { day, duid, name, reason, count } of rows) {
    const key = `${day} ${duid}`;
    const empty: RecordReleaseDay = { day, provider: { duid, name }, permitted: 0, refusals: [] };
    const entry = days.get(key) ?? empty;
    days.set(key, entry);
    if (reason === 'permitted') entry.permitted = Number(count);
    else entry.refusals.push({ reason, count: Number(count) });
  }
  return [...days.values()];
}

/**
 * How often an own access was asked for in the last ninety days, as a chart and by day and Data Provider, the
 * last day first, a page at a time. @throws {NotFoundError} {@link ValidationError}
 */
export async function readRecordReleases(
  accountId: string,
  ak: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const record = await db().accessRecord.findUnique({ where: { ak }, select: { accountId: true } });
  if (record?.accountId !== accountId) throw new NotFoundError('The access record');
  const today = londonDateOf(now());
  const isRest = isAfter(cursor);
  const rows = await readRows(ak, today);
  const counts = rows.map(({ day, reason, count }) => ({ day, reason, count: Number(count) }));
  const rest = toDays(rows).filter(isRest);
  const days = rest.slice(0, limit);
  const last = days.at(-1);
  return {
    chart: chartOfDays(counts, today, DAYS),
    days,
    'next-cursor':
      rest.length > days.length && last
        ? releaseDayCursors.toCursor([last.day, last.provider.duid])
        : null,
  };
}
