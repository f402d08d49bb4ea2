import { recordAudit } from '@/lib/audit/record-audit';
import type { Tx } from '@/lib/db/database';
import { Prisma, type IdentityRecord } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { queueMail } from '@/lib/mail/queue-mail';
import { findRunningRecords } from '@/lib/identity-records/occupancy/current-occupant';
import { forgetPasskeys } from '@/lib/identity-records/holders/forget-passkeys';
import { notifyRecords } from '@/lib/identity-records/holders/notify-records';
import { whileReachChanges } from '@/lib/release-changes/while-reach-changes';
import { now } from '@/lib/platform/clock';
import { NotFoundError } from '@/lib/platform/errors';

interface Voiding {
  record: IdentityRecord;
  /** The operator's account. */
  adminId: string;
  at: Date;
}

/**
 * Marks as disputed every access that is linked to the record, whoever registered it, and every access of its
 * owner that a replacement has linked to another record since. Without the latter its owner could move
 * accesses away before the record is voided.
 */
async function disputeAccesses(tx: Tx, { record, at }: Voiding): Promise<{ mpxn: string }[]> {
  const { ir, accountId, mpxn } = record;
  const isThere = mpxn === null ? Prisma.empty : Prisma.sql`AND mpxn = ${mpxn}`;
  return tx.$queryRaw<{ mpxn: string }[]>`
    UPDATE access_records SET disputed_at = ${at}
     WHERE disputed_at IS NULL
       AND (ir = ${ir}
            OR (account_id = ${accountId} ${isThere}
                AND EXISTS (SELECT 1 FROM access_record_changes change
                             WHERE change.ak = access_records.ak
                               AND change.replaced #>> '{record-metadata,identity-record-ref}' = ${ir})))
    RETURNING mpxn`;
}

/**
 * Removes the passkeys that were made for the record from every record, and answers their ids. Other people
 * whose records they opened are notified.
 */
async function removePasskeys(tx: Tx, { record, adminId }: Voiding) {
  const { ir } = record;
  const made = await tx.credential.findMany({ where: { enrolledForIr: ir } });
  for (const { id, holderId } of made) {
    const detail = { credential: id, by: 'voided' };
    await recordAudit(tx, { type: 'credential.removed', accountId: adminId, ir, detail });
    const served = await tx.identityRecord.findMany({
      where: { holderId, ir: { not: ir }, credentials: { some: { credentialId: id } } },
      orderBy: { createdAt: 'asc' },
    });
    const notification = { locale: 'en', causedBy: null, refOf: () => id } as const;
    await notifyRecords(tx, served, 'portal-passkey-removed', notification);
  }
  const ids = made.map(({ id }) => id);
  await tx.credential.deleteMany({ where: { id: { in: ids } } });
  await forgetPasskeys(tx, record, { accountId: adminId, by: 'voided' });
  return ids;
}

async function endReidentifications(tx: Tx, { record: { ir }, at }: Voiding): Promise<void> {
  await tx.reidentification.updateMany({
    where: { ir, outcome: null },
    data: { outcome: 'expired', outcomeAt: at },
  });
}

async function endSessions(
  tx: Tx,
  { record: { ir }, at }: Voiding,
  passkeys: string[],
): Promise<void> {
  await tx.portalSession.updateMany({
    where: {
      endedAt: null,
      OR: [{ ir }, { provedIrs: { has: ir } }, { credentialId: { in: passkeys } }],
    },
    data: { endedAt: at },
  });
}

/** Mails whoever else is known at the meter points concerned, one mail for each exact address. */
async function notifyOthers(tx: Tx, { record: { ir }, at }: Voiding, meterPoints: string[]) {
  const notified = new Set<string | null>();
  for (const mpxn of meterPoints) {
    for (const other of await findRunningRecords(tx, mpxn, at)) {
      if (notified.has(other.emailHash)) continue;
      notified.add(other.emailHash);
      await queueMail(tx, {
        kind: 'identity-record-voided',
        ir: other.ir,
        subjectRef: ir,
        locale: 'en',
      });
    }
  }
  return notified.size;
}

async function lockRecord(tx: Tx, ir: string): Promise<IdentityRecord> {
  // Access records before the Identity Record, as a replacement locks them.
  await tx.$queryRaw`SELECT 1 FROM access_records WHERE ir = ${ir} ORDER BY ak FOR UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM identity_records WHERE ir = ${ir} FOR UPDATE`;
  const record = await tx.identityRecord.findUnique({ where: { ir } });
  if (!record) throw new NotFoundError('The Identity Record');
  return record;
}

/**
 * Ends an Identity Record that was made falsely, for good: it parts from its holder, the passkeys made for it
 * are removed, its open re-identifications and sessions end, the accesses linked to it are disputed, and
 * everybody else known at the meter point is notified (docs/api/passkeys.md#voiding-a-false-record). The
 * record itself is kept as evidence. A repeat answers the time of the first call and changes nothing, since
 * callers retry.
 *
 * @throws {NotFoundError}
 */
export async function voidIdentityRecord(adminId: string, ir: string, reason: string) {
  return inTransaction(async (tx) => {
    const record = await lockRecord(tx, ir);
    if (record.voidedAt) return { ir, 'voided-at': record.voidedAt.toISOString() };
    const at = now();
    const voiding = { record, adminId, at };
    await whileReachChanges(tx, record.mpxn, () =>
      tx.identityRecord.update({
        where: { ir },
        data: { holderId: null, voidedAt: at, voidReason: reason },
      }),
    );
    await endReidentifications(tx, voiding);
    const passkeys = await removePasskeys(tx, voiding);
    await endSessions(tx, voiding, passkeys);
    const disputed = await disputeAccesses(tx, voiding);
    // An anonymised record knows its meter point by its accesses only.
    const concerned = disputed.map(({ mpxn }) => mpxn).concat(record.mpxn ?? []);
    const notified = await notifyOthers(tx, voiding, [...new Set(concerned)]);
    await recordAudit(tx, {
      type: 'identity-record.voided',
      accountId: adminId,
      ir,
      detail: {
        owner: record.accountId,
        reason,
        passkeys: passkeys.length,
        accesses: disputed.length,
        told: notified,
      },
    });
    return { ir, 'voided-at': at.toISOString() };
  });
}
