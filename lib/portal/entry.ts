import { DAY_MS } from '@/lib/platform/clock';
import type { AccessDocument } from '@/lib/access-records/dto';
import { endedBy } from '@/lib/access-records/ended-by';
import { whoAnswers } from '@/lib/access-records/who-answers';
import { isStatutoryBasis } from '@/lib/vocabulary/legal-bases';
import { formatDate, londonDateOf } from '@/lib/platform/calendar';
import type { PortalDiscovery, PortalEntry, PortalTerms } from './dto';
import { portalRecordId } from '@/lib/vocabulary/portal-record-id';
import type { SeenRow } from './confirmations';

function toTerms({ notice }: AccessDocument): PortalTerms[] {
  const shared = notice?.['shared-notice'];
  const notices = notice?.notices ?? (shared ? [{ 'controller-name': null, ...shared }] : []);
  return notices.map((one) => ({
    controller: one['controller-name'],
    url: one['terms-url'],
    version: one['notice-version'],
  }));
}

/** The organisation that answers for an access; of one that the DCC saw only the name is known. */
function toWho({ discovered, account }: SeenRow, document: AccessDocument) {
  if (discovered) {
    const { organisationName: organisation } = discovered;
    return { organisation, through: null, contactUrl: null, controllers: [] };
  }
  const { controllers, through } = whoAnswers(document, account.displayName);
  return {
    organisation: controllers[0]?.name ?? account.displayName,
    through,
    contactUrl: controllers[0]?.['contact-url'] ?? account.contactUrl,
    controllers: controllers.map((controller) => ({
      name: controller.name,
      role: controller.role,
      contactUrl: controller['contact-url'],
      privacyRightsUrl: controller['privacy-rights-url'] ?? null,
    })),
  };
}

/** The day on which an organisation that the DCC saw registered, where that was later than it was seen. */
function registeredLater(firstSeen: string, supersededAt: Date | null): string | null {
  const registered = supersededAt && londonDateOf(supersededAt);
  return registered !== null && registered > firstSeen ? registered : null;
}

function toDiscovery({ discovered, supersededAt }: SeenRow): PortalDiscovery | null {
  if (!discovered) return null;
  const firstSeen = formatDate(discovered.firstSeen);
  return {
    reference: discovered.organisationReference,
    firstSeen,
    lastSeen: formatDate(discovered.lastSeen),
    isSuperseded: supersededAt !== null,
    registeredLater: registeredLater(firstSeen, supersededAt),
  };
}

/**
 * When a record was entered, where that was a day or more after the start that it states
 * (docs/api/dcc.md#what-was-entered-later).
 */
function enteredLater({ createdAt, registeredAt, discovered }: SeenRow): string | null {
  const isLater = createdAt.getTime() - registeredAt.getTime() >= DAY_MS;
  return isLater && discovered === null ? createdAt.toISOString() : null;
}

/**
 * One access as its customer sees it: never the access key, never whose Identity Record it is.
 *
 * @param lastReleasedOn where it was asked for
 */
export function toPortalEntry(row: SeenRow, lastReleasedOn: string | null = null): PortalEntry {
  const document = row.document as unknown as AccessDocument;
  const { processing } = document;
  return {
    id: portalRecordId(row.ak),
    ...toWho(row, document),
    state: row.state,
    legalBasis: row.legalBasis,
    isOwnPermission: row.isOwnPermission,
    confirmation: row.confirmation,
    purpose: row.discovered ? null : processing.purpose,
    dataTypes: processing['data-types'],
    registeredAt: row.registeredAt.toISOString(),
    enteredAt: enteredLater(row),
    expiry: row.expiry?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    endedBy: endedBy(row),
    disputedAt: row.disputedAt?.toISOString() ?? null,
    lastReleasedOn,
    isStatutory: row.account.statutory && isStatutoryBasis(row.legalBasis),
    arrangement: document['record-metadata']['controller-arrangement']['arrangement-type'],
    terms: toTerms(document),
    recipients: (processing.recipients ?? []).map((recipient) => ({
      name: recipient.name,
      role: recipient.role,
      privacyUrl: recipient['privacy-url'] ?? null,
    })),
    discovery: toDiscovery(row),
    mayWithdraw: row.seen.mayEnd,
  };
}
