import pLimit, { type LimitFunction } from 'p-limit';
import type { RegisterError } from './errors';
import { processWide } from './process-wide';

/** How many tasks of one lane run at once in a process, and what becomes of the others. */
export interface ConcurrencyLimit {
  /** Two limits of one name would be one limit. */
  name: string;
  parallel: number;
  /** How many may wait in a lane; one more is refused at once. */
  waiting: number;
  /** How long one may wait, in milliseconds; it is refused then. */
  patienceMs: number;
  refusal(why: 'full' | 'late'): RegisterError;
}

interface Lane {
  queue: LimitFunction;
  /** Tasks that run or wait. */
  inHand: number;
}

function lanesOf(limit: ConcurrencyLimit): Map<string, Lane> {
  // Only the counts are shared between copies of this module: an error must be of the class that
  // its caller's copy knows.
  return processWide(`concurrency-limit.${limit.name}`, () => new Map<string, Lane>());
}

function inTurn<T>(
  queue: LimitFunction,
  limit: ConcurrencyLimit,
  task: () => Promise<T>,
): Promise<T> {
  let isGivenUp = false;
  let patience: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    patience = setTimeout(() => {
      isGivenUp = true;
      reject(limit.refusal('late'));
    }, limit.patienceMs);
  });
  const turn = queue(async () => {
    clearTimeout(patience);
    // A task that has been given up does not run, and its turn goes to the next one.
    return isGivenUp ? late : task();
  });
  return Promise.race([turn, late]);
}

/**
 * Runs `task` in its lane, in the order of arrival, as soon as fewer than `parallel` of that lane run. Lanes
 * do not wait for each other.
 *
 * @throws what `limit.refusal` makes, when too many wait in that lane or its turn does not come in time
 */
export async function runWithinLimit<T>(
  limit: ConcurrencyLimit,
  name: string,
  task: () => Promise<T>,
): Promise<T> {
  const lanes = lanesOf(limit);
  const lane = lanes.get(name) ?? { queue: pLimit(limit.parallel), inHand: 0 };
  if (lane.inHand >= limit.parallel + limit.waiting) throw limit.refusal('full');
  lanes.set(name, lane);
  lane.inHand += 1;
  try {
    return await inTurn(lane.queue, limit, task);
  } finally {
    lane.inHand -= 1;
    if (lane.inHand === 0) lanes.delete(name);
  }
}
