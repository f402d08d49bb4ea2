import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { now, secondsFrom } from '@/lib/platform/clock';

const UNUSED_KEPT_S = 3600;

/**
 * Deletes evidence of confirmations with which nothing was registered in their hour
 * (docs/api/proposals.md#how-long-it-is-kept).
 */
export async function deleteUnusedEvidence(): Promise<number> {
  const confirmed = secondsFrom(now(), -UNUSED_KEPT_S);
  return inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT token_ref FROM confirmation_evidence
         WHERE ak IS NULL AND created_at <= ${confirmed}
         LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      DELETE FROM confirmation_evidence USING old
       WHERE confirmation_evidence.token_ref = old.token_ref`,
  );
}
