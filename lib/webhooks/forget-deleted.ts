import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';

/** Longer than a ladder of tries, and than the mail at its end may wait. */
const DELETED_KEPT_S = 3 * DAY_S;

/** Forgets subscriptions that their owners deleted, with their deliveries, once nothing is left to try. */
export async function forgetDeleted(): Promise<number> {
  const where = {
    deletedAt: { lte: secondsFrom(now(), -DELETED_KEPT_S) },
    deliveries: { none: { status: 'pending' as const } },
  };
  return inBatches(async (limit) => {
    const found = await db().webhook.findMany({ where, select: { wid: true }, take: limit });
    const wid = { in: found.map((webhook) => webhook.wid) };
    const { count } = await db().webhook.deleteMany({ where: { ...where, wid } });
    return count;
  });
}
