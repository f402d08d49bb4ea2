import type { Db } from '@/lib/db/database';
import type { IdentityRecord, SupplierCustomer } from '@/lib/db/generated/client';
import { londonDateOf, londonMidnight, parseDate } from '@/lib/platform/calendar';

/** Someone's own time at an address; `end` null: it runs now. */
export interface Tenancy {
  start: Date;
  end: Date | null;
}

/**
 * From a record's move-in date to the next Change of Tenancy in effect after it, both from 00:00
 * Europe/London (ceremonies, Tenancy). Null for an anonymised record.
 */
export async function findTenancy(
  db: Db,
  record: Pick<IdentityRecord, 'mpxn' | 'moveInDate'>,
  at: Date,
): Promise<Tenancy | null> {
  const { mpxn, moveInDate } = record;
  if (mpxn === null || moveInDate === null) return null;
  const change = await db.tenancyChange.findFirst({
    where: { mpxn, effectiveDate: { gt: moveInDate, lte: parseDate(londonDateOf(at)) } },
    orderBy: { effectiveDate: 'asc' },
  });
  return {
    start: londonMidnight(moveInDate),
    end: change ? londonMidnight(change.effectiveDate) : null,
  };
}

/**
 * The own time of somebody of whom only a supplier has told: from the Change of Tenancy before the
 * supplier's first word, or from that word, to the next change in effect after it. So whoever was named
 * before a change does not see the time after it.
 */
export async function findSupplierTenancy(
  db: Db,
  { mpxn, firstProvenAt }: Pick<SupplierCustomer, 'mpxn' | 'firstProvenAt'>,
  at: Date,
): Promise<Tenancy> {
  const named = parseDate(londonDateOf(firstProvenAt));
  const today = parseDate(londonDateOf(at));
  const before = await db.tenancyChange.findFirst({
    where: { mpxn, effectiveDate: { lte: named } },
    orderBy: { effectiveDate: 'desc' },
  });
  const after = await db.tenancyChange.findFirst({
    where: { mpxn, effectiveDate: { gt: named, lte: today } },
    orderBy: { effectiveDate: 'asc' },
  });
  return {
    start: before ? londonMidnight(before.effectiveDate) : firstProvenAt,
    end: after ? londonMidnight(after.effectiveDate) : null,
  };
}
