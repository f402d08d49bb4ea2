import type { AccessRecord, AccessState, Prisma } from '@/lib/db/generated/client';
import { now } from '@/lib/platform/clock';
import type { AccessRecordInput } from './schemas';

/** What is stored of a submitted body; state and times that may change stand in columns. */
export type AccessDocument = Omit<
  AccessRecordInput,
  'reidentification-token' | 'record-identifier' | 'duid' | 'created-at'
>;

/**
 * What of a body is stored; `identityRecordRef` is the reference that readers are shown. Read-only fields
 * that were sent and ignored are undefined by now, and JSON drops them.
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

/** The state to the instant: past its expiry a record reads EXPIRED before any sweep. */
export function stateAt(
  record: Pick<AccessRecord, 'state' | 'expiry'>,
  at: Date = now(),
): AccessState {
  const isOver = record.expiry !== null && record.expiry <= at;
  return record.state === 'ACTIVE' && isOver ? 'EXPIRED' : record.state;
}

/** The columns that the answer is made from. */
export type ReadableAccessRecord = Pick<
  AccessRecord,
  'ak' | 'createdAt' | 'document' | 'state' | 'expiry' | 'revokedAt'
> & { account: { duid: string } };

/** The answer of `GET /access-records/{ak}`: the record as it now stands, without personal data. */
export function toAccessRecord(record: ReadableAccessRecord) {
  const document = record.document as unknown as AccessDocument;
  return {
    'record-identifier': record.ak,
    duid: record.account.duid,
    'created-at': record.createdAt.toISOString(),
    'record-metadata': { ...document['record-metadata'] },
    notice: document.notice,
    processing: { ...document.processing, jurisdiction: 'GB' as const },
    'access-event': {
      ...document['access-event'],
      state: stateAt(record),
      'revoked-at': record.revokedAt?.toISOString() ?? null,
    },
  };
}

/** A record as it is answered. */
export type AnsweredRecord = ReturnType<typeof toAccessRecord>;
