import { db } from '@/lib/db/database';
import { dayAfter, londonDateOf, londonMidnight, parseDate } from '@/lib/platform/calendar';
import { now, secondsFrom } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';

interface Day {
  day: string;
  countedAt: Date | null;
  tookMs: number | null;
}

/** A decision may be written so long after its day. */
const LATE_S = 60;
/** Counting takes this part of the time at the most. */
const SHARE = 1 / 100;

/** The days that have decisions, with the last time that they were counted. */
async function readDays(today: string): Promise<Day[]> {
  return db().$queryRaw<Day[]>`
    SELECT kept.day::text AS day, counted.counted_at AS "countedAt", counted.took_ms AS "tookMs"
      FROM (SELECT to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') AS day FROM pg_inherits
             WHERE inhparent = 'release_decisions'::regclass) kept
      LEFT JOIN release_counted_days counted ON counted.day = kept.day
     WHERE kept.day <= ${today}::date
     ORDER BY kept.day DESC`;
}

/** Whether a day is to be counted: it never was, or it may have grown and it is time again. */
function isDue({ day, countedAt, tookMs }: Day, at: Date): boolean {
  if (countedAt === null) return true;
  const end = londonMidnight(parseDate(dayAfter(day, 1)));
  if (countedAt >= secondsFrom(end, LATE_S)) return false;
  const restS = Math.max(env().SWEEP_INTERVAL_S, (tookMs ?? 0) / 1000 / SHARE);
  return at >= secondsFrom(countedAt, restS);
}

/** Counts of a day only grow, so of two processes that count at once the later one is right. */
async function countDay(day: string, at: Date): Promise<void> {
  const startedAt = performance.now();
  await db().$executeRaw`
    INSERT INTO release_provider_totals AS total (account_id, day, reason, count)
    SELECT account_id, day, reason, sum(count) FROM release_decisions WHERE day = ${day}::date
     GROUP BY account_id, day, reason ORDER BY account_id, reason
    ON CONFLICT (account_id, day, reason) DO UPDATE SET count = greatest(total.count, excluded.count)`;
  const tookMs = Math.round(performance.now() - startedAt);
  const counted = { countedAt: at, tookMs };
  const key = parseDate(day);
  await db().releaseCountedDay.upsert({
    where: { day: key },
    create: { day: key, ...counted },
    update: counted,
  });
}

/**
 * Adds up by Data Provider what was decided on each day, for pages that show whole days: a day that is over
 * once more, and today's again and again.
 */
export async function countDays(): Promise<void> {
  const at = now();
  const days = await readDays(londonDateOf(at));
  for (const day of days) if (isDue(day, at)) await countDay(day.day, at);
}
