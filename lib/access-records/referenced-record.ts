import type { Tx } from '@/lib/db/database';
import type { IdentityRecord } from '@/lib/db/generated/client';
import { ConflictError, NotFoundError } from '@/lib/platform/errors';

/** The field by which a record names its Identity Record. */
export const REFERENCE = 'record-metadata.identity-record-ref';

/**
 * The caller's own Identity Record of a reference, locked against anonymising and voiding until the
 * transaction ends. @throws {NotFoundError} unknown or another's; {@link ConflictError} anonymised, voided
 */
export async function requireReferencedRecord(
  tx: Tx,
  accountId: string,
  ir: string,
): Promise<IdentityRecord> {
  await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${ir} FOR SHARE`;
  const record = await tx.identityRecord.findUnique({ where: { ir } });
  if (record?.accountId !== accountId) throw new NotFoundError('The Identity Record');
  if (record.anonymisedAt) throw new ConflictError('was anonymised', REFERENCE);
  if (record.voidedAt) throw new ConflictError('was voided by the operator', REFERENCE);
  return record;
}
