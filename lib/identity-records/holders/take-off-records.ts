import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Credential, IdentityRecord } from '@/lib/db/generated/client';
import { isAwaited } from './delete-orphan-holder';
import { partFromHolder } from './part-from-holder';

/** Whether the passkey is on any record of its holder, or may be by an undo. */
async function isPlaced(tx: Tx, { id, holderId }: Credential): Promise<boolean> {
  const placed = await tx.recordCredential.findFirst({
    where: { credentialId: id, identityRecord: { holderId } },
    select: { ir: true },
  });
  return placed !== null || isAwaited(tx, holderId);
}

/** Parts a record that has no passkey of its holder any more, where the holder has others. */
async function partIfBare(
  tx: Tx,
  record: Pick<IdentityRecord, 'ir' | 'accountId'>,
  holderId: string,
): Promise<void> {
  const left = await tx.recordCredential.count({
    where: { ir: record.ir, credential: { holderId } },
  });
  const current = await tx.identityRecord.findUnique({ where: { ir: record.ir } });
  if (left > 0 || current?.holderId !== holderId) return;
  const others = await tx.identityRecord.count({ where: { holderId, ir: { not: record.ir } } });
  if (others > 0) await partFromHolder(tx, [record]);
}

/**
 * Takes a passkey off some records of its holder, and off no other. On a record that has no other passkey
 * of that person it parts from the holder; a passkey that is on no record any more is deleted. The rows of
 * the records are locked by the caller.
 *
 * @param by on whose word, for the audit of the records' owners
 */
export async function takeOffRecords(
  tx: Tx,
  credential: Credential,
  records: readonly Pick<IdentityRecord, 'ir' | 'accountId'>[],
  by: 'owner' | 'customer' | 'mailed undo',
): Promise<void> {
  const { id, holderId } = credential;
  for (const record of records) {
    const placed = await tx.recordCredential.findUnique({
      where: { ir_credentialId: { ir: record.ir, credentialId: id } },
    });
    if (!placed) continue;
    await tx.recordCredential.delete({
      where: { ir_credentialId: { ir: record.ir, credentialId: id } },
    });
    await recordAudit(tx, {
      type: 'credential.removed',
      accountId: record.accountId,
      ir: record.ir,
      detail: { credential: id, 'credential-id': placed.alias, by },
    });
    await partIfBare(tx, record, holderId);
  }
  if (!(await isPlaced(tx, credential))) await tx.credential.deleteMany({ where: { id } });
}
