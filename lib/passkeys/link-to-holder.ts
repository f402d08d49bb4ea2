import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { Holder, IdentityRecord } from '@/lib/db/generated/client';

/** In whose flow a record is linked, for the audit. */
interface Flow {
  accountId: string;
  /** Null: in the portal. */
  tokenRef: string | null;
}

/** Who caused a holder to go, for the audit. */
interface Cause {
  accountId: string;
  ir: string;
  by: 'linked to another holder' | 'anonymised' | 'voided';
}

/** Deletes a holder that no Identity Record has any more, with its passkeys, each audited. */
export async function deleteOrphanHolder(tx: Tx, holderId: string, cause: Cause): Promise<void> {
  // Linking a record to a holder locks the holder's row too: nobody can join one that is going.
  await tx.$queryRaw`SELECT 1 FROM holders WHERE id = ${holderId} FOR UPDATE`;
  const records = await tx.identityRecord.count({ where: { holderId } });
  if (records > 0) return;
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

/**
 * Links a record to the holder whose passkey was just proved on it, so that one passkey serves all
 * Data Users and both fuels (contract §5). Nothing changes when it is that holder's already.
 */
export async function linkToHolder(
  tx: Tx,
  record: IdentityRecord,
  holder: Pick<Holder, 'id'>,
  { accountId, tokenRef }: Flow,
): Promise<void> {
  const formerId = record.holderId;
  if (formerId === holder.id) return;
  await tx.$queryRaw`SELECT 1 FROM holders WHERE id = ${holder.id} FOR SHARE`;
  await tx.identityRecord.update({ where: { ir: record.ir }, data: { holderId: holder.id } });
  await recordAudit(tx, {
    type: 'identity-record.linked',
    accountId,
    ir: record.ir,
    tokenRef,
    detail: { holder: holder.id },
  });
  if (!formerId) return;
  await deleteOrphanHolder(tx, formerId, {
    accountId,
    ir: record.ir,
    by: 'linked to another holder',
  });
}
