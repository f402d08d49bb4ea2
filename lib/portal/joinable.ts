import type { Db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import type { Customer } from '@/lib/meter-points/stays';
import { isMailWaiting } from '@/lib/passkeys/enrolment-policy';
import {
  isProven,
  withCredentials,
  type RecordWithCredentials,
} from '@/lib/passkeys/usable-credentials';
import { provedRecords } from './proved';
import { findCustomer } from './stays';

/** What a session's proof reaches at its meter point, for a passkey that was made elsewhere. */
export interface Joinable {
  customer: Customer;
  /** The Identity Records there whose address was proved. */
  records: RecordWithCredentials[];
}

function hasProvenPasskey({ holder }: RecordWithCredentials, at: Date): boolean {
  return holder?.credentials.some((credential) => isProven(credential, at)) ?? false;
}

/**
 * Those of the proved records that no passkey protects: one that has one is proved by it first, and one
 * whose passkey was taken off on the word of an e-mail waits its day.
 */
export function openRecords({ records }: Joinable, at: Date): RecordWithCredentials[] {
  return records.filter(
    (record) => !hasProvenPasskey(record, at) && !isMailWaiting(record.holder, at),
  );
}

/**
 * What another factor than a passkey has proved in this session; null where a passkey opened it, whose
 * holder has all it may have, and where its meter point is not chosen or proved no more.
 */
export async function findJoinable(
  db: Db,
  session: PortalSession,
  at: Date,
): Promise<Joinable | null> {
  if (session.provedBy === 'passkey') return null;
  const customer = await findCustomer(db, session, at);
  if (!customer) return null;
  const proved = await provedRecords(db, session);
  const irs = proved.filter(({ mpxn }) => mpxn === customer.mpxn).map(({ ir }) => ir);
  const records = await db.identityRecord.findMany({
    where: { ir: { in: irs } },
    orderBy: { ir: 'asc' },
    include: withCredentials,
  });
  return { customer, records };
}
