import { db } from '@/lib/db/database';
import { dayAfter, formatDate, londonDateOf, parseDate } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { chartOfDays } from './chart-of-days';
import { toReason, type DayCount, type ProviderTotals } from './dto';

/** So many days are shown, today included. */
export const TOTAL_DAYS = 30;

async function readCounts(accountId: string | null, today: string): Promise<DayCount[]> {
  const rows = await db().releaseProviderTotal.groupBy({
    by: ['day', 'reason'],
    where: {
      ...(accountId === null ? {} : { accountId }),
      day: { gte: parseDate(dayAfter(today, 1 - TOTAL_DAYS)), lte: parseDate(today) },
    },
    _sum: { count: true },
    orderBy: [{ day: 'desc' }, { reason: 'asc' }],
  });
  return rows.map(({ day, reason, _sum }) => ({
    day: formatDate(day),
    reason: toReason(reason),
    count: Number(_sum.count ?? 0),
  }));
}

/** The days on which anything was refused, the last first. */
function refusedDays(counts: DayCount[]): ProviderTotals['refusedDays'] {
  const refused = counts.filter(({ reason }) => reason !== 'permitted');
  return [...new Set(refused.map(({ day }) => day))].map((day) => ({
    day,
    refusals: refused.filter((count) => count.day === day),
  }));
}

/**
 * What was answered on each of the last thirty days: to one Data Provider, or for null to all of them. Today is
 * as of the last time that it was added up.
 */
export async function readProviderTotals(accountId: string | null): Promise<ProviderTotals> {
  const today = londonDateOf(now());
  const counts = await readCounts(accountId, today);
  const counted = await db().releaseCountedDay.findUnique({ where: { day: parseDate(today) } });
  return {
    chart: chartOfDays(counts, today, TOTAL_DAYS),
    refusedDays: refusedDays(counts),
    countedAt: counted?.countedAt.toISOString() ?? null,
  };
}
