import type { Db } from '@/lib/db/database';
import type { Account } from '@/lib/db/generated/client';
import { isVerified, type ReadableRecord } from '@/lib/identity-records/dto';
import { proves } from '@/lib/identity-records/proves';
import { findTenancy, type Tenancy } from './tenancy';

/** One of a customer's own times at an address, and what it lets them see. */
export interface Occupancy {
  /** The Identity Record that it rests on; null when it rests on a supplier's word. */
  ir: string | null;
  tenancy: Tenancy;
  /** Whether all of the meter point shows, or only what is linked to `ir`. */
  isWhole: boolean;
}

/** A customer's own times at one meter point. */
export interface Customer {
  mpxn: string;
  occupancies: Occupancy[];
}

/**
 * The occupancies that proved Identity Records of one meter point give (docs/ceremonies.md#who-may-see-all).
 * An occupancy that has begun and whose person an organisation has verified shows all of the meter point.
 * Evidence of an account that fell does not count, so its record shows only what is linked to it.
 */
export async function occupanciesOf(
  db: Db,
  records: (ReadableRecord & { account: Account })[],
  at: Date,
): Promise<Occupancy[]> {
  const occupancies: Occupancy[] = [];
  for (const record of records) {
    const tenancy = await findTenancy(db, record, at);
    const isWhole = proves(record) && isVerified(record) && tenancy?.hasBegun === true;
    if (tenancy) occupancies.push({ ir: record.ir, tenancy, isWhole });
  }
  return occupancies;
}
