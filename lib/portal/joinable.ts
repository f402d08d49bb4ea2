import type { Db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import type { Customer } from '@/lib/identity-records/occupancy/occupancies';
import { isMailWaiting } from '@/lib/identity-records/holders/mail-wait';
import {
  credentialsOn,
  provenOn,
  type RecordWithCredentials,
} from '@/lib/identity-records/holders/usable-credentials';
import { provedRecords } from './proved';
import { findCustomer } from './customer-of-session';

/** What a session's proof reaches at its meter point, for a passkey that was made elsewhere. */
export interface Joinable {
  customer: Customer;
  /** The Identity Records there whose address was proved. */
  records: RecordWithCredentials[];
  /** The passkey that opened the session, where a passkey did: it proves others of its holder. */
  proving: { holderId: string; credentialId: string } | null;
  /** Whether a passkey of that holder there was made on trust. */
  hasOnTrust: boolean;
}

/**
 * Those of the proved records that no passkey protects: one that has one is proved by it first, and one
 * whose passkey was taken off on the word of an e-mail waits its day.
 */
export function openRecords({ records }: Joinable, at: Date): RecordWithCredentials[] {
  return records.filter(
    (record) => provenOn(record, at).length === 0 && !isMailWaiting(record, at),
  );
}

/**
 * What this session has proved at its meter point; null where that is not chosen or proved no more. A
 * passkey that opened it leaves no record to link: its holder has all it may have.
 */
export async function findJoinable(
  db: Db,
  session: PortalSession,
  at: Date,
): Promise<Joinable | null> {
  const customer = await findCustomer(db, session, at);
  if (!customer) return null;
  const proved = await provedRecords(db, session);
  const records = proved.filter(({ mpxn }) => mpxn === customer.mpxn);
  const { provedBy, holderId, credentialId } = session;
  if (provedBy !== 'passkey' || holderId === null || credentialId === null) {
    return { customer, records, proving: null, hasOnTrust: false };
  }
  const hasOnTrust = records.flatMap(credentialsOn).some(({ provenAt }) => provenAt === null);
  return { customer, records: [], proving: { holderId, credentialId }, hasOnTrust };
}
