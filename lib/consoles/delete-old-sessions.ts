import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';

/** Ended sessions are kept this long, for questions about what happened. */
const KEPT_S = 30 * DAY_S;

/** Deletes the consoles' sessions a month after their end. */
export async function deleteOldConsoleSessions(): Promise<number> {
  const until = secondsFrom(now(), -KEPT_S);
  return inBatches(
    (limit) => db().$executeRaw`
      WITH old AS MATERIALIZED (
        SELECT id FROM console_sessions WHERE expires_at <= ${until}
         LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      DELETE FROM console_sessions USING old WHERE console_sessions.id = old.id`,
  );
}
