import { countFitting } from '@/lib/access-records/fitting-page';
import { db } from '@/lib/db/database';
import type { PortalSession } from '@/lib/db/generated/client';
import { findSeen, type SeenRecord } from '@/lib/meter-points/find-seen';
import type { Customer } from '@/lib/identity-records/occupancy/occupancies';
import { now } from '@/lib/platform/clock';
import { akOfPortalRecord } from '@/lib/vocabulary/portal-record-id';
import type { SeenRow } from './confirmations';
import { loadSeenRows } from './seen-row';
import { findCustomer } from './customer-of-session';

/** Records of one page at most; it ends before that where their documents are large. */
const MOST_RECORDS = 100;
/** Bytes of the documents of one page at most: what stands in them stands several times in the page. */
const MOST_BYTES = 512 * 1024;

/** How many of these, from the first on, make one page. */
async function firstPage(seen: SeenRecord[]): Promise<SeenRecord[]> {
  const most = seen.slice(0, MOST_RECORDS);
  return most.slice(0, await countFitting(db(), most, MOST_BYTES));
}

export interface SeenPage {
  customer: Customer;
  rows: SeenRow[];
  /** How many there are in all, by part of the list. */
  totals: { warnings: number; active: number; ended: number };
  /** Whether more follow. */
  hasMore: boolean;
}

/**
 * A page of what a session sees.
 *
 * @param after the portal's id of the last record of the page before; null for the first page
 * @returns null when the session no longer stands for anybody
 */
export async function seenPage(
  session: PortalSession,
  after: string | null,
  at: Date = now(),
): Promise<SeenPage | null> {
  const customer = await findCustomer(db(), session, at);
  if (!customer) return null;
  const found = await findSeen(db(), customer, at, {
    after: after === null ? null : akOfPortalRecord(after),
    limit: MOST_RECORDS + 1,
  });
  const shown = await firstPage(found);
  const { warnings = 0, active = 0, ended = 0 } = found[0] ?? {};
  return {
    customer,
    rows: await loadSeenRows(db(), shown, session),
    totals: { warnings, active, ended },
    hasMore: found.length > shown.length,
  };
}

/** All that a customer sees, a page of rows in memory at a time, of what stood at `at`. */
export async function* seenRowsInPages(
  session: PortalSession,
  seen: SeenRecord[],
): AsyncGenerator<SeenRow[]> {
  for (let rest = seen; rest.length > 0;) {
    const page = await firstPage(rest);
    yield await loadSeenRows(db(), page, session);
    rest = rest.slice(page.length);
  }
}

/** The one that an address of the portal names, if the session sees it. */
export async function findSeenRecord(
  session: PortalSession,
  recordId: string,
  at: Date = now(),
): Promise<{ customer: Customer; row: SeenRow } | null> {
  const ak = akOfPortalRecord(recordId);
  const customer = ak === null ? null : await findCustomer(db(), session, at);
  if (ak === null || !customer) return null;
  const [row] = await loadSeenRows(db(), await findSeen(db(), customer, at, { ak }), session);
  return row ? { customer, row } : null;
}
