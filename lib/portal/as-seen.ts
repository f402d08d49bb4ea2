import type { DiscoveredAccess } from '@/lib/db/generated/client';
import type { PortalRow } from './entry';
import { seenUntil, type Customer } from './stays';

/** A record as one customer sees it, and when that view ended; null: it runs. */
export type SeenRow = PortalRow & { seenUntil: Date | null };

const DAY_MS = 86_400_000;

/** The last day of a sighting that lies before `end`, which is a midnight. */
function seenBefore(discovered: DiscoveredAccess, end: Date): DiscoveredAccess {
  const lastDay = new Date(Math.floor((end.getTime() - 1) / DAY_MS) * DAY_MS);
  return discovered.lastSeen > lastDay ? { ...discovered, lastSeen: lastDay } : discovered;
}

/**
 * A record as it stood when the customer's own time at the address ended: what a next occupant or an
 * organisation did with it later is not theirs to see. Its document shows as it now is.
 */
export function asSeen(row: PortalRow, customer: Customer): SeenRow {
  const end = seenUntil(customer, row);
  if (end === null) return { ...row, seenUntil: null };
  const discovered = row.discovered && seenBefore(row.discovered, end);
  const isEndedLater = row.revokedAt !== null && row.revokedAt >= end;
  const ending = isEndedLater ? { state: 'ACTIVE' as const, revokedAt: null, changes: [] } : {};
  return { ...row, ...ending, discovered, seenUntil: end };
}
