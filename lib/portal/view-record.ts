import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { now } from '@/lib/platform/clock';
import { shortReference } from '@/lib/vocabulary/short-reference';
import type { PortalReceipt, PortalRecordView } from './dto';
import { toPortalEntry } from './entry';
import { findReceiptAddressee } from './find-receipt-addressee';
import { recordHistories } from './record-history';
import { recordReleases } from './record-releases';
import { wayBackAfterWithdrawal } from './return-link';
import { findSeenRecord } from './seen-records';

/** One access as its page shows it; null when the session does not see it. */
export async function viewPortalRecord(
  session: PortalSession,
  recordId: string,
): Promise<PortalRecordView | null> {
  const at = now();
  const found = await findSeenRecord(session, recordId, at);
  if (!found) return null;
  const { customer, row } = found;
  const histories = await recordHistories([row], at);
  return {
    entry: toPortalEntry(row),
    releases: await recordReleases(db(), customer, row, at),
    history: histories.get(row.ak) ?? [],
  };
}

/** The receipt of a customer's own withdrawal; null when there is none that the session sees. */
export async function findReceipt(
  session: PortalSession,
  recordId: string,
): Promise<PortalReceipt | null> {
  const found = await findSeenRecord(session, recordId);
  if (!found || found.row.revokedAt === null) return null;
  const change = await db().accessRecordChange.findFirst({
    where: { ak: found.row.ak, state: 'REVOKED', accountId: null },
    orderBy: { at: 'desc' },
  });
  const { mpxn } = found.row;
  if (!change || mpxn === null) return null;
  const { organisation, through, purpose } = toPortalEntry(found.row);
  return {
    recordId,
    organisation,
    through,
    purpose,
    at: change.at.toISOString(),
    reference: shortReference(change.id),
    isMailed: (await findReceiptAddressee(db(), session, mpxn)) !== null,
    back: await wayBackAfterWithdrawal(session, found),
  };
}
