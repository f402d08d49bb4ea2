import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { DAY_MS, now } from '@/lib/platform/clock';

/** A key replays its answer for a day (docs/api/requests-and-errors.md#idempotency). */
export const KEY_LIFETIME_MS = DAY_MS;

/** Deletes `Idempotency-Key`s whose day is over, and the answers kept under them. */
export async function deleteOldKeys(): Promise<number> {
  const started = new Date(now().getTime() - KEY_LIFETIME_MS);
  return inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT account_id, key FROM idempotency_keys WHERE started_at <= ${started}
         LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      DELETE FROM idempotency_keys AS kept USING old
       WHERE kept.account_id = old.account_id AND kept.key = old.key`,
  );
}
