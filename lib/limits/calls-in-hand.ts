import { connectionShares } from '@/lib/db/connection-options';
import { RateLimitError, UnavailableError } from '@/lib/platform/errors';
import { runWithinLimit } from '@/lib/platform/concurrency-limit';

/** The part of a process's connections to the database that the calls of one account may hold. */
const SHARE = 1 / 3;
/** As many as the limit of calls allows in a second. */
const WAITING = 100;
/** A call in hand is given up by the database sooner, so that the queue moves on. */
const PATIENCE_MS = 15_000;

/**
 * Runs a call of an account, or the part of one that needs the database, as soon as few enough calls of that
 * account are in hand in this process: they hold a third of its connections at the most, whatever they do
 * there, so that verifying and everybody else goes on.
 *
 * Further ones wait their turn, since software that sends a burst does nothing wrong: they are done late,
 * not refused. Only a flood is refused: it is told to slow down, and costs no connection.
 *
 * @throws {RateLimitError} when a hundred wait already
 * @throws {UnavailableError} when the turn does not come in time, since the database does not answer
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
