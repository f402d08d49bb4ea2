import type { Db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import type { ReadableRecord } from '@/lib/identity-records/dto';
import { provedRecords } from './proved';

/**
 * The record of the customer's own at the meter point to whose address the receipt of a withdrawal
 * goes, the session's first; null where none of them has an address.
 */
export async function findReceiptAddressee(
  db: Db,
  session: PortalSession,
  mpxn: string,
): Promise<ReadableRecord | null> {
  const own = (await provedRecords(db, session)).filter((record) => record.mpxn === mpxn);
  const reachable = own.filter(({ emailHash }) => emailHash !== null);
  return reachable.find(({ ir }) => ir === session.ir) ?? reachable[0] ?? null;
}
