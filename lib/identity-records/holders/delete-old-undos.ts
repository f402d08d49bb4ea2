import { db } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { deleteOrphanHolder } from './delete-orphan-holder';

/** Rows of one transaction: so few that nobody waits long for them. */
const AT_ONCE = 100;

/** Deletes undos whose time is over, and the holders that were kept for them alone, with their passkeys. */
export async function deleteOldUndos(): Promise<number> {
  let deleted = 0;
  for (;;) {
    const old = await db().passkeyUndo.findMany({
      where: { expiresAt: { lte: now() } },
      take: AT_ONCE,
      orderBy: { expiresAt: 'asc' },
    });
    if (old.length === 0) return deleted;
    await inTransaction(async (tx) => {
      await tx.passkeyUndo.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
      for (const { formerHolderId, accountId, ir } of old) {
        if (formerHolderId === null) continue;
        const cause = { accountId, ir, by: 'linked to another holder' };
        await deleteOrphanHolder(tx, formerHolderId, cause);
      }
    });
    deleted += old.length;
  }
}
