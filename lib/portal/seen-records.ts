import { db, type Db } from '@/lib/db/database';
import type { AccessRecordChange, PortalSession } from '@/lib/db/generated/client';
import { now } from '@/lib/platform/clock';
import { asSeen, type SeenRow } from './as-seen';
import { withPortalRow, type PortalRow } from './entry';
import { portalRecordId } from './record-id';
import { findCustomer, sees, seenUntil, type Customer } from './stays';

/** More records than this of one meter point are not shown; the newest are. */
const MOST_RECORDS = 1000;

async function replacementsOf(aks: string[]): Promise<AccessRecordChange[]> {
  if (aks.length === 0) return [];
  return db().accessRecordChange.findMany({
    where: { ak: { in: aks }, cause: 'replaced' },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
}

/** All that a session sees, newest first; the one place that every list, page, download and action asks. */
export async function seenRecords(
  session: PortalSession,
  at: Date = now(),
): Promise<{ customer: Customer; rows: SeenRow[] } | null> {
  const customer = await findCustomer(db(), session, at);
  if (!customer) return null;
  const rows = await db().accessRecord.findMany({
    where: { mpxn: customer.mpxn },
    orderBy: [{ registeredAt: 'desc' }, { ak: 'desc' }],
    take: MOST_RECORDS,
    include: withPortalRow,
  });
  const seen = rows.filter((row) => sees(customer, row));
  const replacements = await replacementsOf(
    seen.filter((row) => seenUntil(customer, row) !== null).map(({ ak }) => ak),
  );
  const of = (ak: string) => replacements.filter((change) => change.ak === ak);
  return { customer, rows: seen.map((row) => asSeen(row, customer, of(row.ak))) };
}

/** The one that an address of the portal names, if the session sees it. */
export async function findSeenRecord(
  session: PortalSession,
  recordId: string,
  at: Date = now(),
): Promise<{ customer: Customer; row: SeenRow } | null> {
  const seen = await seenRecords(session, at);
  const row = seen?.rows.find(({ ak }) => portalRecordId(ak) === recordId);
  return seen && row ? { customer: seen.customer, row } : null;
}

/** Whether a session sees this record, read in a transaction that holds it. */
export async function readAsCustomer(
  tx: Db,
  session: PortalSession,
  ak: string,
  at: Date,
): Promise<{ customer: Customer; row: PortalRow } | null> {
  const customer = await findCustomer(tx, session, at);
  const row = await tx.accessRecord.findUnique({ where: { ak }, include: withPortalRow });
  return customer && row && sees(customer, row) ? { customer, row } : null;
}
