import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { now } from '@/lib/platform/clock';
import type { PortalListView } from './dto';
import { toPortalEntry } from './entry';
import { findAddress } from './find-address';
import { listLooks } from './list-looks';
import { openMeterPoints } from './meter-points';
import { lastReleasedDays } from './record-releases';
import { portalRecordId } from '@/lib/vocabulary/portal-record-id';
import { findWayBack } from './return-link';
import { seenPage } from './seen-records';
import { listWaitingRequests } from './waiting-requests';
import { hasLeft, hasProvenResidence, seesWhole } from './customer-of-session';

/**
 * A page of the customer's list: warnings of what nobody registered, then what is active, what they may end
 * first, then what has ended.
 *
 * @param after the id of the last record of the page before; null for the first page
 * @returns null when the session no longer stands for anybody
 */
export async function listPortalRecords(
  session: PortalSession,
  after: string | null,
): Promise<PortalListView | null> {
  const at = now();
  const page = await seenPage(session, after, at);
  if (!page) return null;
  const { customer, rows, totals, hasMore } = page;
  const released = await lastReleasedDays(db(), customer, rows, at);
  const of = (part: 'warning' | 'active' | 'ended') =>
    rows
      .filter(({ seen }) => seen.part === part)
      .map((row) => toPortalEntry(row, released.get(row.ak)));
  const last = hasMore ? rows.at(-1) : undefined;
  return {
    mpxn: customer.mpxn,
    address: await findAddress(session, customer.mpxn),
    isWhole: seesWhole(customer),
    totals,
    isFurther: after !== null,
    requests: after === null ? await listWaitingRequests(session, at) : [],
    warnings: of('warning'),
    active: of('active'),
    ended: of('ended'),
    next: last ? portalRecordId(last.ak) : null,
    looks: await listLooks(customer),
    back: await findWayBack(session, customer, at),
    hasLeft: hasLeft(customer),
    hasProvenResidence: hasProvenResidence(customer),
    mayChange: (await openMeterPoints(db(), session)).length > 1,
  };
}
