import { db } from '@/lib/db/database';
import { now, secondsFrom } from '@/lib/platform/clock';

const DAY_S = 86_400;
/** Ended sessions are kept this long, for questions about what happened. */
const SESSIONS_KEPT_S = 30 * DAY_S;

/** Deletes sign-ins a day after their end, spent-up challenges, and sessions of a month ago. */
export async function sweepPortal(): Promise<void> {
  const at = now();
  await db().portalChallenge.deleteMany({ where: { expiresAt: { lte: at } } });
  await db().portalSignIn.deleteMany({ where: { expiresAt: { lte: secondsFrom(at, -DAY_S) } } });
  await db().portalSession.deleteMany({
    where: { expiresAt: { lte: secondsFrom(at, -SESSIONS_KEPT_S) } },
  });
}
