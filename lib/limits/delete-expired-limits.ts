import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { now } from '@/lib/platform/clock';

/** Deletes the counters of windows that are over; the next use starts a new window either way. */
export async function deleteExpiredLimits(): Promise<number> {
  const at = now().getTime();
  return inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT key FROM rate_limits WHERE expire <= ${at} LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      DELETE FROM rate_limits USING old WHERE rate_limits.key = old.key`,
  );
}
