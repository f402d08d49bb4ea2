import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';

/** So long a page that was left open, or found again in the history, still says how it ended. */
export const CEREMONY_KEPT_S = 30 * DAY_S;

/**
 * Deletes ceremonies a month after they were opened, with their e-mail proofs. Their re-identifications
 * stay.
 */
export async function deleteOldCeremonies(): Promise<number> {
  const at = now();
  const opened = secondsFrom(at, -CEREMONY_KEPT_S);
  return inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT id FROM ceremonies
          JOIN reidentifications USING (token_ref)
         WHERE ceremonies.created_at <= ${opened} AND reidentifications.expires_at <= ${at}
         LIMIT ${limit} FOR UPDATE OF ceremonies SKIP LOCKED)
      DELETE FROM ceremonies USING old WHERE ceremonies.id = old.id`,
  );
}
