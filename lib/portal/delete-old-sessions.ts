import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';

/** For how long a sign-in that is over is kept, so that its page says so rather than that it is unknown. */
const SIGN_IN_KEPT_S = DAY_S;
/** Ended sessions are kept this long, for questions about what happened. */
const SESSION_KEPT_S = 30 * DAY_S;

/** Deletes sign-ins a day after their end, and sessions a month after theirs. */
export async function deleteOldSessions(): Promise<number> {
  const at = now();
  const signIns = secondsFrom(at, -SIGN_IN_KEPT_S);
  const sessions = secondsFrom(at, -SESSION_KEPT_S);
  const counts = [
    await inBatches(
      (limit) => db().$executeRaw`
        WITH old AS MATERIALIZED (
          SELECT id FROM portal_sign_ins WHERE expires_at <= ${signIns}
           LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        DELETE FROM portal_sign_ins USING old WHERE portal_sign_ins.id = old.id`,
    ),
    await inBatches(
      (limit) => db().$executeRaw`
        WITH old AS MATERIALIZED (
          SELECT id FROM portal_sessions WHERE expires_at <= ${sessions}
           LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        DELETE FROM portal_sessions USING old WHERE portal_sessions.id = old.id`,
    ),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}
