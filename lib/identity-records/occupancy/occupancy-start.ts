import { DAY_MS } from '@/lib/platform/clock';
import type { Db } from '@/lib/db/database';

/** A move-in date belongs to a Change of Tenancy that lies no further off. */
const NEAR_DAYS = 31;

/** As of when a move-in date counts, and which other dates count as of the same day. */
export interface MoveInWindow {
  asOf: Date;
  from: Date;
  to: Date;
}

function daysBetween(a: Date, b: Date): number {
  return (b.getTime() - a.getTime()) / DAY_MS;
}

function daysAfter(date: Date, days: number): Date {
  return new Date(date.getTime() + days * DAY_MS);
}

/** The move-in dates that are nearer to `change` than to its neighbours; halfway is the earlier one's. */
function nearTo(change: Date, before: Date | undefined, after: Date | undefined): MoveInWindow {
  const back = before
    ? Math.min(NEAR_DAYS, Math.ceil(daysBetween(before, change) / 2) - 1)
    : NEAR_DAYS;
  const on = after ? Math.min(NEAR_DAYS, Math.floor(daysBetween(change, after) / 2)) : NEAR_DAYS;
  return { asOf: change, from: daysAfter(change, -back), to: daysAfter(change, on) };
}

/**
 * As of when a move-in date counts: as of the nearest Change of Tenancy within 31 days of it, of two as
 * near the earlier; else as of itself (docs/api/identity-records.md#move-in-date). With a change on 10 March,
 * who moved in on 5 March and who moved in on 20 March both count as of 10 March. A later date never counts
 * as of an earlier day than one before it. All are stored dates, midnights in UTC.
 *
 * @param changes the meter point's, each day once, in order
 */
export function countsAs(moveIn: Date, changes: readonly Date[]): MoveInWindow {
  const found = changes
    .map((change, index) => nearTo(change, changes[index - 1], changes[index + 1]))
    .find(({ from, to }) => from <= moveIn && moveIn <= to);
  return found ?? { asOf: moveIn, from: moveIn, to: moveIn };
}

/**
 * The days of a meter point's Changes of Tenancy, each once, in order, those yet to come included. A change
 * that the DCC took back counts as never in effect; another report of that day stands.
 */
export async function findChanges(db: Db, mpxn: string): Promise<Date[]> {
  const changes = await db.tenancyChange.findMany({
    where: { mpxn, withdrawnAt: null },
    distinct: ['effectiveDate'],
    orderBy: { effectiveDate: 'asc' },
    select: { effectiveDate: true },
  });
  return changes.map(({ effectiveDate }) => effectiveDate);
}
