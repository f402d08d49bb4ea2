import type { AccessDocument } from '@/lib/access-records/dto';
import type { EntryRow } from '@/lib/access-records/load-entries';
import type { Prisma } from '@/lib/db/generated/client';
import { sightingAsSeen } from './sighting-as-seen';
import type { SeenRecord } from './find-seen';

/** A replaced document with the end that the access has in the customer's view. */
function withEnd(row: EntryRow, { changeId, expiry }: SeenRecord): Prisma.JsonValue {
  const document = row.document as unknown as AccessDocument;
  if (changeId === null) return row.document;
  const event = { ...document['access-event'], expiry: expiry?.toISOString() ?? null };
  return { ...document, 'access-event': event };
}

/** A row of a list as its customer sees it: in the state, and with the dates, of their own view. */
export function asSeenEntry(row: EntryRow, seen: SeenRecord): EntryRow {
  return {
    ...row,
    document: withEnd(row, seen),
    state: seen.state,
    legalBasis: seen.legalBasis,
    registeredAt: seen.registeredAt,
    expiry: seen.expiry,
    revokedAt: seen.revokedAt,
    discovered: row.discovered && sightingAsSeen(row.discovered, seen),
  };
}
