import type { Tx } from '@/lib/db/database';

/**
 * Locks a meter point until the transaction ends, so that what is reported of it and what is registered at it at
 * one time see each other.
 */
export async function lockMeterPoint(tx: Tx, mpxn: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${mpxn}, 8))`;
}
