import type { Db } from '@/lib/db/database';
import type { IdentityRecord, SupplierCustomer } from '@/lib/db/generated/client';
import { londonDateOf, londonMidnight, parseDate } from '@/lib/platform/calendar';
import { countsAs, findChanges } from './occupancy-start';

/** Someone's own time at an address; `end` is null while no Change of Tenancy has ended it. */
export interface Tenancy {
  start: Date;
  end: Date | null;
  /**
   * As `end`, but for changes before a day on which a supplier said that its person still lived there: from then on
   * data is released no more (docs/api/releases.md#whose-days).
   */
  releaseEnd: Date | null;
  /** False while the move-in date, or the Change of Tenancy that it belongs to, is yet to come. */
  hasBegun: boolean;
}

const midnightOf = (day: Date | undefined) => (day ? londonMidnight(day) : null);

/** The last day on which a supplier said that the person of a record lived there; null: none did. */
async function lastProof(db: Db, ir: string): Promise<Date | null> {
  const proof = await db.residenceProof.findFirst({
    where: { ir },
    orderBy: { provenOn: 'desc' },
  });
  return proof?.provenOn ?? null;
}

/** The changes in effect that ended a record's own time, in order, and since when a supplier's word answers them. */
export interface TenancyChanges {
  asOf: Date;
  changes: Date[];
  provenOn: Date | null;
}

/** Null for an anonymised record. */
export async function findTenancyChanges(
  db: Db,
  { ir, mpxn, moveInDate }: Pick<IdentityRecord, 'ir' | 'mpxn' | 'moveInDate'>,
  today: Date,
): Promise<TenancyChanges | null> {
  if (mpxn === null || moveInDate === null) return null;
  const all = await findChanges(db, mpxn);
  const { asOf } = countsAs(moveInDate, all);
  const changes = all.filter((change) => change > asOf && change <= today);
  return { asOf, changes, provenOn: changes.length > 0 ? await lastProof(db, ir) : null };
}

/** A change is answered by a supplier's word of a later day, not of the same one. */
export function openChanges({ changes, provenOn }: TenancyChanges): Date[] {
  return changes.filter((change) => provenOn === null || change >= provenOn);
}

/**
 * From the day as of which a record's move-in date counts to the next Change of Tenancy in effect after
 * it, both from 00:00 Europe/London (docs/ceremonies.md#tenancy). Null for an anonymised record.
 */
export async function findTenancy(
  db: Db,
  record: Pick<IdentityRecord, 'ir' | 'mpxn' | 'moveInDate'>,
  at: Date,
): Promise<Tenancy | null> {
  const { moveInDate } = record;
  const today = parseDate(londonDateOf(at));
  const found = await findTenancyChanges(db, record, today);
  if (moveInDate === null || !found) return null;
  const { asOf, changes } = found;
  return {
    start: londonMidnight(asOf),
    end: midnightOf(changes[0]),
    releaseEnd: midnightOf(openChanges(found)[0]),
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
    end: midnightOf(after?.effectiveDate),
    releaseEnd: midnightOf(after?.effectiveDate),
    hasBegun: true,
  };
}
