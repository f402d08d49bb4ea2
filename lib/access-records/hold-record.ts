import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import type { AccessRecord } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/platform/clock';
import { ConflictError, NotFoundError } from '@/lib/platform/errors';
import { lockAccessRecord } from './lock-access-record';

interface Step {
  ak: string;
  /** The operator's account. */
  adminId: string;
  /** Kept in the audit. */
  reason: string;
}

async function requireRecord(tx: Tx, ak: string): Promise<AccessRecord> {
  const record = await lockAccessRecord(tx, ak);
  if (!record) throw new NotFoundError('The access record');
  return record;
}

/**
 * Holds a record for a dispute: its evidence, its link and its meter point stay beyond their time, until the hold
 * is lifted (docs/api/operator.md#holding-a-record-for-a-dispute).
 *
 * @throws {NotFoundError} @throws {ConflictError} it is held already, or has none of these any more
 */
export async function holdRecord({ ak, adminId, reason }: Step): Promise<void> {
  await inTransaction(async (tx) => {
    const record = await requireRecord(tx, ak);
    if (record.heldAt) throw new ConflictError('This record is held already.');
    if (record.mpxn === null) throw new ConflictError('Of this record nothing is left to hold.');
    const data = { heldAt: now(), holdReason: reason };
    await tx.accessRecord.update({ where: { ak }, data });
    await recordAudit(tx, {
      type: 'access-record.held',
      accountId: adminId,
      ak,
      detail: { owner: record.accountId, reason },
    });
  });
}

/**
 * Lifts the hold of a record: what is past its time goes with the next cleaning.
 * @throws {NotFoundError} @throws {ConflictError} it is not held
 */
export async function liftHold({ ak, adminId, reason }: Step): Promise<void> {
  await inTransaction(async (tx) => {
    const record = await requireRecord(tx, ak);
    if (!record.heldAt) throw new ConflictError('This record is not held.');
    await tx.accessRecord.update({ where: { ak }, data: { heldAt: null, holdReason: null } });
    await recordAudit(tx, {
      type: 'access-record.hold-lifted',
      accountId: adminId,
      ak,
      detail: { owner: record.accountId, reason },
    });
  });
}
