import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Credential, IdentityRecord } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { NotFoundError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';

/** Whether the passkey is another organisation's too: made in its flow, and on a record of its own. */
async function isShared(tx: Tx, accountId: string, credential: Credential): Promise<boolean> {
  if (credential.enrolledByAccount === accountId) return false;
  const { holderId } = credential;
  const others = await tx.identityRecord.count({
    where: { holderId, accountId: { not: accountId } },
  });
  return others > 0;
}

/** Gives a record a holder of its own again: the shared passkeys stay where they came from. */
async function detach(tx: Tx, record: IdentityRecord): Promise<void> {
  const holder = await tx.holder.create({
    data: { id: newId('hld'), userHandle: randomBytes(32), createdAt: now() },
  });
  await tx.identityRecord.update({ where: { ir: record.ir }, data: { holderId: holder.id } });
}

/**
 * Takes a passkey off an own record. One that came with another organisation's record is not deleted:
 * this record parts from its holder, and so from all of that holder's passkeys.
 *
 * @throws {NotFoundError} record or passkey unknown or not the account's
 */
export async function removeCredential(
  accountId: string,
  ir: string,
  credentialId: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${ir} FOR UPDATE`;
    const record = await tx.identityRecord.findUnique({ where: { ir } });
    if (record?.accountId !== accountId) throw new NotFoundError('The Identity Record');
    await tx.$queryRaw`SELECT 1 FROM credentials WHERE id = ${credentialId} FOR UPDATE`;
    const credential = await tx.credential.findUnique({ where: { id: credentialId } });
    if (!credential || credential.holderId !== record.holderId) {
      throw new NotFoundError('The credential');
    }
    const shared = await isShared(tx, accountId, credential);
    if (shared) await detach(tx, record);
    else await tx.credential.delete({ where: { id: credentialId } });
    await recordAudit(tx, {
      type: 'credential.removed',
      accountId,
      ir,
      detail: { credential: credentialId, by: shared ? 'owner, from this record only' : 'owner' },
    });
  });
}
