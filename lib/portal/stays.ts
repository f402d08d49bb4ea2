import type { Db } from '@/lib/db/database';
import type { AccessRecord, DiscoveredAccess, PortalSession } from '@/lib/db/generated/client';
import { isVerified } from '@/lib/identity-records/dto';
import { proves } from '@/lib/identity-records/proves';
import {
  findSupplierTenancy,
  findTenancy,
  isWithin,
  type Tenancy,
} from '@/lib/meter-points/tenancy';
import { provedCustomers, provedRecords } from './proved';

/** One of the customer's own times at the address, and what it lets them see. */
interface Stay {
  /** The Identity Record that it rests on; null: a supplier's word. */
  ir: string | null;
  tenancy: Tenancy;
  /** Whether all of the meter point shows, or only what is linked to `ir`. */
  isWhole: boolean;
}

/** Whom a session stands for at its meter point. */
export interface Customer {
  mpxn: string;
  stays: Stay[];
}

type Seen = Pick<AccessRecord, 'mpxn' | 'ir' | 'registeredAt' | 'expiry' | 'revokedAt'> & {
  discovered: Pick<DiscoveredAccess, 'firstSeen' | 'lastSeen'> | null;
};

/**
 * Whom a session stands for, read anew from what it proved; null when its meter point is not chosen, or
 * its record was anonymised or is proved no more.
 */
export async function findCustomer(
  db: Db,
  session: PortalSession,
  at: Date,
): Promise<Customer | null> {
  const stays: Stay[] = [];
  const records = await provedRecords(db, session);
  const mpxn = records.find(({ ir }) => ir === session.ir)?.mpxn ?? null;
  if (mpxn !== null) {
    for (const record of records.filter((candidate) => candidate.mpxn === mpxn)) {
      const tenancy = await findTenancy(db, record, at);
      // Of an account that fell no evidence counts: its record opens what is linked to it, and no more.
      const isWhole = proves(record) && isVerified(record);
      if (tenancy) stays.push({ ir: record.ir, tenancy, isWhole });
    }
    return { mpxn, stays };
  }
  const customers = await provedCustomers(db, session);
  const customer = customers.find(({ id }) => id === session.customerId);
  if (!customer) return null;
  const tenancy = await findSupplierTenancy(db, customer, at);
  return { mpxn: customer.mpxn, stays: [{ ir: null, tenancy, isWhole: true }] };
}

function isSeenIn(stay: Stay, record: Seen): boolean {
  const isLinked = stay.ir !== null && record.ir === stay.ir;
  // Whoever is yet to move in sees what they gave themselves, and nothing of whoever lives there.
  if (!stay.tenancy.hasBegun) return isLinked;
  return (stay.isWhole || isLinked) && isWithin(record, stay.tenancy);
}

/** Whether the customer sees a record: in force at some instant of a stay, and theirs to see. */
export function sees(customer: Customer, record: Seen): boolean {
  if (record.mpxn !== customer.mpxn) return false;
  return customer.stays.some((stay) => isSeenIn(stay, record));
}

/** When the customer's view of a record ends: with the last of the stays that show it; null: it runs. */
export function seenUntil(customer: Customer, record: Seen): Date | null {
  const ends = customer.stays
    .filter((stay) => isSeenIn(stay, record))
    .map(({ tenancy }) => tenancy.end);
  return ends.reduce((last, end) =>
    last === null || end === null ? null : end > last ? end : last,
  );
}

/** Whether the customer sees a record within a stay that runs now. */
export function seesNow(customer: Customer, record: Seen): boolean {
  if (record.mpxn !== customer.mpxn) return false;
  return customer.stays.some((stay) => stay.tenancy.end === null && isSeenIn(stay, record));
}

/** Whether all of the meter point shows for some time. */
export function seesWhole(customer: Customer): boolean {
  return customer.stays.some(({ isWhole, tenancy }) => isWhole && tenancy.hasBegun);
}

/** Whether some time of the customer's own at the address has begun. */
export function hasBegun(customer: Customer): boolean {
  return customer.stays.some(({ tenancy }) => tenancy.hasBegun);
}

export function hasLeft(customer: Customer): boolean {
  return customer.stays.every(({ tenancy }) => tenancy.end !== null);
}
