import { db } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';
import type { ListedReidentification } from './dto';
import { toStatusAnswer } from './status';

/** What an account started on one Identity Record, the newest first, 50 at most. */
export async function listReidentifications(
  accountId: string,
  ir: string,
): Promise<ListedReidentification[]> {
  const at = now();
  const rows = await db().reidentification.findMany({
    where: { ir, accountId },
    orderBy: [{ createdAt: 'desc' }, { tokenRef: 'desc' }],
    take: 50,
  });
  return rows.map((row) => ({
    'token-ref': row.tokenRef,
    'created-at': row.createdAt.toISOString(),
    'expires-at': row.expiresAt.toISOString(),
    ...toStatusAnswer(row, at),
  }));
}
