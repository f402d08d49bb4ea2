import type { Db } from '@/lib/db/database';
import type { IdentityRecord, SupplierCustomer } from '@/lib/db/generated/client';
import { londonDateOf, londonMidnight, parseDate } from '@/lib/platform/calendar';
import { countsAs, findChanges } from './occupancy-start';

/** Someone's own time at an address; `end` is null while no Change of Tenancy has ended it. */
export interface Tenancy {
  start: Date;
  end: Date | null;
  /** False while the move-in date, or the Change of Tenancy that it belongs to, is yet to come. */
  hasBegun: boolean;
}

/**
 * From the day as of which a record's move-in date counts to the next Change of Tenancy in effect after
 * it, both from 00:00 Europe/London (docs/ceremonies.md#tenancy). Null for an anonymised record.
 */
export async function findTenancy(
  db: Db,
  record: Pick<IdentityRecord, 'mpxn' | 'moveInDate'>,
  at: Date,
): Promise<Tenancy | null> {
  const { mpxn, moveInDate } = record;
  if (mpxn === null || moveInDate === null) return null;
  const today = parseDate(londonDateOf(at));
  const changes = await findChanges(db, mpxn);
  const { asOf } = countsAs(moveInDate, changes);
  const end = changes.find((change) => change > asOf && change <= today);
  return {
    start: londonMidnight(asOf),
    end: end ? londonMidnight(end) : null,
    hasBegun: moveInDate <= today && asOf <= today,
  };
}

/**
 * The own time of somebody whom only a supplier has named: from the Change of Tenancy before the supplier's
 * first report, or from that report, to the next change in effect after it. So whoever was named before a
 * change does not see the time after it.
 */
export async function findSupplierTenancy(
  db: Db,
  { mpxn, firstProvenAt }: Pick<SupplierCustomer, 'mpxn' | 'firstProvenAt'>,
  at: Date,
): Promise<Tenancy> {
  const named = parseDate(londonDateOf(firstProvenAt));
  const today = parseDate(londonDateOf(at));
  const before = await db.tenancyChange.findFirst({
    where: { mpxn, effectiveDate: { lte: named }, withdrawnAt: null },
    orderBy: { effectiveDate: 'desc' },
  });
  const after = await db.tenancyChange.findFirst({
    where: { mpxn, effectiveDate: { gt: named, lte: today }, withdrawnAt: null },
    orderBy: { effectiveDate: 'asc' },
  });
  return {
    start: before ? londonMidnight(before.effectiveDate) : firstProvenAt,
    end: after ? londonMidnight(after.effectiveDate) : null,
    hasBegun: true,
  };
}
