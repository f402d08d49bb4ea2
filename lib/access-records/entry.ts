import type { DataType } from '@/lib/vocabulary/data-types';
import type { DiscoveredAccess } from '@/lib/db/generated/client';
import { formatDate } from '@/lib/platform/calendar';
import { aliasOf } from '@/lib/vocabulary/access-key-alias';
import { stateAt } from './state';
import { asConfirmation, toMetadata, type AccessDocument } from './dto';
import type { EntryRow } from './load-entries';
import type { LegalBasis } from '@/lib/vocabulary/legal-bases';

/**
 * Who reads a list: an account, which sees the real keys of its own records only, or the portal or the
 * operator, who see all real keys.
 */
export type Viewer = { accountId: string } | 'portal' | 'admin';

function seesKey(row: EntryRow, viewer: Viewer): boolean {
  return typeof viewer === 'string' || row.accountId === viewer.accountId;
}

/**
 * Whether the viewer may see which Identity Record is linked; a portal operator acts by keys and never may.
 */
function seesLink(row: EntryRow, viewer: Viewer): boolean {
  return viewer !== 'portal' && seesKey(row, viewer);
}

/** What a viewer is shown in place of a key that is not theirs. */
function shownKey(ak: string, isVisible: boolean): string {
  return isVisible ? ak : aliasOf(ak);
}

/** The entry of an access that the DCC saw and nobody registered (docs/api/meter-point-lists.md#entries). */
function toDiscovered(
  discovered: DiscoveredAccess,
  dataTypes: readonly DataType[],
  ownKeys: ReadonlySet<string>,
  viewer: Viewer,
) {
  const { supersededBy } = discovered;
  const sees = (ak: string) => typeof viewer === 'string' || ownKeys.has(ak);
  return {
    'lead-controller-name': null,
    'arrangement-type': null,
    'controller-count': null,
    'record-metadata': null,
    'legal-basis': null,
    purpose: null,
    // A day, which no instant stands for: what was kept of a former one names the instant still.
    'registered-at': discovered.firstSeen.toISOString(),
    'discovered-access': {
      mpxn: discovered.mpxn,
      'organisation-name': discovered.organisationName,
      'organisation-reference': discovered.organisationReference,
      'first-seen': formatDate(discovered.firstSeen),
      'last-seen': formatDate(discovered.lastSeen),
      'data-types-observed': [...dataTypes],
      'source-reference': discovered.sourceReference,
      'superseded-by': supersededBy && shownKey(supersededBy, sees(supersededBy)),
    },
  };
}

function toRegistered(row: EntryRow, ak: string, viewer: Viewer) {
  const document = row.document as unknown as AccessDocument;
  const metadata = toMetadata(document, ak, row.createdAt);
  const arrangement = metadata['controller-arrangement'];
  const lead = arrangement.controllers.find(({ role }) => role === 'lead' || role === 'sole');
  return {
    'lead-controller-name': lead?.name ?? null,
    'arrangement-type': arrangement['arrangement-type'],
    'controller-count': arrangement.controllers.length,
    'record-metadata': seesLink(row, viewer)
      ? metadata
      : { ...metadata, 'identity-record-ref': null },
    'legal-basis': row.legalBasis as LegalBasis | null,
    purpose: document.processing.purpose,
    'registered-at': document['access-event']['registered-at'],
    'discovered-access': null,
  };
}

/**
 * One entry of a list (docs/api/meter-point-lists.md#entries). Of another organisation's record all but the
 * key: a stable alias stands for it, wherever the key stands, and the identity reference is null.
 *
 * @param ownKeys keys of the viewer's own records at the meter point, for `superseded-by`
 */
export function toEntry(row: EntryRow, viewer: Viewer, ownKeys: ReadonlySet<string>, at: Date) {
  const { processing, 'access-event': event } = row.document as unknown as AccessDocument;
  const ak = shownKey(row.ak, seesKey(row, viewer));
  return {
    ak,
    ...(row.discovered
      ? toDiscovered(row.discovered, processing['data-types'], ownKeys, viewer)
      : toRegistered(row, ak, viewer)),
    'data-types': processing['data-types'],
    state: stateAt(row, at),
    expiry: event.expiry,
    'revoked-at': row.revokedAt?.toISOString(),
    'customer-confirmation': asConfirmation(row.customerConfirmation),
  };
}
