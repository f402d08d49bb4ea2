import type { RecordKey } from '@/lib/db/generated/client';
import { decrypt, deriveKey, encrypt } from '@/lib/platform/crypto';
import { formatDate } from '@/lib/platform/calendar';
import {
  placedCredentials,
  withCredentials,
  type PlacedCredential,
  type RecordWithCredentials,
} from '@/lib/identity-records/holders/usable-credentials';
import { unwrapRecordKey } from './record-key';
import type { Address } from '@/lib/vocabulary/address-schema';
import type { ExpressedBy, PrincipalVerification } from './schemas';

interface PrivatePart {
  /** Null in what earlier versions sealed. */
  address?: Address | null | undefined;
  verification: PrincipalVerification | null;
}

/** Address and evidence, sealed under the record's own key. */
export function sealPrivatePart(ir: string, recordKey: Uint8Array, part: PrivatePart) {
  return encrypt(deriveKey(recordKey, 'pii'), Buffer.from(JSON.stringify(part)), `pii:${ir}`);
}

/** What to load with a record so that it can be shown. */
export const withPrivatePart = { ...withCredentials, recordKey: true } as const;

export type ReadableRecord = RecordWithCredentials & { recordKey: RecordKey | null };

function openPrivatePart(record: ReadableRecord): PrivatePart {
  const keyRow = record.recordKey;
  if (!keyRow || !record.piiCiphertext) return { verification: null };
  const key = deriveKey(unwrapRecordKey(record.ir, keyRow), 'pii');
  const plain = decrypt(key, record.piiCiphertext, `pii:${record.ir}`);
  return JSON.parse(plain.toString('utf8')) as PrivatePart;
}

/** Whether whoever created the record checked the person, and found them to be who they say. */
export function isVerified(record: ReadableRecord): boolean {
  return openPrivatePart(record).verification?.outcome === 'verified';
}

/** The address that its creator gave with the record; null when none was given. */
export function addressOf(record: ReadableRecord): Address | null {
  return openPrivatePart(record).address ?? null;
}

/**
 * A passkey as the record's owner reads it: under its name on this record, with the uses in the owner's own
 * flows. Its customer's name for it is read in the portal only.
 */
function toCredential({ alias, registeredAt, lastUsedAt, credential }: PlacedCredential) {
  return {
    'credential-id': alias,
    'registered-at': registeredAt.toISOString(),
    transports: credential.transports,
    'last-used-at': lastUsedAt?.toISOString() ?? null,
    name: null,
    'backed-up': credential.backedUp,
  };
}

/** Sealed evidence of earlier versions holds null for what was not given, and cannot be rewritten. */
function toVerification(sealed: PrivatePart['verification']) {
  if (!sealed) return null;
  return {
    method: sealed.method,
    'verified-at': sealed['verified-at'],
    outcome: sealed.outcome,
    reference: sealed.reference ?? undefined,
    submitted: sealed.submitted ?? undefined,
    'verified-against': sealed['verified-against'] ?? undefined,
    detail: sealed.detail ?? undefined,
  };
}

function toPrincipal({ mpxn, moveInDate }: ReadableRecord, address: PrivatePart['address']) {
  if (mpxn === null || moveInDate === null) return null;
  return { mpxn, 'move-in-date': formatDate(moveInDate), address: address ?? undefined };
}

/**
 * The record as its owner reads it: never the e-mail, never key material
 * (docs/api/identity-records.md#reading-an-identity-record).
 */
export function toIdentityRecord(record: ReadableRecord) {
  const { address, verification } = openPrivatePart(record);
  return {
    ir: record.ir,
    'created-at': record.createdAt.toISOString(),
    'pii-principal': toPrincipal(record, address),
    'expressed-by': record.anonymisedAt ? null : (record.expressedBy as ExpressedBy),
    'principal-verification': toVerification(verification),
    'has-email': record.emailHash !== null,
    credentials: placedCredentials(record).map(toCredential),
    'anonymised-at': record.anonymisedAt?.toISOString() ?? null,
  };
}

/** A record as it is answered. */
export type AnsweredIdentityRecord = ReturnType<typeof toIdentityRecord>;
