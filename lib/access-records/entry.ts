import type { AccessRecord, DiscoveredAccess } from '@/lib/db/generated/client';
import { formatDate } from '@/lib/platform/calendar';
import { aliasOf } from './alias';
import { stateAt, type AccessDocument } from './dto';
import type { LegalBasis } from './rules';

export type EntryRow = AccessRecord & {
  account: { duid: string };
  discovered: DiscoveredAccess | null;
};

/** What to load with an access record so that it can be listed. */
export const withEntry = { account: { select: { duid: true } }, discovered: true } as const;

/** Whose eyes see a list: an account's own, or those of a portal or the operator, who see real keys. */
export type Viewer = { accountId: string } | 'all';

function isOwn(row: EntryRow, viewer: Viewer): boolean {
  return viewer === 'all' || row.accountId === viewer.accountId;
}

function toDiscovered(row: EntryRow, ownKeys: ReadonlySet<string>, viewer: Viewer) {
  const { discovered } = row;
  if (!discovered) return null;
  const { supersededBy } = discovered;
  const isVisible = viewer === 'all' || (supersededBy !== null && ownKeys.has(supersededBy));
  return {
    'organisation-name': discovered.organisationName,
    'organisation-reference': discovered.organisationReference,
    'first-seen': formatDate(discovered.firstSeen),
    'last-seen': formatDate(discovered.lastSeen),
    'source-reference': discovered.sourceReference,
    'superseded-by': supersededBy === null || isVisible ? supersededBy : aliasOf(supersededBy),
  };
}

/**
 * One entry of a list (contract §6). Of another organisation's record all but the key: a stable alias
 * stands for it, and the identity reference is null.
 *
 * @param ownKeys keys of the viewer's own records at the meter point, for `superseded-by`
 */
export function toEntry(row: EntryRow, viewer: Viewer, ownKeys: ReadonlySet<string>, at: Date) {
  const document = row.document as unknown as AccessDocument;
  const own = isOwn(row, viewer);
  const metadata = document['record-metadata'];
  const arrangement = metadata['controller-arrangement'];
  const lead = arrangement.controllers.find(({ role }) => role === 'lead' || role === 'sole');
  return {
    ak: own ? row.ak : aliasOf(row.ak),
    'lead-controller-name': lead?.name ?? null,
    'arrangement-type': arrangement['arrangement-type'],
    'controller-count': arrangement.controllers.length,
    'record-metadata': own ? metadata : { ...metadata, 'identity-record-ref': null },
    'legal-basis': row.legalBasis as LegalBasis | null,
    purpose: document.processing.purpose,
    'data-types': document.processing['data-types'],
    state: stateAt(row, at),
    expiry: document['access-event'].expiry,
    'registered-at': document['access-event']['registered-at'],
    'revoked-at': row.revokedAt?.toISOString() ?? null,
    'discovered-access': toDiscovered(row, ownKeys, viewer),
  };
}
