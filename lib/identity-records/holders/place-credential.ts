import { DAY_MS } from '@/lib/platform/clock';
import type { Tx } from '@/lib/db/database';
import { newId } from '@/lib/platform/ids';

interface Placing {
  credentialId: string;
  /** The record in whose flow it comes. */
  ir: string;
  /** Further records of the holder on which the passkey is placed too. */
  others?: readonly string[];
  at: Date;
}

/**
 * Puts a passkey on records of its holder, under an own name on each, and answers the name on the record of
 * the flow. On the other records only the day is stored: an equal millisecond on records of two organisations
 * would disclose to them that one person is on both.
 */
export async function placeCredential(
  tx: Tx,
  { credentialId, ir, others = [], at }: Placing,
): Promise<string> {
  const alias = newId('cred');
  const day = new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
  await tx.recordCredential.createMany({
    data: [
      { ir, credentialId, alias, registeredAt: at },
      ...others.map((other) => ({
        ...{ ir: other, credentialId, alias: newId('cred'), registeredAt: day },
      })),
    ],
    skipDuplicates: true,
  });
  return alias;
}
