import { RateLimitError } from '@/lib/platform/errors';

/** Things that come in one by one and are worked on together. */
export interface Gathering<Item, Result> {
  /** How many rounds of one lane run at once. */
  parallel: number;
  /** What one round takes, and what may wait in a lane, by weight. */
  most: number;
  mostWaiting: number;
  weigh: (item: Item) => number;
  /** One round. Results in the order of the items. */
  run: (lane: string, items: Item[]) => Promise<Result[]>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

interface Lane<Item, Result> {
  waiting: Waiting<Item, Result>[];
  weight: number;
  running: number;
  isPlanned: boolean;
}

/**
 * Hands what came in during one turn of the event loop, or while `parallel` rounds of its lane were running, to
 * one round. A round that fails fails all that it took.
 */
export class Gatherer<Item, Result> {
  readonly #lanes = new Map<string, Lane<Item, Result>>();

  constructor(private readonly gathering: Gathering<Item, Result>) {}

  /** @throws {RateLimitError} when too much waits in the lane */
  add(name: string, item: Item): Promise<Result> {
    const lane = this.#lanes.get(name) ?? { waiting: [], weight: 0, running: 0, isPlanned: false };
    this.#lanes.set(name, lane);
    const { weigh, mostWaiting } = this.gathering;
    if (lane.weight + weigh(item) > mostWaiting) {
      const limit = { limit: mostWaiting, windowSeconds: 1 };
      throw new RateLimitError('Too many questions of this account at once.', 1, limit);
    }
    lane.weight += weigh(item);
    return new Promise((resolve, reject) => {
      lane.waiting.push({ item, resolve, reject });
      this.#plan(name, lane);
    });
  }

  #plan(name: string, lane: Lane<Item, Result>): void {
    if (lane.isPlanned || lane.running >= this.gathering.parallel) return;
    lane.isPlanned = true;
    setImmediate(() => {
      lane.isPlanned = false;
      if (lane.waiting.length > 0) void this.#run(name, lane);
    });
  }

  #take(lane: Lane<Item, Result>): Waiting<Item, Result>[] {
    let weight = 0;
    const beyond = lane.waiting.findIndex(({ item }, index) => {
      weight += this.gathering.weigh(item);
      return index > 0 && weight > this.gathering.most;
    });
    const taken = lane.waiting.splice(0, beyond < 0 ? lane.waiting.length : beyond);
    for (const { item } of taken) lane.weight -= this.gathering.weigh(item);
    return taken;
  }

  async #run(name: string, lane: Lane<Item, Result>): Promise<void> {
    const taken = this.#take(lane);
    lane.running += 1;
    if (lane.waiting.length > 0) this.#plan(name, lane);
    try {
      const results = await this.gathering.run(
        name,
        taken.map(({ item }) => item),
      );
      taken.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      for (const { reject } of taken) reject(error);
    } finally {
      lane.running -= 1;
      if (lane.waiting.length > 0) this.#plan(name, lane);
      else if (lane.running === 0 && !lane.isPlanned) this.#lanes.delete(name);
    }
  }
}
