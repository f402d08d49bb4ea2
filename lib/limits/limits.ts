import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { queryPrepared } from '@/lib/db/query-prepared';
import { env } from '@/lib/platform/env';
import { RateLimitError } from '@/lib/platform/errors';
import { stableHash } from '@/lib/platform/stable-hash';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** The register's limits (contract §2), before `RATE_LIMIT_SCALE`. Windows in seconds. */
export const limits = {
  'wrong-secret-account-address': { points: 10, window: 15 * MINUTE },
  'wrong-secret-address': { points: 100, window: 15 * MINUTE },
  'secret-rotation-account': { points: 10, window: HOUR },
  'api-account': { points: 6000, window: MINUTE },
  'redirect-urls-account': { points: 60, window: HOUR },
  'exists-account': { points: 600, window: MINUTE },
  'exists-account-mpxn': { points: 60, window: HOUR },
  'reidentify-account': { points: 600, window: MINUTE },
  'reidentify-account-mpxn': { points: 60, window: HOUR },
  'reidentify-record-account': { points: 20, window: HOUR },
  'mail-record': { points: 5, window: HOUR },
  'mail-address': { points: 10, window: HOUR },
  'mail-account': { points: 200, window: HOUR },
  'code-record': { points: 20, window: DAY },
  'portal-code-subject': { points: 20, window: DAY },
  'portal-look-up': { points: 20, window: HOUR },
} as const;

export type LimitName = keyof typeof limits;

/**
 * Of this copy of the module, of which Next makes several, and not of the process: what a limiter refuses by is
 * known by its class, which each copy has for itself. They hold no counts; those stand in the database.
 */
const limiters = new Map<string, RateLimiterPostgres>();

function limiter(name: LimitName, unscaled: number): RateLimiterPostgres {
  const points = Math.max(1, Math.floor(unscaled * env().RATE_LIMIT_SCALE));
  const id = `${name}:${points}`;
  const existing = limiters.get(id);
  if (existing) return existing;
  const created = new RateLimiterPostgres({
    storeClient: { query: queryPrepared },
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: limits[name].window,
    // Ours to do, for all limits at once (delete-expired-limits.ts).
    clearExpiredByTimeout: false,
  });
  limiters.set(id, created);
  return created;
}

/** Keys may hold a meter point or an address of a person: only a keyed hash of them is stored. */
function limitKey(parts: string[]): string {
  return stableHash('limits', JSON.stringify(parts));
}

function exceeded(counted: RateLimiterPostgres, result: RateLimiterRes): RateLimitError {
  return new RateLimitError(
    'Too many requests. Please wait before trying again.',
    Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
    { limit: counted.points, windowSeconds: counted.duration },
  );
}

/**
 * Counts one use against a limit, in the database and so for all processes.
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
    if (error instanceof RateLimiterRes) throw exceeded(counted, error);
    throw error;
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
