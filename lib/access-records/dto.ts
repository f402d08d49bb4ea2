import type { AccessRecord, Prisma } from '@/lib/db/generated/client';
import type { AccessRecordInput } from './schemas';
import { stateAt } from './state';

/** What is stored of a submitted body; state and times that may change stand in columns. */
export type AccessDocument = Omit<AccessRecordInput, 'reidentification-token' | 'duid'>;

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
  'ak' | 'createdAt' | 'document' | 'state' | 'expiry' | 'revokedAt'
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
  };
}

/** A record as it is answered. */
export type AnsweredRecord = ReturnType<typeof toAccessRecord>;
