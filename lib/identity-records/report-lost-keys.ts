import { db } from '@/lib/db/database';
import { allKeys } from '@/lib/platform/key-ring';
import { log } from '@/lib/platform/log';

/** Records that are looked at: their keys are random, so these stand for all of them. */
const SAMPLE = 200;

/**
 * Logs an error at the start when Identity Records are stored under keys that the ring does not have: it is
 * another register's ring, or has lost a key. The register keeps running, since what it answers without them
 * is right.
 */
export async function reportLostKeys(): Promise<void> {
  const sample = await db().recordKey.findMany({
    select: { keyId: true },
    orderBy: { ir: 'asc' },
    take: SAMPLE,
  });
  const known = new Set(allKeys('encryption').map(({ id }) => id));
  const lost = sample.map(({ keyId }) => keyId).filter((id) => !known.has(id));
  if (lost.length === 0) return;
  log().error(
    { keys: [...new Set(lost)], records: lost.length, of: sample.length },
    'the key ring has not the keys of all Identity Records: those cannot be read',
  );
}
