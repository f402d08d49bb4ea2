import type { AccessRecord, Prisma } from '@/lib/db/generated/client';
import type { Assurance, Method } from '@/lib/vocabulary/reidentification-methods';
import type { AccessRecordInput } from './schemas';
import { stateAt } from './state';

/** What is stored of a submitted body; state and times that may change stand in columns. */
export type AccessDocument = Pick<
  AccessRecordInput,
  'record-metadata' | 'notice' | 'processing' | 'access-event'
>;

/** That the customer confirmed, as it is stored and answered. */
export interface CustomerConfirmation {
  method: Method;
  assurance: Assurance;
  'confirmed-at': string;
  /** Only the browser that came back could confirm. */
  bound: boolean;
  /** What they were shown; null: no proposal. */
  'proposal-digest': string | null;
}

/** The confirmation as its column holds it. */
export function asConfirmation(stored: Prisma.JsonValue): CustomerConfirmation | null {
  return stored as unknown as CustomerConfirmation | null;
}

/**
 * What of a body is stored; `identityRecordRef` is the reference that readers are shown. Read-only fields
 * that were sent and ignored, and optional ones that were not given, are undefined by now: JSON drops them.
 */
export function toDocument(
  input: AccessDocument,
  identityRecordRef: string | null,
): Prisma.InputJsonObject {
  const { 'record-metadata': metadata, notice, processing, 'access-event': event } = input;
  const document = {
    'record-metadata': { ...metadata, 'identity-record-ref': identityRecordRef },
    notice,
    processing,
    'access-event': event,
  };
  return JSON.parse(JSON.stringify(document)) as Prisma.InputJsonObject;
}

/** The columns that the answer is made from. */
export type ReadableAccessRecord = Pick<
  AccessRecord,
  'ak' | 'createdAt' | 'document' | 'state' | 'expiry' | 'revokedAt' | 'customerConfirmation'
> & { account: { duid: string } };

/** `record-metadata` as it is answered, under the key by which its reader knows the record. */
export function toMetadata(document: AccessDocument, ak: string, createdAt: Date) {
  return {
    ...document['record-metadata'],
    'record-identifier': ak,
    'created-at': createdAt.toISOString(),
  };
}

/** The answer of `GET /access-records/{ak}`: the record as it now stands, without personal data. */
export function toAccessRecord(record: ReadableAccessRecord) {
  const document = record.document as unknown as AccessDocument;
  return {
    duid: record.account.duid,
    'record-metadata': toMetadata(document, record.ak, record.createdAt),
    notice: document.notice,
    processing: { ...document.processing, jurisdiction: 'GB' as const },
    'access-event': {
      ...document['access-event'],
      state: stateAt(record),
      'revoked-at': record.revokedAt?.toISOString(),
    },
    'customer-confirmation': asConfirmation(record.customerConfirmation),
  };
}

/** A record as it is answered. */
export type AnsweredRecord = ReturnType<typeof toAccessRecord>;
