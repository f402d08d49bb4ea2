import { stateAt, type AccessDocument } from '@/lib/access-records/dto';
import { isConsentBasis } from '@/lib/access-records/rules';
import type {
  AccessRecord,
  AccessRecordChange,
  Account,
  DiscoveredAccess,
  Prisma,
} from '@/lib/db/generated/client';
import { formatDate } from '@/lib/platform/calendar';
import type { PortalController, PortalDiscovery, PortalEnder, PortalEntry } from './dto';
import { portalRecordId } from './record-id';
import { seesNow, type Customer } from './stays';

export type PortalRow = AccessRecord & {
  account: Account;
  discovered: DiscoveredAccess | null;
  /** The change that ended it early, if one did. */
  changes: AccessRecordChange[];
};

/** What to load with an access record so that its customer can be shown it. */
export const withPortalRow = {
  account: true,
  discovered: true,
  changes: { where: { state: 'REVOKED' }, orderBy: { at: 'desc' }, take: 1 },
} as const satisfies Prisma.AccessRecordInclude;

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

function toDiscovery(discovered: DiscoveredAccess | null): PortalDiscovery | null {
  if (!discovered) return null;
  return {
    organisation: discovered.organisationName,
    reference: discovered.organisationReference,
    source: discovered.sourceReference,
    firstSeen: formatDate(discovered.firstSeen),
    lastSeen: formatDate(discovered.lastSeen),
    isSuperseded: discovered.supersededBy !== null,
  };
}

function endedBy({ state, accountId, changes: [change] }: PortalRow): PortalEnder | null {
  if (state !== 'REVOKED' || !change) return null;
  if (change.accountId === null) return 'customer';
  return change.accountId === accountId ? 'organisation' : 'other';
}

/** Whether a customer may end a record now. */
export function mayWithdraw(row: PortalRow, customer: Customer, at: Date): boolean {
  return isConsentBasis(row.legalBasis) && stateAt(row, at) === 'ACTIVE' && seesNow(customer, row);
}

/** One access as its customer sees it: never the access key, never whose Identity Record it is. */
export function toPortalEntry(row: PortalRow, customer: Customer, at: Date): PortalEntry {
  const document = row.document as unknown as AccessDocument;
  const { discovered, account } = row;
  const controllers = discovered ? [] : toControllers(document);
  return {
    id: portalRecordId(row.ak),
    organisation: discovered?.organisationName ?? account.displayName,
    contactUrl: discovered ? null : (controllers[0]?.contactUrl ?? account.contactUrl),
    state: stateAt(row, at),
    legalBasis: row.legalBasis,
    purpose: discovered ? null : document.processing.purpose,
    dataTypes: document.processing['data-types'],
    registeredAt: row.registeredAt.toISOString(),
    expiry: row.expiry?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    endedBy: endedBy(row),
    disputedAt: row.disputedAt?.toISOString() ?? null,
    arrangement: document['record-metadata']['controller-arrangement']['arrangement-type'],
    controllers,
    recipients: (document.processing.recipients ?? []).map(({ name, role }) => ({ name, role })),
    discovery: toDiscovery(discovered),
    mayWithdraw: mayWithdraw(row, customer, at),
  };
}
