import type { AccessRecord, DiscoveredAccess } from '@/lib/db/generated/client';
import type { DataType } from '@/lib/accounts/schemas';
import { formatDate } from '@/lib/platform/calendar';
import { aliasOf } from './alias';
import { stateAt, toMetadata, type AccessDocument } from './dto';
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

/** What a viewer is shown in place of a key that is not theirs. */
function shownKey(ak: string, isVisible: boolean): string {
  return isVisible ? ak : aliasOf(ak);
}

/** What the DCC saw: nobody filled in a record (contract §6). */
function toDiscovered(discovered: DiscoveredAccess, ownKeys: ReadonlySet<string>, viewer: Viewer) {
  const { supersededBy, dataTypes } = discovered;
  return {
    'lead-controller-name': null,
    'arrangement-type': null,
    'controller-count': null,
    'record-metadata': null,
    'legal-basis': null,
    purpose: null,
    'discovered-access': {
      mpxn: discovered.mpxn,
      'organisation-name': discovered.organisationName,
      'organisation-reference': discovered.organisationReference,
      'first-seen': formatDate(discovered.firstSeen),
      'last-seen': formatDate(discovered.lastSeen),
      'data-types-observed': dataTypes as DataType[],
      'source-reference': discovered.sourceReference,
      'superseded-by':
        supersededBy && shownKey(supersededBy, viewer === 'all' || ownKeys.has(supersededBy)),
    },
  };
}

function toRegistered(row: EntryRow, ak: string, isOwned: boolean) {
  const document = row.document as unknown as AccessDocument;
  const metadata = toMetadata(document, ak, row.createdAt);
  const arrangement = metadata['controller-arrangement'];
  const lead = arrangement.controllers.find(({ role }) => role === 'lead' || role === 'sole');
  return {
    'lead-controller-name': lead?.name ?? null,
    'arrangement-type': arrangement['arrangement-type'],
    'controller-count': arrangement.controllers.length,
    'record-metadata': isOwned ? metadata : { ...metadata, 'identity-record-ref': null },
    'legal-basis': row.legalBasis as LegalBasis | null,
    purpose: document.processing.purpose,
    'discovered-access': null,
  };
}

/**
 * One entry of a list (contract §6). Of another organisation's record all but the key: a stable alias
 * stands for it, wherever the key stands, and the identity reference is null.
 *
 * @param ownKeys keys of the viewer's own records at the meter point, for `superseded-by`
 */
export function toEntry(row: EntryRow, viewer: Viewer, ownKeys: ReadonlySet<string>, at: Date) {
  const { processing, 'access-event': event } = row.document as unknown as AccessDocument;
  const isOwned = isOwn(row, viewer);
  const ak = shownKey(row.ak, isOwned);
  return {
    ak,
    ...(row.discovered
      ? toDiscovered(row.discovered, ownKeys, viewer)
      : toRegistered(row, ak, isOwned)),
    'data-types': processing['data-types'],
    state: stateAt(row, at),
    expiry: event.expiry,
    'registered-at': event['registered-at'],
    'revoked-at': row.revokedAt?.toISOString(),
  };
}
