import type { Db } from '@/lib/db/database';
import { isVerified, type ReadableRecord } from '@/lib/identity-records/dto';
import { findTenancy, type Tenancy } from './tenancy';

/** One of a customer's own times at an address, and what it lets them see. */
export interface Stay {
  /** The Identity Record that it rests on; null: a supplier's word. */
  ir: string | null;
  tenancy: Tenancy;
  /** Whether all of the meter point shows, or only what is linked to `ir`. */
  isWhole: boolean;
}

/** A customer's own times at one meter point. */
export interface Customer {
  mpxn: string;
  stays: Stay[];
}

/**
 * The stays that proved Identity Records of one meter point give (ceremonies, "Who may see all"): all of
 * the meter point shows within one whose person an organisation has verified.
 */
export async function staysOf(db: Db, records: ReadableRecord[], at: Date): Promise<Stay[]> {
  const stays: Stay[] = [];
  for (const record of records) {
    const tenancy = await findTenancy(db, record, at);
    if (tenancy) stays.push({ ir: record.ir, tenancy, isWhole: isVerified(record) });
  }
  return stays;
}
