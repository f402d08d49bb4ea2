import { db } from '@/lib/db/database';
import { allKeys } from '@/lib/platform/key-ring';
import { log } from '@/lib/platform/log';

/** Keys of each kind that are looked at: they are random, so these stand for all of them. */
const SAMPLE = 200;

/** Ids of the ring's keys under which a sample of the stored keys is wrapped: of records, and of evidence. */
async function wrappingKeys(): Promise<string[]> {
  const select = { keyId: true };
  const ofRecords = await db().recordKey.findMany({
    select,
    orderBy: { ir: 'asc' },
    take: SAMPLE,
  });
  const ofEvidence = await db().confirmationEvidence.findMany({
    select,
    orderBy: { tokenRef: 'asc' },
    take: SAMPLE,
  });
  return [...ofRecords, ...ofEvidence].map(({ keyId }) => keyId);
}

/**
 * Logs an error at the start when Identity Records or the evidence of confirmations are stored under keys that
 * the ring does not have: it is another register's ring, or has lost a key. The register keeps running, since
 * what it answers without them is right.
 */
export async function reportLostKeys(): Promise<void> {
  const sample = await wrappingKeys();
  const known = new Set(allKeys('encryption').map(({ id }) => id));
  const lost = sample.filter((id) => !known.has(id));
  if (lost.length === 0) return;
  log().error(
    { keys: [...new Set(lost)], records: lost.length, of: sample.length },
    'the key ring has not the keys of all Identity Records and evidence: those cannot be read',
  );
}
