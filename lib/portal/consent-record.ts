import type { AccessDocument } from '@/lib/access-records/dto';
import { whoAnswers } from '@/lib/access-records/who-answers';
import type { PortalEntry, PortalEvent } from './dto';
import { toPortalEntry } from './entry';
import { formatAddress } from './format-address';
import { portalRecordId } from './record-id';
import type { SeenRow } from './seen-row';

const SCHEMA = 'ISO/IEC TS 27560:2023';

/** Who the record is about, as far as a file that may be passed on says. */
interface Principal {
  meterPointEnding: string;
}

function toParties(row: SeenRow, document: AccessDocument) {
  if (row.discovered) {
    return [
      {
        party_id: row.discovered.organisationReference,
        party_name: row.discovered.organisationName,
        party_role: 'unregistered',
      },
    ];
  }
  return whoAnswers(document, row.account.displayName).controllers.map((controller) => ({
    party_name: controller.name,
    party_role: controller.role,
    party_contact: controller['contact-url'],
    party_address: formatAddress(controller.address),
    privacy_rights_url: controller['privacy-rights-url'] ?? null,
    storage_location: controller['storage-conditions']?.location ?? null,
    retention_period: controller['storage-conditions']?.['retention-period'] ?? null,
  }));
}

/** The processing of a discovered access, which has days instead of instants. */
function toDiscovery({ discovery }: PortalEntry) {
  return (
    discovery && {
      reference: discovery.reference,
      first_seen: discovery.firstSeen,
      last_seen: discovery.lastSeen,
      registered_since: discovery.isSuperseded,
      registered_later: discovery.registeredLater,
    }
  );
}

/** From when until when the access is valid; an access that nobody registered never was. */
function toState(entry: PortalEntry) {
  return {
    state: entry.state,
    valid_from: entry.discovery ? null : entry.registeredAt,
    entered_at: entry.enteredAt,
    valid_until: entry.expiry,
    withdrawn_at: entry.revokedAt,
    disputed_at: entry.disputedAt,
  };
}

function toNotices({ notice }: AccessDocument) {
  const shared = notice?.['shared-notice'];
  const notices = notice?.notices ?? (shared ? [{ 'controller-name': null, ...shared }] : []);
  return notices.map((one) => ({
    controller: one['controller-name'],
    privacy_notice: one['terms-url'],
    version: one['notice-version'],
    language: one['notice-language'] ?? null,
  }));
}

/** The history in the words of the standard: each event with its time, state and who caused it. */
function toEvents(history: PortalEvent[]) {
  return history
    .filter(({ kind }) => kind !== 'expires')
    .map(({ kind, at, by, reason, reference }) => ({
      event_time: at,
      event_type: kind,
      event_state: kind,
      entity: by,
      event_reason: reason,
      event_reference: reference === '' ? null : reference,
    }));
}

/**
 * One access in the shape of a consent record of ISO/IEC TS 27560: header, processing, parties, events.
 * It holds no access key and no meter number, so that it can be shown to others.
 */
export function toConsentRecord(
  row: SeenRow,
  history: PortalEvent[],
  { principal }: { principal: Principal },
) {
  const document = row.document as unknown as AccessDocument;
  const { processing, 'access-event': event } = document;
  const entry = toPortalEntry(row);
  return {
    record_header: {
      schema_version: SCHEMA,
      record_id: portalRecordId(row.ak),
      pii_principal: `meter point ending ${principal.meterPointEnding}`,
    },
    pii_processing: {
      lawful_basis: row.legalBasis,
      purpose: entry.purpose,
      pii_information: processing['data-types'].map((type) => ({ pii_type: type })),
      data_source: processing['data-source'] ?? null,
      recipients: entry.recipients.map(({ name, role, privacyUrl }) => ({
        name,
        role,
        privacy_notice: privacyUrl,
      })),
      jurisdiction: 'GB',
      consent_type: event.consent?.['consent-type'] ?? null,
      collection_method: event.consent?.method ?? null,
      notices: toNotices(document),
    },
    party_identification: {
      arrangement: document['record-metadata']['controller-arrangement']['arrangement-type'],
      controller: entry.organisation,
      acting_organisation: entry.through,
      registered_by: row.account.displayName,
      parties: toParties(row, document),
    },
    consent_state: toState(entry),
    discovery: toDiscovery(entry),
    event: toEvents(history),
  };
}
