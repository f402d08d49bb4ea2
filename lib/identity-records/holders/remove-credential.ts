import { inTransaction } from '@/lib/db/transaction';
import { NotFoundError } from '@/lib/platform/errors';
import { lockRecordsOfHolder } from './lock-records';
import { takeOffRecords } from './take-off-records';
import { placedCredentials, withCredentials } from './usable-credentials';

/**
 * Takes a passkey off an own record, and off no other: what the holder has on other records, whoever's,
 * stays as it is (docs/api/passkeys.md#no-organisation-reaches-past-its-own-records).
 *
 * @param credentialId as this record's owner reads it
 * @throws {NotFoundError} record or passkey unknown or not the account's
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
