import type { JsonObject } from '../../../harness/api-client';
import { randomMpxn } from '../../../harness/callers/household';

/** A body of `POST /identity-records` with the required fields and `fields` on top. */
export function identityRecordBody(fields: JsonObject = {}): JsonObject {
  return {
    'pii-principal': { mpxn: randomMpxn(), 'move-in-date': '2020-02-29' },
    'expressed-by': 'data-subject',
    ...fields,
  };
}

export const fullAddress = {
  addressLine1: 'Flat 2',
  addressLine2: '14 Chapel Street',
  townCity: 'Llandudno',
  county: 'Conwy',
  postcode: 'LL30 2SY',
};

/** A `principal-verification` with every field, `fields` on top. */
export function evidence(fields: JsonObject = {}): JsonObject {
  return {
    method: 'document check',
    'verified-at': '2026-01-15T10:30:00Z',
    outcome: 'verified',
    reference: 'case 4711',
    submitted: 'a driving licence',
    'verified-against': 'the issuing agency',
    detail: { document: 'driving licence', checks: [{ name: 'photo', passed: true }], score: 97 },
    ...fields,
  };
}
