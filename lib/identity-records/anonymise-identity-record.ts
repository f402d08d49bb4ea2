import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { forgetPasskeys } from '@/lib/identity-records/holders/forget-passkeys';
import { now } from '@/lib/platform/clock';
import { ConflictError, NotFoundError } from '@/lib/platform/errors';

async function refuseWhileActive(tx: Tx, ir: string, at: Date): Promise<void> {
  const active = await tx.accessRecord.findFirst({
    where: { ir, state: 'ACTIVE', OR: [{ expiry: null }, { expiry: { gt: at } }] },
    select: { ak: true },
  });
  if (active) throw new ConflictError('An access record linked to this Identity Record is ACTIVE.');
}

/**
 * Anonymises an own record for good: personal fields go, its key is destroyed, so that backups of the
 * ciphertext read nothing, its pending re-identifications expire, and passkeys that serve no other
 * record are deleted (docs/api/identity-records.md#anonymising). A repeat answers the first time.
 *
 * @throws {NotFoundError} @throws {ConflictError} while any linked access record is ACTIVE
 */
export async function anonymiseIdentityRecord(accountId: string, ir: string) {
  return inTransaction(async (tx) => {
    // Whoever links an access record or starts a re-identification waits for this lock.
    await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${ir} FOR UPDATE`;
    const record = await tx.identityRecord.findUnique({ where: { ir } });
    if (record?.accountId !== accountId) throw new NotFoundError('The Identity Record');
    if (record.anonymisedAt) return { ir, 'anonymised-at': record.anonymisedAt.toISOString() };
    const at = now();
    await refuseWhileActive(tx, ir, at);
    await tx.identityRecord.update({
      where: { ir },
      data: {
        holderId: null,
        mpxn: null,
        moveInDate: null,
        piiCiphertext: null,
        emailHash: null,
        emailFoldedHash: null,
        mailboxHash: null,
        emailCiphertext: null,
        emailMask: null,
        anonymisedAt: at,
      },
    });
    await tx.recordKey.deleteMany({ where: { ir } });
    await tx.reidentification.updateMany({
      where: { ir, outcome: null },
      data: { outcome: 'expired', outcomeAt: at },
    });
    await forgetPasskeys(tx, record, { accountId, by: 'anonymised' });
    await recordAudit(tx, { type: 'identity-record.anonymised', accountId, ir });
    return { ir, 'anonymised-at': at.toISOString() };
  });
}
