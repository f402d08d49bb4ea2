import type { Tx } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import { deleteOrphanHolder } from './delete-orphan-holder';

interface Forgetting {
  /** Who ends the record. */
  accountId: string;
  by: 'anonymised' | 'voided';
}

/**
 * Takes all passkeys off a record that has just ended and has no holder any more, with what could put them
 * back. Passkeys that serve no other record are deleted.
 *
 * @param record as it stood before
 */
export async function forgetPasskeys(
  tx: Tx,
  { ir, holderId }: Pick<IdentityRecord, 'ir' | 'holderId'>,
  { accountId, by }: Forgetting,
): Promise<void> {
  const undos = await tx.passkeyUndo.findMany({ where: { ir } });
  await tx.recordCredential.deleteMany({ where: { ir } });
  await tx.passkeyUndo.deleteMany({ where: { ir } });
  const holders = [holderId, ...undos.map(({ formerHolderId }) => formerHolderId)];
  for (const id of new Set(holders.filter((holder) => holder !== null))) {
    await deleteOrphanHolder(tx, id, { accountId, ir, by });
  }
}
