import type { Db } from '@/lib/db/database';
import type { PortalSession, Prisma, SupplierCustomer } from '@/lib/db/generated/client';
import { withPrivatePart, type ReadableRecord } from '@/lib/identity-records/dto';

export type Proof = Pick<
  PortalSession,
  'provedBy' | 'holderId' | 'credentialId' | 'provedIrs' | 'customerIds'
>;

/**
 * The Identity Records that a session's proof proves, as they stand now: by passkey those of its holder that
 * it is on; by mail those that held the very address. One that was anonymised, or parted from the holder,
 * is out.
 */
export async function provedRecords(db: Db, proof: Proof): Promise<ReadableRecord[]> {
  const order: Prisma.IdentityRecordOrderByWithRelationInput[] = [
    { createdAt: 'asc' },
    { ir: 'asc' },
  ];
  switch (proof.provedBy) {
    case 'passkey':
      if (proof.holderId === null || proof.credentialId === null) return [];
      return db.identityRecord.findMany({
        where: {
          holderId: proof.holderId,
          credentials: { some: { credentialId: proof.credentialId } },
          mpxn: { not: null },
        },
        orderBy: order,
        include: withPrivatePart,
      });
    case 'mail':
      return db.identityRecord.findMany({
        where: { ir: { in: proof.provedIrs }, mpxn: { not: null } },
        orderBy: order,
        include: withPrivatePart,
      });
    case 'supplier':
      return [];
  }
}

/** The meter points at which a supplier named the person as its customer. */
export async function provedCustomers(db: Db, proof: Proof): Promise<SupplierCustomer[]> {
  if (proof.provedBy !== 'supplier') return [];
  return db.supplierCustomer.findMany({
    where: { id: { in: proof.customerIds } },
    orderBy: [{ mpxn: 'asc' }],
  });
}
