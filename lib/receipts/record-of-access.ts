import type { AccessDocument } from '@/lib/access-records/dto';
import { endedBy, type EndedAccess } from '@/lib/access-records/ended-by';
import { whoAnswers } from '@/lib/access-records/who-answers';
import type { AccessRecord } from '@/lib/db/generated/client';
import { formatAddress } from '@/lib/vocabulary/format-address';
import { isConsentBasis } from '@/lib/vocabulary/legal-bases';
import { mpxnEnding } from '@/lib/vocabulary/mpxn';
import { portalRecordId } from '@/lib/vocabulary/portal-record-id';
import type { Confirmation, RecordedEvent, RecordOfAccess } from './dto';

const SCHEMA = 'ISO/IEC TS 27560:2023';

/** An access as it is to be stated: `state` as it reads at that instant, of `changes` the revocation alone. */
export type StatedAccess = EndedAccess &
  Pick<
    AccessRecord,
    | 'ak'
    | 'mpxn'
    | 'legalBasis'
    | 'document'
    | 'registeredAt'
    | 'createdAt'
    | 'expiry'
    | 'revokedAt'
    | 'disputedAt'
  > & { account: { displayName: string } };

const timeOf = (at: Date | null) => at?.toISOString() ?? null;

function toHeader({ ak, mpxn, legalBasis }: StatedAccess): RecordOfAccess['record_header'] {
  const ending = mpxn === null ? null : mpxnEnding(mpxn);
  return {
    schema_version: SCHEMA,
    record_type: isConsentBasis(legalBasis) ? 'consent record' : 'record of access',
    record_id: portalRecordId(ak),
    pii_principal: ending === null ? 'not kept any more' : `meter point ending ${ending}`,
    meter_point_ending: ending,
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

function toProcessing(
  document: AccessDocument,
  legalBasis: string | null,
): RecordOfAccess['pii_processing'] {
  const { processing, 'access-event': event } = document;
  // Of what the DCC saw there is no purpose.
  const purpose = processing.purpose as string | undefined;
  return {
    lawful_basis: legalBasis,
    purpose: purpose ?? null,
    pii_information: processing['data-types'].map((type) => ({ pii_type: type })),
    data_source: processing['data-source'] ?? null,
    recipients: (processing.recipients ?? []).map(({ name, role, 'privacy-url': url }) => ({
      name,
      role,
      privacy_notice: url ?? null,
    })),
    jurisdiction: 'GB',
    consent_type: event.consent?.['consent-type'] ?? null,
    collection_method: event.consent?.method ?? null,
    notices: toNotices(document),
  };
}

function toParties(
  document: AccessDocument,
  dataUser: string,
): RecordOfAccess['party_identification'] {
  const { controllers, through } = whoAnswers(document, dataUser);
  return {
    arrangement: document['record-metadata']['controller-arrangement']['arrangement-type'],
    controller: controllers[0]?.name ?? dataUser,
    acting_organisation: through,
    registered_by: dataUser,
    parties: controllers.map((controller) => ({
      party_name: controller.name,
      party_role: controller.role,
      party_contact: controller['contact-url'],
      party_address: formatAddress(controller.address),
      privacy_rights_url: controller['privacy-rights-url'] ?? null,
      storage_location: controller['storage-conditions']?.location ?? null,
      retention_period: controller['storage-conditions']?.['retention-period'] ?? null,
    })),
  };
}

function toState(access: StatedAccess): RecordOfAccess['consent_state'] {
  return {
    state: access.state,
    valid_from: access.registeredAt.toISOString(),
    entered_at: access.createdAt.toISOString(),
    valid_until: timeOf(access.expiry),
    withdrawn_at: timeOf(access.revokedAt),
    ended_by: endedBy(access),
    disputed_at: timeOf(access.disputedAt),
  };
}

/** What has come of the access so far, in the words of the standard. */
function toEvents(access: StatedAccess, confirmation: Confirmation | null): RecordedEvent[] {
  const { account, state, createdAt, expiry, revokedAt } = access;
  const event = (type: string, at: Date | string | null, entity: string | null = null) => {
    const time = typeof at === 'string' ? at : timeOf(at);
    if (time === null) return [];
    return [{ event_time: time, event_type: type, event_state: type, entity }];
  };
  return [
    ...event('confirmed', confirmation?.['confirmed-at'] ?? null),
    ...event('registered', createdAt, account.displayName),
    ...event('revoked', revokedAt),
    ...event('expired', state === 'EXPIRED' ? expiry : null),
  ];
}

/**
 * One registered access in the shape of a consent record of ISO/IEC TS 27560. It holds no access key and no
 * meter number, so that it can be shown to others.
 */
export function toRecordOfAccess(
  access: StatedAccess,
  confirmation: Confirmation | null,
): RecordOfAccess {
  const document = access.document as unknown as AccessDocument;
  return {
    record_header: toHeader(access),
    pii_processing: toProcessing(document, access.legalBasis),
    party_identification: toParties(document, access.account.displayName),
    consent_state: toState(access),
    event: toEvents(access, confirmation),
  };
}
