import type { Db } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import { decryptEmail, emailHashes, emailLookup } from '@/lib/identity-records/email-vault';
import { findOccupantRecords } from '@/lib/identity-records/occupancy/current-occupant';
import { now } from '@/lib/platform/clock';
import type { About } from './hint';

const newestFirst = [{ createdAt: 'desc' }, { ir: 'desc' }] as const;

/**
 * The newest record that holds exactly this address, else the newest that holds it with its local part in
 * another case: the mail goes to the address that is stored, never to the one that was typed.
 */
async function findByEmail(db: Db, address: string): Promise<IdentityRecord | null> {
  const exactly = { emailHash: { in: emailHashes(address) } };
  for (const holding of [exactly, emailLookup(address)]) {
    const record = await db.identityRecord.findFirst({
      where: { ...holding, anonymisedAt: null, voidedAt: null },
      orderBy: [...newestFirst],
    });
    if (record) return record;
  }
  return null;
}

/**
 * The record to whose address a sign-in mail goes: for an address the record that holds it, for a meter
 * number the current occupant's newest that has an address, for a link's `ir` that record itself; null when
 * there is none.
 */
export async function findAddressee(db: Db, about: About): Promise<IdentityRecord | null> {
  switch (about.kind) {
    case 'email':
      return findByEmail(db, about.value);
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

/**
 * The records that hold exactly the address of `record`, under whichever look-up key it was hashed. A mailbox
 * that differs in case is not proved, since it may be another person's.
 */
export async function recordsOfAddress(db: Db, record: IdentityRecord): Promise<string[]> {
  const hashes = emailHashes(await decryptEmail(record));
  const records = await db.identityRecord.findMany({
    where: { emailHash: { in: hashes }, voidedAt: null },
    select: { ir: true },
  });
  return records.map(({ ir }) => ir);
}
