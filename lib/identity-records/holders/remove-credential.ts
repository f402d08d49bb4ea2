import { inTransaction } from '@/lib/db/transaction';
import { NotFoundError } from '@/lib/platform/errors';
import { lockRecordsOfHolder } from './lock-records';
import { takeOffRecords } from './take-off-records';
import { placedCredentials, withCredentials } from './usable-credentials';

/**
 * Removes a passkey from an own record. On other records of the holder, whoever owns them, it is unchanged
 * (docs/api/passkeys.md#no-organisation-reaches-past-its-own-records).
 *
 * @param credentialId as this record's owner reads it
 * @throws {NotFoundError} record or passkey
 */
export async function removeCredential(
  accountId: string,
  ir: string,
  credentialId: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockRecordsOfHolder(tx, ir);
    const record = await tx.identityRecord.findUnique({ where: { ir }, include: withCredentials });
    if (record?.accountId !== accountId) throw new NotFoundError('The Identity Record');
    const placed = placedCredentials(record).find(({ alias }) => alias === credentialId);
    if (!placed) throw new NotFoundError('The credential');
    await takeOffRecords(tx, placed.credential, [record], 'owner');
  });
}
