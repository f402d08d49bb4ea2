import type { AccessDocument } from '@/lib/access-records/dto';
import { formatDate, londonDateOf } from '@/lib/platform/calendar';
import type { PortalController, PortalDiscovery, PortalEnder, PortalEntry } from './dto';
import { portalRecordId } from './record-id';
import type { SeenRow } from './seen-row';

const DAY_MS = 86_400_000;

function termsOf(document: AccessDocument, controller: string): string | null {
  const { notice } = document;
  if (!notice) return null;
  const own = notice.notices?.find((candidate) => candidate['controller-name'] === controller);
  return own?.['terms-url'] ?? notice['shared-notice']?.['terms-url'] ?? null;
}

function toControllers(document: AccessDocument): PortalController[] {
  const { controllers } = document['record-metadata']['controller-arrangement'];
  // Who answers first comes first.
  const leads = controllers.filter(({ role }) => role === 'lead' || role === 'sole');
  const others = controllers.filter((controller) => !leads.includes(controller));
  return [...leads, ...others].map((controller) => ({
    name: controller.name,
    role: controller.role,
    contactUrl: controller['contact-url'],
    privacyRightsUrl: controller['privacy-rights-url'] ?? null,
    termsUrl: termsOf(document, controller.name),
  }));
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
    organisation: discovered.organisationName,
    reference: discovered.organisationReference,
    source: discovered.sourceReference,
    firstSeen,
    lastSeen: formatDate(discovered.lastSeen),
    isSuperseded: supersededAt !== null,
    registeredLater: registeredLater(firstSeen, supersededAt),
  };
}

function endedBy({ state, accountId, changes: [change] }: SeenRow): PortalEnder | null {
  if (state !== 'REVOKED' || !change) return null;
  if (change.accountId === null) return 'customer';
  return change.accountId === accountId ? 'organisation' : 'other';
}

/**
 * When a record was entered, where that was a day or more after the start that it states
 * (docs/api/dcc.md#what-was-entered-later).
 */
function enteredLater({ createdAt, registeredAt, discovered }: SeenRow): string | null {
  const isLater = createdAt.getTime() - registeredAt.getTime() >= DAY_MS;
  return isLater && discovered === null ? createdAt.toISOString() : null;
}

/** One access as its customer sees it: never the access key, never whose Identity Record it is. */
export function toPortalEntry(row: SeenRow): PortalEntry {
  const document = row.document as unknown as AccessDocument;
  const { discovered, account } = row;
  const controllers = discovered ? [] : toControllers(document);
  return {
    id: portalRecordId(row.ak),
    organisation: discovered?.organisationName ?? account.displayName,
    contactUrl: discovered ? null : (controllers[0]?.contactUrl ?? account.contactUrl),
    state: row.state,
    legalBasis: row.legalBasis,
    purpose: discovered ? null : document.processing.purpose,
    dataTypes: document.processing['data-types'],
    registeredAt: row.registeredAt.toISOString(),
    enteredAt: enteredLater(row),
    expiry: row.expiry?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    endedBy: endedBy(row),
    disputedAt: row.disputedAt?.toISOString() ?? null,
    arrangement: document['record-metadata']['controller-arrangement']['arrangement-type'],
    controllers,
    recipients: (document.processing.recipients ?? []).map(({ name, role }) => ({ name, role })),
    discovery: toDiscovery(row),
    mayWithdraw: row.seen.mayEnd,
  };
}
