import type { AccessDocument } from '@/lib/access-records/dto';
import type { AccessRecordChange, DiscoveredAccess, Prisma } from '@/lib/db/generated/client';
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

/** What a replaced document says of what stands in columns too. */
function asBefore(replaced: Prisma.JsonValue) {
  const { processing, 'access-event': event } = replaced as unknown as AccessDocument;
  return {
    document: replaced,
    legalBasis: processing['legal-basis'],
    registeredAt: new Date(event['registered-at']),
    expiry: event.expiry === null ? null : new Date(event.expiry),
  };
}

/**
 * A record as it stood when the customer's own time at the address ended: what a next occupant or an
 * organisation did with it later is not theirs to see.
 *
 * @param replacements of the record, oldest first
 */
export function asSeen(
  row: PortalRow,
  customer: Customer,
  replacements: AccessRecordChange[],
): SeenRow {
  const end = seenUntil(customer, row);
  if (end === null) return { ...row, seenUntil: null };
  const discovered = row.discovered && seenBefore(row.discovered, end);
  const isEndedLater = row.revokedAt !== null && row.revokedAt >= end;
  const ending = isEndedLater ? { state: 'ACTIVE' as const, revokedAt: null, changes: [] } : {};
  const later = replacements.find(({ at }) => at >= end);
  const before = later?.replaced ? asBefore(later.replaced) : {};
  const disputedAt = row.disputedAt !== null && row.disputedAt < end ? row.disputedAt : null;
  return { ...row, ...before, ...ending, disputedAt, discovered, seenUntil: end };
}
