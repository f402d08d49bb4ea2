import type { Db } from '@/lib/db/database';
import type { Account, PortalSession, Prisma, SupplierCustomer } from '@/lib/db/generated/client';
import { withPrivatePart, type ReadableRecord } from '@/lib/identity-records/dto';
import { isFallenPasskey } from '@/lib/identity-records/is-fallen-passkey';

export type Proof = Pick<
  PortalSession,
  'provedBy' | 'holderId' | 'credentialId' | 'provedIrs' | 'customerIds'
>;

/** An Identity Record that a session proved, with the account that answers for it. */
export type ProvedRecord = ReadableRecord & { account: Account };

/**
 * What a passkey opens: the records of its holder that it is on; one that was made for a record which proves
 * nothing now opens that record and no other (docs/api/passkeys.md#accounts-that-fell).
 */
async function openedByPasskey(
  db: Db,
  { holderId, credentialId }: Proof,
): Promise<Prisma.IdentityRecordWhereInput | null> {
  const passkey = await db.credential.findUnique({ where: { id: credentialId ?? '' } });
  if (!passkey || passkey.holderId !== holderId) return null;
  const isFallen = await isFallenPasskey(db, passkey);
  const onIt = { holderId, credentials: { some: { credentialId: passkey.id } } };
  return isFallen ? { ...onIt, ir: passkey.enrolledForIr } : onIt;
}

async function opened(db: Db, proof: Proof): Promise<Prisma.IdentityRecordWhereInput | null> {
  switch (proof.provedBy) {
    case 'passkey':
      return openedByPasskey(db, proof);
    case 'mail':
      return { ir: { in: proof.provedIrs } };
    case 'supplier':
      return null;
  }
}

/**
 * The Identity Records that a session's proof proves, as they stand now: by passkey the holder's; by mail
 * those that held the very address. One that was anonymised or voided, or parted from the holder, is out.
 */
export async function provedRecords(db: Db, proof: Proof): Promise<ProvedRecord[]> {
  const where = await opened(db, proof);
  if (!where) return [];
  return db.identityRecord.findMany({
    where: { ...where, mpxn: { not: null }, voidedAt: null },
    orderBy: [{ createdAt: 'asc' }, { ir: 'asc' }],
    include: { ...withPrivatePart, account: true },
  });
}

/** The meter points at which a supplier named the person as its customer. */
export async function provedCustomers(db: Db, proof: Proof): Promise<SupplierCustomer[]> {
  if (proof.provedBy !== 'supplier') return [];
  return db.supplierCustomer.findMany({
    where: { id: { in: proof.customerIds } },
    orderBy: [{ mpxn: 'asc' }],
  });
}
