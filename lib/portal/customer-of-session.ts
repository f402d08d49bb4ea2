import type { Db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { occupanciesOf, type Customer } from '@/lib/identity-records/occupancy/occupancies';
import { findSupplierTenancy } from '@/lib/identity-records/occupancy/tenancy';
import { provedCustomers, provedRecords } from './proved';

/**
 * The customer whom a session stands for, read anew from what it proved.
 *
 * @returns null when its meter point is not chosen, or its record was anonymised or is no longer proved
 */
export async function findCustomer(
  db: Db,
  session: PortalSession,
  at: Date,
): Promise<Customer | null> {
  const records = await provedRecords(db, session);
  const mpxn = records.find(({ ir }) => ir === session.ir)?.mpxn ?? null;
  if (mpxn !== null) {
    const here = records.filter((record) => record.mpxn === mpxn);
    return { mpxn, occupancies: await occupanciesOf(db, here, at) };
  }
  const customers = await provedCustomers(db, session);
  const customer = customers.find(({ id }) => id === session.customerId);
  if (!customer) return null;
  const tenancy = await findSupplierTenancy(db, customer, at);
  return { mpxn: customer.mpxn, occupancies: [{ ir: null, tenancy, isWhole: true }] };
}

/** Whether the customer sees all of the meter point for at least one occupancy. */
export function seesWhole(customer: Customer): boolean {
  return customer.occupancies.some(({ isWhole, tenancy }) => isWhole && tenancy.hasBegun);
}

/** Whether some time of the customer's own at the address has begun. */
export function hasBegun(customer: Customer): boolean {
  return customer.occupancies.some(({ tenancy }) => tenancy.hasBegun);
}

/** Whether a Change of Tenancy ended a time of theirs, and they have proved since that they live there. */
export function hasProvenResidence({ occupancies }: Customer): boolean {
  return occupancies.some(
    ({ tenancy: { end, releaseEnd } }) => end !== null && releaseEnd === null,
  );
}

export function hasLeft(customer: Customer): boolean {
  return customer.occupancies.every(({ tenancy }) => tenancy.end !== null);
}
