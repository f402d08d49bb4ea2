import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { now } from '@/lib/platform/clock';

/** Deletes the hashes of replaced secrets once their 15 minutes are over. */
export async function forgetPreviousSecrets(): Promise<number> {
  const at = now();
  return inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT id FROM accounts WHERE previous_secret_until <= ${at}
         LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      UPDATE accounts SET previous_secret_hash = NULL, previous_secret_until = NULL
        FROM old WHERE accounts.id = old.id`,
  );
}
