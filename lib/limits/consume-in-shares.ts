import { processWide } from '@/lib/platform/process-wide';
import { drawShare, limits, scaledPoints, type LimitName } from './limits';

/** A process draws a hundredth of a limit at a time: so much is at most left unused in each. */
const SHARES = 100;

interface Share {
  left: number;
  /** By the process's own clock, in milliseconds. */
  until: number;
  /** The share that is being drawn; whoever comes meanwhile waits for it. */
  drawing: Promise<void> | null;
}

function shares(): Map<string, Share> {
  return processWide('limit-shares', () => new Map<string, Share>());
}

/** What is over is forgotten when something new comes. */
function forgetOver(all: Map<string, Share>, at: number): void {
  for (const [key, { until, drawing }] of all) if (until <= at && !drawing) all.delete(key);
}

async function draw(name: LimitName, parts: string[], points: number, share: Share): Promise<void> {
  const size = Math.max(1, Math.floor(scaledPoints(name, points) / SHARES));
  const goodForMs = await drawShare(name, parts, { share: size, points });
  share.left = size;
  share.until = performance.now() + goodForMs;
}

/**
 * Counts one use against a limit of all processes, of which this one draws a hundredth at a time and spends it
 * by itself: for calls that are too many to be counted in the database each.
 *
 * @throws {RateLimitError} when the window's uses are drawn
 */
export async function consumeInShares(
  name: LimitName,
  parts: string[],
  points: number = limits[name].points,
): Promise<void> {
  const all = shares();
  const key = JSON.stringify([name, parts, points]);
  for (;;) {
    const at = performance.now();
    const share = all.get(key) ?? { left: 0, until: 0, drawing: null };
    if (!all.has(key)) {
      forgetOver(all, at);
      all.set(key, share);
    }
    if (share.left > 0 && share.until > at) {
      share.left -= 1;
      return;
    }
    share.drawing ??= draw(name, parts, points, share).finally(() => (share.drawing = null));
    await share.drawing;
  }
}
