import { connectionShares } from '@/lib/db/connection-options';
import { RateLimitError, UnavailableError } from '@/lib/platform/errors';
import { runWithinLimit } from '@/lib/platform/concurrency-limit';

/** The part of a process's connections to the database that the calls of one account may hold. */
const SHARE = 1 / 3;
/** As many calls may wait as the rate limit allows in a second. */
const WAITING = 100;
/** A call in hand is given up by the database sooner, so that the queue moves on. */
const PATIENCE_MS = 15_000;

/**
 * Runs a call of an account, or the part of one that needs the database, as soon as few enough calls of that
 * account run in this process: they hold a third of its connections at the most, so that verifying and
 * everybody else goes on.
 *
 * Further calls wait their turn, up to a second's worth of the rate limit, and are not refused. Only a flood
 * is refused: it is asked to slow down, and takes no connection.
 */
export function amongCallsOf<T>(accountId: string, call: () => Promise<T>): Promise<T> {
  const parallel = Math.max(2, Math.floor(connectionShares().pool * SHARE));
  const refusal = (why: 'full' | 'late') =>
    why === 'full'
      ? new RateLimitError('Too many calls of this account at once. Please send fewer.', 1, {
          limit: parallel + WAITING,
          windowSeconds: 1,
        })
      : new UnavailableError('calls of one account');
  const limit = { name: 'calls', parallel, waiting: WAITING, patienceMs: PATIENCE_MS, refusal };
  return runWithinLimit(limit, accountId, call);
}
