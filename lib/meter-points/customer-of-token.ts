import type { Db } from '@/lib/db/database';
import type { IdentityRecord, Prisma, Reidentification } from '@/lib/db/generated/client';
import { withPrivatePart } from '@/lib/identity-records/dto';
import { isFallenPasskey } from '@/lib/identity-records/is-fallen-passkey';
import { occupanciesOf, type Customer } from '@/lib/identity-records/occupancy/occupancies';

type Token = Pick<Reidentification, 'confirmedBy' | 'credentialId'> & {
  identityRecord: IdentityRecord;
};

/** The Identity Records that the token's proof proves there, as it would in a session of the portal. */
async function whereProved(db: Db, token: Token): Promise<Prisma.IdentityRecordWhereInput> {
  const { confirmedBy, credentialId, identityRecord } = token;
  const { ir, holderId, emailHash } = identityRecord;
  if (confirmedBy === 'magic_link') return emailHash === null ? { ir } : { emailHash };
  if (holderId === null || credentialId === null) return { ir };
  const passkey = await db.credential.findUnique({ where: { id: credentialId } });
  // One that was made for a record which proves nothing now opens no further record
  // (docs/api/passkeys.md#accounts-that-fell).
  if (!passkey || (await isFallenPasskey(db, passkey))) return { ir };
  return { holderId, credentials: { some: { credentialId } } };
}

/**
 * Whom a portal operator's token stands for: never more than a session of our own portal, opened by that
 * proof, would show (docs/api/meter-point-lists.md#what-a-portal-operator-sees).
 */
export async function customerOfToken(
  db: Db,
  token: Token,
  { mpxn, at }: { mpxn: string; at: Date },
): Promise<Customer> {
  const records = await db.identityRecord.findMany({
    where: { AND: [{ mpxn, voidedAt: null }, await whereProved(db, token)] },
    orderBy: [{ createdAt: 'asc' }, { ir: 'asc' }],
    include: { ...withPrivatePart, account: true },
  });
  return { mpxn, occupancies: await occupanciesOf(db, records, at) };
}
