import { DAY_S, HOUR_S } from '@/lib/platform/clock';
import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { queryPrepared } from '@/lib/db/query-prepared';
import { env } from '@/lib/platform/env';
import { RateLimitError } from '@/lib/platform/errors';
import { stableHash } from '@/lib/platform/stable-hash';

const MINUTE = 60;

/** The register's limits (docs/api/limits.md#the-limits), before `RATE_LIMIT_SCALE`. Windows in seconds. */
export const limits = {
  'wrong-secret-account-address': { points: 10, window: 15 * MINUTE },
  'wrong-secret-address': { points: 100, window: 15 * MINUTE },
  'secret-rotation-account': { points: 10, window: HOUR_S },
  'api-account': { points: 6000, window: MINUTE },
  'decisions-account': { points: 60_000, window: MINUTE },
  'redirect-urls-account': { points: 60, window: HOUR_S },
  'exists-account': { points: 600, window: MINUTE },
  'exists-account-mpxn': { points: 60, window: HOUR_S },
  'reidentify-account': { points: 600, window: MINUTE },
  'reidentify-account-mpxn': { points: 60, window: HOUR_S },
  'reidentify-record-account': { points: 20, window: HOUR_S },
  'mail-record': { points: 5, window: HOUR_S },
  'mail-address': { points: 10, window: HOUR_S },
  'mail-account': { points: 200, window: HOUR_S },
  'portal-mail-mailbox': { points: 5, window: HOUR_S },
  'passkey-added-mail-mailbox': { points: 5, window: HOUR_S },
  'passkey-removed-mail-mailbox': { points: 5, window: HOUR_S },
  'opening-mail-mailbox': { points: 10, window: HOUR_S },
  'confirmed-mail-mailbox': { points: 10, window: HOUR_S },
  'alert-mail-subscription': { points: 1, window: HOUR_S },
  'alert-mail-account': { points: 20, window: DAY_S },
  'code-record': { points: 20, window: DAY_S },
  'wrong-code-network': { points: 50, window: DAY_S },
  'portal-code-subject': { points: 20, window: DAY_S },
  'portal-look-up': { points: 20, window: HOUR_S },
  'receipt-question': { points: 100, window: HOUR_S },
} as const;

export type LimitName = keyof typeof limits;

/** How many uses a window has, `RATE_LIMIT_SCALE` taken in; never none. */
export function scaledPoints(name: LimitName, points: number = limits[name].points): number {
  return Math.max(1, Math.floor(points * env().RATE_LIMIT_SCALE));
}

/**
 * Of this copy of the module, of which Next makes several, and not of the process: what a limiter refuses by is
 * known by its class, which each copy has for itself. They hold no counts; those stand in the database.
 */
const limiters = new Map<string, RateLimiterPostgres>();

function limiter(name: LimitName, points: number): RateLimiterPostgres {
  const scaled = scaledPoints(name, points);
  const id = `${name}:${scaled}`;
  const existing = limiters.get(id);
  if (existing) return existing;
  const created = new RateLimiterPostgres({
    storeClient: { query: queryPrepared },
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: name,
    points: scaled,
    duration: limits[name].window,
    // Ours to do, for all limits at once (delete-expired-limits.ts).
    clearExpiredByTimeout: false,
  });
  limiters.set(id, created);
  return created;
}

/** Keys may hold a meter point or an address of a person: only a keyed hash of them is stored. */
export function limitKey(parts: string[]): string {
  return stableHash('limits', JSON.stringify(parts));
}

/** The refusal of a spent limit, with how long its window still runs. */
export function limitExceeded(
  limit: number,
  windowSeconds: number,
  msBeforeNext: number,
): RateLimitError {
  return new RateLimitError(
    'Too many requests. Please wait before trying again.',
    Math.max(1, Math.ceil(msBeforeNext / 1000)),
    { limit, windowSeconds },
  );
}

/**
 * Draws `share` uses at once, for a process to spend by itself.
 * @returns how long they are good, in milliseconds
 * @throws {RateLimitError} when they are not left
 */
export async function drawShare(
  name: LimitName,
  parts: string[],
  { share, points }: { share: number; points: number },
): Promise<number> {
  const counted = limiter(name, points);
  try {
    return (await counted.consume(limitKey(parts), share)).msBeforeNext;
  } catch (error) {
    if (error instanceof Error) throw error;
    throw exceeded(counted, error as RateLimiterRes);
  }
}

function exceeded({ points, duration }: RateLimiterPostgres, result: RateLimiterRes) {
  return limitExceeded(points, duration, result.msBeforeNext);
}

/**
 * Counts one use against a limit, in the database and so for all processes. A call that has several limits
 * counts them together (`consume-limits.ts`).
 * @throws {RateLimitError} when the window's uses are spent
 */
export async function consumeLimit(
  name: LimitName,
  parts: string[],
  points: number = limits[name].points,
): Promise<void> {
  const counted = limiter(name, points);
  try {
    await counted.consume(limitKey(parts));
  } catch (error) {
    // Its class does not tell: a limiter may come from the other copy of the package in this process.
    if (error instanceof Error) throw error;
    throw exceeded(counted, error as RateLimiterRes);
  }
}

/** Refuses when the window's uses are spent, without counting one. @throws {RateLimitError} */
export async function checkLimit(
  name: LimitName,
  parts: string[],
  points: number = limits[name].points,
): Promise<void> {
  const counted = limiter(name, points);
  const result = await counted.get(limitKey(parts));
  if (result && result.consumedPoints >= counted.points) throw exceeded(counted, result);
}
