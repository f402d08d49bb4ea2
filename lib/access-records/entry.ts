import { formatDate } from '@/lib/platform/calendar';
import { aliasOf } from './alias';
import { stateAt, type AccessDocument } from './dto';
import type { EntryRow } from './load-entries';
import type { LegalBasis } from './rules';

/** Whose eyes see a list: an account's own, or those of a portal or the operator, who see real keys. */
export type Viewer = { accountId: string } | 'portal' | 'operator';

function seesKey(row: EntryRow, viewer: Viewer): boolean {
  return typeof viewer === 'string' || row.accountId === viewer.accountId;
}

/** A portal operator acts by keys, and learns of nobody's Identity Record. */
function seesLink(row: EntryRow, viewer: Viewer): boolean {
  return viewer !== 'portal' && seesKey(row, viewer);
}

function toDiscovered(row: EntryRow, ownKeys: ReadonlySet<string>, viewer: Viewer) {
  const { discovered } = row;
  if (!discovered) return null;
  const { supersededBy } = discovered;
  const isVisible =
    typeof viewer === 'string' || (supersededBy !== null && ownKeys.has(supersededBy));
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
  const metadata = document['record-metadata'];
  const arrangement = metadata['controller-arrangement'];
  const lead = arrangement.controllers.find(({ role }) => role === 'lead' || role === 'sole');
  return {
    ak: seesKey(row, viewer) ? row.ak : aliasOf(row.ak),
    'lead-controller-name': lead?.name ?? null,
    'arrangement-type': arrangement['arrangement-type'],
    'controller-count': arrangement.controllers.length,
    'record-metadata': seesLink(row, viewer)
      ? metadata
      : { ...metadata, 'identity-record-ref': null },
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
