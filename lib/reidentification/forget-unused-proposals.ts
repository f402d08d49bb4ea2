import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { now, secondsFrom } from '@/lib/platform/clock';
import { USABLE_FOR_S } from './use-confirmed-token';

/**
 * Forgets proposals with which nothing was registered in the hour that their token-ref is good for
 * (docs/api/proposals.md#how-long-it-is-kept); their digests stay. One that is open on a page is left.
 */
export async function forgetUnusedProposals(): Promise<number> {
  const at = now();
  const issued = secondsFrom(at, -USABLE_FOR_S);
  return inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT token_ref FROM reidentifications
         WHERE proposal IS NOT NULL AND used_at IS NULL AND created_at <= ${issued}
           AND (outcome IS NOT NULL OR expires_at <= ${at})
         LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      UPDATE reidentifications SET proposal = NULL
        FROM old WHERE reidentifications.token_ref = old.token_ref`,
  );
}
