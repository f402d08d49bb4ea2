import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { addressOf } from '@/lib/identity-records/dto';
import { formatAddress } from '@/lib/vocabulary/format-address';
import { provedRecords } from './proved';

/**
 * The address of a meter point as the customer's own Identity Records have it, in one line: the chosen
 * record's, else that of the newest other one. Null where none has any, as through a supplier; what is on
 * other people's records is never read.
 */
export async function findAddress(session: PortalSession, mpxn: string): Promise<string | null> {
  const own = (await provedRecords(db(), session)).filter((record) => record.mpxn === mpxn);
  const chosen = own.filter(({ ir }) => ir === session.ir);
  const others = own.filter(({ ir }) => ir !== session.ir).reverse();
  const addresses = [...chosen, ...others].map((record) => formatAddress(addressOf(record)));
  return addresses.find((address) => address !== null) ?? null;
}
