import { recordAudit } from '@/lib/audit/record-audit';
import { inTransaction } from '@/lib/db/transaction';
import { NotFoundError } from '@/lib/platform/errors';

/**
 * Removes a passkey from a record's holder, on the word of the record's owner. It goes from every
 * record of that holder.
 * @throws {NotFoundError} record or passkey unknown or not the account's
 */
export async function removeCredential(
  accountId: string,
  ir: string,
  credentialId: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    const record = await tx.identityRecord.findUnique({ where: { ir } });
    if (record?.accountId !== accountId) throw new NotFoundError('The Identity Record');
    const { count } = await tx.credential.deleteMany({
      where: { id: credentialId, holderId: record.holderId ?? '' },
    });
    if (count !== 1) throw new NotFoundError('The credential');
    await recordAudit(tx, {
      type: 'credential.removed',
      accountId,
      ir,
      detail: { credential: credentialId, by: 'owner' },
    });
  });
}
