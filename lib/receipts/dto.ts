import type { AccessState } from '@/lib/db/generated/client';

/** How a customer confirmed what was registered, as the register keeps it. */
export interface Confirmation {
  method: string;
  assurance: string;
  'confirmed-at': string;
  bound: boolean;
  'proposal-digest': string | null;
}

export interface RecordedParty {
  party_id?: string;
  party_name: string;
  party_role: string;
  party_contact?: string;
  party_address?: string | null;
  privacy_rights_url?: string | null;
  storage_location?: string | null;
  retention_period?: string | null;
}

export interface RecordedEvent {
  event_time: string;
  event_type: string;
  event_state: string;
  entity: string | null;
  event_reason?: string | null;
  event_reference?: string | null;
}

/** One access in the shape of a consent record of ISO/IEC TS 27560: header, processing, parties, events. */
export interface RecordOfAccess {
  record_header: {
    schema_version: string;
    /** That of a consent is a consent record; on other bases it is a record of access of the same shape. */
    record_type: 'consent record' | 'record of access';
    /** As the portal's addresses name it: no access key. */
    record_id: string;
    pii_principal: string;
    /** The last four characters of the meter point; null when the register keeps it no more. */
    meter_point_ending: string | null;
  };
  pii_processing: {
    lawful_basis: string | null;
    purpose: string | null;
    pii_information: { pii_type: string }[];
    data_source: string | null;
    recipients: { name: string; role: string; privacy_notice: string | null }[];
    jurisdiction: 'GB';
    consent_type: string | null;
    collection_method: string | null;
    notices: {
      controller: string | null;
      privacy_notice: string;
      version: string;
      language: string | null;
    }[];
  };
  party_identification: {
    arrangement: string;
    controller: string;
    acting_organisation: string | null;
    registered_by: string;
    parties: RecordedParty[];
  };
  consent_state: {
    state: AccessState;
    valid_from: string | null;
    /** When it was entered into the register. */
    entered_at: string | null;
    valid_until: string | null;
    withdrawn_at: string | null;
    ended_by: 'customer' | 'organisation' | 'other' | null;
    disputed_at: string | null;
  };
  event: RecordedEvent[];
}

/** What a receipt states (docs/api/receipts.md#what-a-receipt-states). */
export interface ReceiptClaims {
  /** The register, by its address. */
  iss: string;
  /** Seconds since 1970: so the access stood then. */
  iat: number;
  record: RecordOfAccess;
  confirmation: Confirmation | null;
  'evidence-digest': string | null;
}

/** What the code on a printed receipt states. */
export interface SummaryClaims {
  iss: string;
  iat: number;
  /** The record's id. */
  record: string;
  state: AccessState;
  /** Of the receipt that it stands on. */
  digest: string;
}

/** A receipt as it is handed out. */
export interface IssuedReceipt {
  /** A compact JWS. */
  jws: string;
  digest: string;
  claims: ReceiptClaims;
}

/** A public key by which a receipt is checked, as far as the check needs it. */
export interface CheckingKey {
  kid: string;
  x: string;
  y: string;
  /** It leaked: by it alone nobody can tell who signed. */
  isRevoked: boolean;
}
