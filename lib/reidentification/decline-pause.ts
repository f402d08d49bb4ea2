import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import { RateLimitError } from '@/lib/platform/errors';

const DECLINES = 3;
const DAY_MS = 86_400_000;

/**
 * Three declines in a day pause an organisation's challenges to that record for a day, counted from the
 * third (ceremonies, Declining). @throws {RateLimitError}
 */
export async function refuseWhilePaused(ir: string, accountId: string): Promise<void> {
  const declines = await db().reidentification.findMany({
    where: { ir, accountId, outcome: 'declined' },
    orderBy: { outcomeAt: 'desc' },
    take: DECLINES,
    select: { outcomeAt: true },
  });
  const newest = declines[0]?.outcomeAt?.getTime();
  const oldest = declines[DECLINES - 1]?.outcomeAt?.getTime();
  if (newest === undefined || oldest === undefined || newest - oldest > DAY_MS) return;
  const left = newest + DAY_MS - now().getTime();
  if (left <= 0) return;
  throw new RateLimitError(
    'The customer declined three times in a day. Requests to this record pause for a day.',
    Math.ceil(left / 1000),
  );
}
