import type { Db, Tx } from '@/lib/db/database';
import { DAY_S, now } from '@/lib/platform/clock';
import { RateLimitError } from '@/lib/platform/errors';

const DECLINES = 3;

interface Asking {
  ir: string;
  accountId: string;
}

/**
 * Until when an organisation may not ask about a record, or null. A stranger's declines count for nothing: a
 * magic link is declined behind its mail alone, a page's request counts where something was proved.
 */
async function pausedUntil(db: Db, { ir, accountId }: Asking): Promise<Date | null> {
  const declines = await db.reidentification.findMany({
    where: {
      ir,
      accountId,
      outcome: 'declined',
      OR: [{ method: 'magic_link' }, { provedDecline: true }],
    },
    orderBy: { outcomeAt: 'desc' },
    take: DECLINES,
    select: { outcomeAt: true },
  });
  const newest = declines[0]?.outcomeAt?.getTime();
  const oldest = declines[DECLINES - 1]?.outcomeAt?.getTime();
  if (newest === undefined || oldest === undefined) return null;
  return newest - oldest <= DAY_S * 1000 ? new Date(newest + DAY_S * 1000) : null;
}

/**
 * Three declines in a day, each by somebody who has shown that the record is theirs, pause an organisation's
 * challenges to that record for a day, counted from the third (docs/ceremonies.md#declining). To be asked
 * under a lock of the record. @throws {RateLimitError}
 */
export async function refuseWhilePaused(tx: Tx, asking: Asking): Promise<void> {
  const until = await pausedUntil(tx, asking);
  const left = until ? until.getTime() - now().getTime() : 0;
  if (left <= 0) return;
  throw new RateLimitError(
    'The customer declined three times in a day. Requests to this record pause for a day.',
    Math.ceil(left / 1000),
    { limit: DECLINES, windowSeconds: DAY_S },
  );
}

/** Ends what an organisation still has open at a record once the pause begins: links, pages, mails. */
export async function expirePendingWhilePaused(tx: Tx, asking: Asking, at: Date): Promise<void> {
  const until = await pausedUntil(tx, asking);
  if (!until || until <= at) return;
  const { ir, accountId } = asking;
  await tx.reidentification.updateMany({
    where: { ir, accountId, outcome: null },
    data: { outcome: 'expired', outcomeAt: at },
  });
}
