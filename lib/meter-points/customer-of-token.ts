import type { Db } from '@/lib/db/database';
import type { IdentityRecord, Prisma, Reidentification } from '@/lib/db/generated/client';
import { withPrivatePart } from '@/lib/identity-records/dto';
import { staysOf, type Customer } from './stays';

type Token = Pick<Reidentification, 'confirmedBy' | 'credentialId'> & {
  identityRecord: IdentityRecord;
};

/** The Identity Records that the token's proof proves there, as it would in a session of the portal. */
function whereProved(token: Token): Prisma.IdentityRecordWhereInput {
  const { confirmedBy, credentialId, identityRecord } = token;
  const { ir, holderId, emailHash } = identityRecord;
  if (confirmedBy === 'magic_link') return emailHash === null ? { ir } : { emailHash };
  if (holderId === null || credentialId === null) return { ir };
  return { holderId, credentials: { some: { credentialId } } };
}

/**
 * Whom a portal operator's token stands for: never more than a session of our own portal, opened by that
 * proof, would show (contract §6).
 */
export async function customerOfToken(
  db: Db,
  token: Token,
  { mpxn, at }: { mpxn: string; at: Date },
): Promise<Customer> {
  const records = await db.identityRecord.findMany({
    where: { AND: [{ mpxn }, whereProved(token)] },
    orderBy: [{ createdAt: 'asc' }, { ir: 'asc' }],
    include: withPrivatePart,
  });
  return { mpxn, stays: await staysOf(db, records, at) };
}
