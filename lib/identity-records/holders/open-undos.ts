import type { Tx } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import { UNDO_LIFETIME_S } from './undo-lifetime';
import { secondsFrom } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';

interface Undoable {
  credentialId: string;
  /** The account in whose flow the passkey was made or linked. */
  accountId: string;
  at: Date;
}

/**
 * Lets each of the records with an address take back a passkey that just came to it. `records` are given as
 * they stood before: the holder that a record had then is the one that its undo puts it back to. Answers
 * the undo's id by the record's.
 */
export async function openUndos(
  tx: Tx,
  records: readonly Pick<IdentityRecord, 'ir' | 'holderId' | 'emailHash'>[],
  { credentialId, accountId, at }: Undoable,
): Promise<ReadonlyMap<string, string>> {
  const credential = await tx.credential.findUniqueOrThrow({ where: { id: credentialId } });
  const undos = records
    .filter(({ emailHash }) => emailHash !== null)
    .map(({ ir, holderId }) => ({
      id: newId('und'),
      ir,
      credentialId,
      accountId,
      formerHolderId: holderId === credential.holderId ? null : holderId,
      createdAt: at,
      expiresAt: secondsFrom(at, UNDO_LIFETIME_S),
    }));
  await tx.passkeyUndo.createMany({ data: undos });
  return new Map(undos.map(({ ir, id }) => [ir, id]));
}
