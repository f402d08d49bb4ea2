import { stateSql } from '@/lib/access-records/state';
import { accessStates } from '@/lib/vocabulary/access-states';
import { db } from '@/lib/db/database';
import { formatDate, parseDate } from '@/lib/platform/calendar';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';
import { methods } from '@/lib/vocabulary/reidentification-methods';
import type { ChartData } from './dto';

const DAYS = 30;
const WEEKS = 12;

interface CountRow {
  from: string;
  series: string;
  count: bigint;
}

/** The first days of the last `count` periods of `days` days, UTC, up to that which holds `at`. */
function periods(first: Date, count: number, days: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    formatDate(secondsFrom(first, index * days * DAY_S)),
  );
}

function startOfDay(at: Date): Date {
  return parseDate(formatDate(at));
}

/** The Monday of the week that holds `at`. */
function startOfWeek(at: Date): Date {
  const day = startOfDay(at);
  return secondsFrom(day, -((day.getUTCDay() + 6) % 7) * DAY_S);
}

function toChart(froms: string[], series: readonly string[], rows: CountRow[]): ChartData {
  const counts = new Map(rows.map((row) => [`${row.from} ${row.series}`, Number(row.count)]));
  const bars = froms.map((from) => ({
    from,
    values: Object.fromEntries(series.map((name) => [name, counts.get(`${from} ${name}`) ?? 0])),
  }));
  return { series: [...series], bars };
}

const outcomes = ['confirmed', 'declined', 'expired', 'pending'] as const;

/** What an account's re-identifications of the last 30 days came to, by day. */
async function reidentificationsBy(
  accountId: string,
  since: Date,
  at: Date,
): Promise<(CountRow & { method: string })[]> {
  return db().$queryRaw`
    SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "from", method::text AS method,
           CASE WHEN outcome IS NOT NULL THEN outcome::text
                WHEN expires_at > ${at} THEN 'pending' ELSE 'expired' END AS series,
           count(*) AS count
      FROM reidentifications
     WHERE account_id = ${accountId} AND created_at >= ${since}
     GROUP BY 1, 2, 3`;
}

function sumBy(rows: CountRow[]): CountRow[] {
  const sums = new Map<string, CountRow>();
  for (const row of rows) {
    const key = `${row.from} ${row.series}`;
    sums.set(key, { ...row, count: row.count + (sums.get(key)?.count ?? 0n) });
  }
  return [...sums.values()];
}

/** Records registered in each of the last twelve weeks, by the state that they are in now. */
async function recordsBy(accountId: string, since: Date, at: Date): Promise<CountRow[]> {
  return db().$queryRaw`
    SELECT to_char(date_trunc('week', created_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD') AS "from",
           ${stateSql(at)} AS series, count(*) AS count
      FROM access_records
     WHERE account_id = ${accountId} AND created_at >= ${since}
     GROUP BY 1, 2`;
}

async function deliveriesBy(accountId: string, since: Date): Promise<CountRow[]> {
  return db().$queryRaw`
    SELECT to_char(delivery.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "from",
           delivery.status::text AS series, count(*) AS count
      FROM webhooks webhook
      JOIN webhook_deliveries delivery
        ON delivery.wid = webhook.wid AND delivery.created_at >= ${since}
     WHERE webhook.account_id = ${accountId}
     GROUP BY 1, 2`;
}

/** An account's activity over time, for its charts: days and weeks are those of UTC. */
export async function readActivity(accountId: string) {
  const at = now();
  const days = secondsFrom(startOfDay(at), -(DAYS - 1) * DAY_S);
  const weeks = secondsFrom(startOfWeek(at), -(WEEKS - 1) * 7 * DAY_S);
  const [byDay, byWeek] = [periods(days, DAYS, 1), periods(weeks, WEEKS, 7)];
  const attempts = await reidentificationsBy(accountId, days, at);
  const byMethod = attempts.map((row) => ({ ...row, series: row.method }));
  return {
    methods: toChart(byDay, methods, sumBy(byMethod)),
    outcomes: toChart(byDay, outcomes, sumBy(attempts)),
    records: toChart(byWeek, accessStates, await recordsBy(accountId, weeks, at)),
    deliveries: toChart(
      byDay,
      ['delivered', 'pending', 'undelivered'],
      await deliveriesBy(accountId, days),
    ),
  };
}
