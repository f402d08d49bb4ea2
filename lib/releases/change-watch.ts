import { RateLimitError } from '@/lib/platform/errors';
import { log } from '@/lib/platform/log';
import { processWide } from '@/lib/platform/process-wide';
import { stopping } from '@/lib/platform/stopping';
import { lastShown } from './read-changes';

/** Requests of one account, and of all, that may wait in a process. */
const MOST_OF_ACCOUNT = 10;
const MOST = 1000;
/** How often it is looked whether more is shown, while anybody waits. */
const LOOK_MS = 1000;

interface Waiting {
  seen: number;
  go: () => void;
}

/** Lets requests wait for changes: one look a second for all of them, and none while nobody waits. */
class ChangeWatch {
  readonly #inHand = new Map<string, number>();
  readonly #waiting = new Set<Waiting>();
  #all = 0;
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;

  constructor() {
    stopping().addEventListener('abort', () => this.#wake(() => true));
  }

  /** Runs a request that may wait. @throws {RateLimitError} when too many do already */
  async admit<T>(accountId: string, request: () => Promise<T>): Promise<T> {
    const own = this.#inHand.get(accountId) ?? 0;
    if (own >= MOST_OF_ACCOUNT || this.#all >= MOST) {
      const limit = { limit: MOST_OF_ACCOUNT, windowSeconds: 30 };
      throw new RateLimitError('Too many requests wait for changes.', 5, limit);
    }
    this.#inHand.set(accountId, own + 1);
    this.#all += 1;
    try {
      return await request();
    } finally {
      const left = (this.#inHand.get(accountId) ?? 1) - 1;
      if (left === 0) this.#inHand.delete(accountId);
      else this.#inHand.set(accountId, left);
      this.#all -= 1;
    }
  }

  /** Resolves when a number above `seen` is shown, after `ms`, or when `gone` or the process ends. */
  async above(seen: number, ms: number, gone: AbortSignal): Promise<void> {
    if (gone.aborted || stopping().aborted) return;
    await new Promise<void>((resolve) => {
      const waiting: Waiting = { seen, go: () => end() };
      const timer = setTimeout(waiting.go, ms);
      const end = () => {
        clearTimeout(timer);
        gone.removeEventListener('abort', waiting.go);
        this.#waiting.delete(waiting);
        if (this.#waiting.size === 0) this.#rest();
        resolve();
      };
      gone.addEventListener('abort', waiting.go);
      this.#waiting.add(waiting);
      this.#timer ??= setInterval(() => void this.#look(), LOOK_MS);
    });
  }

  #rest(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #wake(isConcerned: (waiting: Waiting) => boolean): void {
    for (const waiting of [...this.#waiting]) if (isConcerned(waiting)) waiting.go();
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const last = await lastShown();
      this.#wake(({ seen }) => seen < last);
    } catch (error) {
      // They wait on: at the next look, or at their own when their time is up.
      log().error({ err: error }, 'release changes not looked for');
    } finally {
      this.#isLooking = false;
    }
  }
}

/** The watch of this process. */
export function changeWatch(): ChangeWatch {
  return processWide('release-change-watch', () => new ChangeWatch());
}
