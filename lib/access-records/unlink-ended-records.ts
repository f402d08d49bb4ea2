import { recordAudit } from '@/lib/audit/record-audit';
import { db, type Tx } from '@/lib/db/database';
import { Prisma, type AccessRecord } from '@/lib/db/generated/client';
import { inTransaction } from '@/lib/db/transaction';
import { yearsBefore } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { lockMeterPoint } from '@/lib/sightings/lock-meter-point';
import type { AccessDocument } from './dto';
import { meterPointHash } from './meter-point-hash';

const BATCH = 100;

/**
 * The records to unlink, as an SQL condition on `access_records record`: they ended by then and are not held. One
 * that supersedes a sighting waits until that was last seen as long ago, since it explains what is still seen.
 */
function isDueSql(ended: Date): Prisma.Sql {
  return Prisma.sql`(record.state IN ('EXPIRED', 'REVOKED') AND record.mpxn IS NOT NULL
    AND record.held_at IS NULL AND coalesce(record.revoked_at, record.expiry) <= ${ended}
    AND NOT EXISTS (SELECT 1 FROM discovered_accesses seen
                     WHERE seen.superseded_by = record.ak AND seen.last_seen > ${ended}::date))`;
}

async function findDue(ended: Date, limit: number): Promise<{ ak: string; mpxn: string }[]> {
  return db().$queryRaw`
    SELECT record.ak, record.mpxn FROM access_records record WHERE ${isDueSql(ended)}
     ORDER BY coalesce(record.revoked_at, record.expiry) LIMIT ${limit}`;
}

/** A document that names nobody any more; all else in it stays, in its order. */
function withoutReference(stored: Prisma.JsonValue): Prisma.InputJsonObject {
  const document = stored as unknown as AccessDocument;
  const metadata = { ...document['record-metadata'], 'identity-record-ref': null };
  return { ...document, 'record-metadata': metadata };
}

async function unlinkVersions(tx: Tx, ak: string): Promise<void> {
  const changes = await tx.accessRecordChange.findMany({
    where: { ak },
    select: { id: true, replaced: true },
  });
  for (const { id, replaced } of changes) {
    await tx.accessRecordChange.update({
      where: { id },
      data: {
        ...{ ir: null, replacedIr: null, replacedConfirmationRef: null },
        ...(replaced === null ? {} : { replaced: withoutReference(replaced) }),
      },
    });
  }
}

/** What the DCC saw of the same access: it would name the meter point still. */
async function unlinkSightings(tx: Tx, ak: string, mpxnHash: string): Promise<void> {
  const seen = await tx.discoveredAccess.findMany({
    where: { supersededBy: ak },
    select: { ak: true },
  });
  const where = { ak: { in: seen.map((one) => one.ak) } };
  await tx.accessRecord.updateMany({ where, data: { mpxn: null, mpxnHash } });
  await tx.discoveredAccess.updateMany({ where, data: { mpxn: null } });
}

async function unlink(tx: Tx, record: AccessRecord, mpxnHash: string): Promise<void> {
  const { ak, accountId, document } = record;
  await tx.accessRecord.update({
    where: { ak },
    data: {
      ...{ mpxn: null, mpxnHash, ir: null, tokenRef: null, confirmationRef: null },
      earliestDataDate: null,
      document: withoutReference(document),
    },
  });
  await unlinkVersions(tx, ak);
  await unlinkSightings(tx, ak, mpxnHash);
  await tx.confirmationEvidence.deleteMany({ where: { ak } });
  await tx.releaseTotal.deleteMany({ where: { ak } });
  // Its digest stands in the record's confirmation too, and would tell whose it was.
  await tx.reidentification.updateMany({
    where: { usedForAk: ak },
    data: { usedForAk: null, proposal: Prisma.DbNull, proposalDigest: null },
  });
  await recordAudit(tx, { type: 'access-record.unlinked', accountId, ak });
}

/** Unlinks one record, if it is due still. */
async function unlinkDue(ak: string, mpxn: string, ended: Date): Promise<boolean> {
  return inTransaction(async (tx) => {
    // A report that comes meanwhile waits, and finds the record no more.
    await lockMeterPoint(tx, mpxn);
    const due = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM access_records record WHERE record.ak = ${ak} AND ${isDueSql(ended)}
         FOR UPDATE SKIP LOCKED`;
    if (due.length === 0) return false;
    const record = await tx.accessRecord.findUniqueOrThrow({ where: { ak } });
    await unlink(tx, record, meterPointHash(mpxn));
    return true;
  });
}

/**
 * Takes from access records that ended `EVIDENCE_YEARS` ago what ties them to a person: the evidence of their
 * confirmation, the totals of what was asked for, the link, and the meter point, which becomes a keyed hash; the records stay
 * (docs/api/access-records.md#how-long-it-is-kept). Answers how many.
 */
export async function unlinkEndedRecords(limit = BATCH): Promise<number> {
  const ended = yearsBefore(now(), env().EVIDENCE_YEARS);
  let unlinked = 0;
  for (;;) {
    const due = await findDue(ended, limit);
    let batch = 0;
    for (const { ak, mpxn } of due) if (await unlinkDue(ak, mpxn, ended)) batch += 1;
    unlinked += batch;
    if (batch === 0 || due.length < limit) return unlinked;
  }
}
