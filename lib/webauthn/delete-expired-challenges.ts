import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { now } from '@/lib/platform/clock';

/** Deletes challenges whose five minutes are over. */
export async function deleteExpiredChallenges(): Promise<number> {
  const at = now();
  return inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT challenge_hash FROM challenges WHERE expires_at <= ${at}
         LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      DELETE FROM challenges USING old WHERE challenges.challenge_hash = old.challenge_hash`,
  );
}
