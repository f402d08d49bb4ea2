import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import { now } from '@/lib/platform/clock';

/** Who caused a passkey to go with the last record that it was on, for the audit. */
export interface Cause {
  accountId: string | null;
  ir: string | null;
  by: string;
}

/** Whether an undo may still put a record back to the holder. */
export async function isAwaited(tx: Tx, holderId: string): Promise<boolean> {
  const undo = await tx.passkeyUndo.findFirst({
    where: { formerHolderId: holderId, usedAt: null, expiresAt: { gt: now() } },
    select: { id: true },
  });
  return undo !== null;
}

/**
 * Deletes a holder that no Identity Record has any more, with its passkeys, each audited. One to which an
 * undo may still put a record back is kept for as long.
 */
export async function deleteOrphanHolder(tx: Tx, holderId: string, cause: Cause): Promise<void> {
  // Linking a record to a holder locks the holder's row too: nobody can join one that is going.
  await tx.$queryRaw`SELECT 1 FROM holders WHERE id = ${holderId} FOR UPDATE`;
  const records = await tx.identityRecord.count({ where: { holderId } });
  if (records > 0 || (await isAwaited(tx, holderId))) return;
  const { accountId, ir, by } = cause;
  const credentials = await tx.credential.findMany({ where: { holderId }, select: { id: true } });
  for (const { id } of credentials) {
    await recordAudit(tx, {
      type: 'credential.removed',
      accountId,
      ir,
      detail: { credential: id, by },
    });
  }
  await tx.credential.deleteMany({ where: { holderId } });
  await tx.holder.deleteMany({ where: { id: holderId } });
}
