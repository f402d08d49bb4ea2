import type { Db, Tx } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { RateLimitError } from '@/lib/platform/errors';
import { limitExceeded, limitKey, limits, scaledPoints, type LimitName } from './limits';

/** One use of a limit: by whom, and for one caller a number that differs from the contract's. */
export interface LimitUse {
  name: LimitName;
  parts: string[];
  points?: number;
}

interface Counter {
  key: string;
  points: number;
  expire: bigint | null;
}

/** The key under which `limits.ts` counts this limit too. */
function keyOf({ name, parts }: LimitUse): string {
  return `${name}:${limitKey(parts)}`;
}

/** Refuses when a use is spent; of several spent ones the answer names the one that lasts longest. */
function refuseSpent(uses: LimitUse[], counters: Counter[], at: number): void {
  const spent = uses.flatMap((use) => {
    const counter = counters.find(({ key }) => key === keyOf(use));
    const points = scaledPoints(use.name, use.points);
    if (!counter || counter.points < points) return [];
    return [{ name: use.name, points, left: Number(counter.expire ?? at) - at }];
  });
  const [longest] = spent.sort((a, b) => b.left - a.left);
  if (!longest) return;
  throw limitExceeded(longest.points, limits[longest.name].window, longest.left);
}

/** Refuses when one of the uses is spent, and neither counts nor locks. @throws {RateLimitError} */
export async function requireLeft(db: Db, uses: LimitUse[]): Promise<void> {
  const at = now().getTime();
  const counters = await db.$queryRaw<Counter[]>`
    SELECT key, points, expire FROM rate_limits
     WHERE key = ANY (${uses.map(keyOf)}::text[]) AND expire > ${at}`;
  refuseSpent(uses, counters, at);
}

/** Locks the counters until the transaction ends, in one order for everybody; windows over begin anew. */
async function lockCounters(tx: Tx, uses: LimitUse[], at: number): Promise<Counter[]> {
  const keys = uses.map(keyOf);
  const ends = uses.map(({ name }) => String(at + limits[name].window * 1000));
  return tx.$queryRaw<Counter[]>`
    INSERT INTO rate_limits AS counter (key, points, expire)
    SELECT asked.key, 0, asked.ends::bigint
      FROM unnest(${keys}::text[], ${ends}::text[]) AS asked (key, ends) ORDER BY asked.key
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN counter.expire <= ${at} THEN 0 ELSE counter.points END,
      expire = CASE WHEN counter.expire <= ${at} THEN excluded.expire ELSE counter.expire END
    RETURNING key, points, expire`;
}

/**
 * Refuses when one of the uses is spent, and holds all of them until the transaction ends: what is then
 * counted of them was left. @throws {RateLimitError}
 */
export async function holdLimits(tx: Tx, uses: LimitUse[]): Promise<void> {
  const at = now().getTime();
  refuseSpent(uses, await lockCounters(tx, uses, at), at);
}

async function add(tx: Tx, uses: LimitUse[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE rate_limits SET points = points + 1 WHERE key = ANY (${uses.map(keyOf)}::text[])`;
}

/** Counts uses in the transaction that causes them, spent or not: for what is never left out. */
export async function countUses(tx: Tx, uses: LimitUse[]): Promise<void> {
  await lockCounters(tx, uses, now().getTime());
  await add(tx, uses);
}

/**
 * Counts one use of each, in the transaction that causes them, or refuses and counts none
 * (docs/api/limits.md#what-a-refusal-costs): a refusal that ends the transaction also takes back what was counted in it before.
 * @throws {RateLimitError}
 */
export async function consumeLimits(tx: Tx, uses: LimitUse[]): Promise<void> {
  await holdLimits(tx, uses);
  await add(tx, uses);
}

/**
 * Uses each of these limits once, and answers whether all of them had room; where one is spent none is used.
 * For what may be left out when a limit is spent.
 */
export async function tryConsumeLimits(tx: Tx, uses: LimitUse[]): Promise<boolean> {
  try {
    await consumeLimits(tx, uses);
    return true;
  } catch (error) {
    if (error instanceof RateLimitError) return false;
    throw error;
  }
}
