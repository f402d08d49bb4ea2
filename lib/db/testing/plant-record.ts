import { randomBytes } from 'node:crypto';
import type { Db } from '@/lib/db/database';
import type { Account, IdentityRecord, Prisma, Reidentification } from '@/lib/db/generated/client';
import { now, secondsFrom } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';

/** Rows of the least that the tables ask for, each with random keys. */
export async function plantAccount(db: Db): Promise<Account> {
  return db.account.create({
    data: {
      id: newId('tid'),
      duid: newId('duid'),
      displayName: 'Northwind Energy',
      role: 'data_user',
      secretHash: 'none',
      registeredAt: now(),
    },
  });
}

export async function plantRecord(
  db: Db,
  fields: Partial<Prisma.IdentityRecordUncheckedCreateInput> = {},
): Promise<IdentityRecord> {
  const accountId = fields.accountId ?? (await plantAccount(db)).id;
  const holder = await db.holder.create({
    data: { id: newId('hld'), userHandle: randomBytes(32), createdAt: now() },
  });
  return db.identityRecord.create({
    data: {
      ir: newId('ir'),
      holderId: holder.id,
      mpxn: '1200023456781',
      expressedBy: 'data-subject',
      createdAt: now(),
      ...fields,
      accountId,
    },
  });
}

export async function plantReidentification(
  db: Db,
  fields: Partial<Prisma.ReidentificationUncheckedCreateInput> = {},
): Promise<Reidentification> {
  const { ir, accountId } = await plantRecord(db);
  return db.reidentification.create({
    data: {
      tokenRef: newId('mlr'),
      ir,
      accountId,
      crossOrganisation: true,
      method: 'magic_link',
      createdAt: now(),
      expiresAt: secondsFrom(now(), 900),
      linkKeyId: 'none',
      ...fields,
    },
  });
}
