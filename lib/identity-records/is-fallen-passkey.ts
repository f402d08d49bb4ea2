import type { Db } from '@/lib/db/database';
import type { Credential } from '@/lib/db/generated/client';
import { proves } from './proves';

/** Whether a passkey was made for an Identity Record that proves nothing now: elsewhere it does not count. */
export async function isFallenPasskey(
  db: Db,
  { enrolledForIr: ir }: Pick<Credential, 'enrolledForIr'>,
): Promise<boolean> {
  const madeFor = await db.identityRecord.findUnique({ where: { ir }, include: { account: true } });
  return madeFor === null || !proves(madeFor);
}
