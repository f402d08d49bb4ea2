import type { Db } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import { decryptEmail, emailHashes } from '@/lib/identity-records/email-vault';
import { findOccupantRecords } from '@/lib/meter-points/current-occupant';
import { now } from '@/lib/platform/clock';
import type { About } from './hint';

const newestFirst = [{ createdAt: 'desc' }, { ir: 'desc' }] as const;

/**
 * The record to whose address a sign-in mail goes, or null: by address the newest that holds it; by
 * meter number the current occupant's newest that has one; by a link's `ir` that very record.
 */
export async function findAddressee(db: Db, about: About): Promise<IdentityRecord | null> {
  switch (about.kind) {
    case 'email':
      return db.identityRecord.findFirst({
        where: { emailHash: { in: emailHashes(about.value) }, voidedAt: null },
        orderBy: [...newestFirst],
      });
    case 'mpxn': {
      const occupants = await findOccupantRecords(db, about.value, now());
      return occupants.find(({ emailHash }) => emailHash !== null) ?? null;
    }
    case 'ir':
      return db.identityRecord.findFirst({
        where: { ir: about.value, emailHash: { not: null }, voidedAt: null },
      });
  }
}

/** The records that hold the same address as `record`, under whichever look-up key it was hashed. */
export async function recordsOfAddress(db: Db, record: IdentityRecord): Promise<string[]> {
  const hashes = emailHashes(await decryptEmail(record));
  const records = await db.identityRecord.findMany({
    where: { emailHash: { in: hashes }, voidedAt: null },
    select: { ir: true },
  });
  return records.map(({ ir }) => ir);
}
