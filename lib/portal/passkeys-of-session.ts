import type { Db } from '@/lib/db/database';
import type { Credential, Holder, IdentityRecord, PortalSession } from '@/lib/db/generated/client';
import { proves } from '@/lib/identity-records/proves';
import { provedRecords } from './proved';

export interface SessionPasskeys {
  /** The chosen Identity Record. */
  record: IdentityRecord;
  holder: Holder;
  credentials: Credential[];
  /** Those the session may remove: all by passkey, by mail those enrolled for a record it proved. */
  removable: Set<string>;
}

/** The passkeys of the person of a session; null through a supplier, who proves none of our records. */
export async function findSessionPasskeys(
  db: Db,
  session: PortalSession,
): Promise<SessionPasskeys | null> {
  const proved = await provedRecords(db, session);
  const record = proved.find(({ ir }) => ir === session.ir);
  if (!record?.holder) return null;
  const irs = new Set(proved.map(({ ir }) => ir));
  // A record of an account that fell reaches no further than itself.
  const reached = record.holder.credentials.filter(
    ({ enrolledForIr }) => proves(record) || irs.has(enrolledForIr),
  );
  const credentials = reached.sort((a, b) => a.registeredAt.getTime() - b.registeredAt.getTime());
  const removable = credentials.filter(
    ({ enrolledForIr }) => session.provedBy === 'passkey' || irs.has(enrolledForIr),
  );
  return {
    record,
    holder: record.holder,
    credentials,
    removable: new Set(removable.map(({ id }) => id)),
  };
}
