import { randomBytes } from 'node:crypto';
import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Holder, IdentityRecord } from '@/lib/db/generated/client';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';

/**
 * Parts records from their holder, into a new one of their own without passkeys. The former one keeps its
 * passkeys and its other records.
 *
 * @param userHandle of the new holder, where a device was given it already
 */
export async function partFromHolder(
  tx: Tx,
  records: readonly Pick<IdentityRecord, 'ir' | 'accountId'>[],
  userHandle: Uint8Array<ArrayBuffer> = randomBytes(32),
): Promise<Holder> {
  const holder = await tx.holder.create({
    data: { id: newId('hld'), userHandle, createdAt: now() },
  });
  await tx.identityRecord.updateMany({
    where: { ir: { in: records.map(({ ir }) => ir) } },
    // As far as proof shows, the record is another person's now, so their first opening notifies
    // the others again.
    data: { holderId: holder.id, portalOpenedAt: null },
  });
  for (const { ir, accountId } of records) {
    await recordAudit(tx, {
      type: 'identity-record.parted',
      accountId,
      ir,
      detail: { holder: holder.id },
    });
  }
  return holder;
}
