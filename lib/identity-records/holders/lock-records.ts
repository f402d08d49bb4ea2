import type { Tx } from '@/lib/db/database';

/**
 * Locks a record and the others of its holder until the transaction ends, in one order: what decides about
 * a passkey and what changes it cannot pass each other.
 */
export async function lockRecordsOfHolder(tx: Tx, ir: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM identity_records
     WHERE ir = ${ir}
        OR holder_id = (SELECT holder_id FROM identity_records WHERE ir = ${ir})
     ORDER BY ir FOR UPDATE`;
}
