import { db } from '@/lib/db/database';
import { now, secondsFrom } from '@/lib/platform/clock';
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

/** How far a window is used up. */
interface Used {
  points: number;
  expire: Date;
}

const allowedUses = (points: number) => Math.max(1, Math.floor(points * env().RATE_LIMIT_SCALE));

/** Keys may hold a meter point or an address of a person: only a keyed hash of them is stored. */
function limitKey(name: LimitName, parts: string[]): string {
  return `${name}:${stableHash('limits', JSON.stringify(parts))}`;
}

function exceeded(name: LimitName, allowed: number, { expire }: Used, at: Date): RateLimitError {
  return new RateLimitError(
    'Too many requests. Please wait before trying again.',
    Math.max(1, Math.ceil((expire.getTime() - at.getTime()) / 1000)),
    { limit: allowed, windowSeconds: limits[name].window },
  );
}

/**
 * Counts one use against a limit, in the database and so for all processes, by one statement: of any
 * number at once each is counted, and a window that is over starts anew.
 *
 * @throws {RateLimitError} when the window's uses are spent
 */
export async function consumeLimit(
  name: LimitName,
  parts: string[],
  points: number = limits[name].points,
): Promise<void> {
  const at = now();
  const end = secondsFrom(at, limits[name].window);
  const [used] = await db().$queryRaw<Used[]>`
    INSERT INTO rate_limits AS counted (key, points, expire)
    VALUES (${limitKey(name, parts)}, 1, ${end})
    ON CONFLICT (key) DO UPDATE
       SET points = CASE WHEN counted.expire > ${at} THEN counted.points + 1 ELSE 1 END,
           expire = CASE WHEN counted.expire > ${at} THEN counted.expire ELSE excluded.expire END
    RETURNING points, expire`;
  const allowed = allowedUses(points);
  if (used && used.points > allowed) throw exceeded(name, allowed, used, at);
}

/** Refuses when the window's uses are spent, without counting one. @throws {RateLimitError} */
export async function checkLimit(
  name: LimitName,
  parts: string[],
  points: number = limits[name].points,
): Promise<void> {
  const at = now();
  const [used] = await db().$queryRaw<Used[]>`
    SELECT points, expire FROM rate_limits
     WHERE key = ${limitKey(name, parts)} AND expire > ${at}`;
  const allowed = allowedUses(points);
  if (used && used.points >= allowed) throw exceeded(name, allowed, used, at);
}
