import type { ApiAccount, JsonObject } from '../../../harness/api-client';

/** A body of `POST /discovered-access` with `fields` on top. */
export function sighting(mpxn: string, fields: JsonObject = {}): JsonObject {
  return {
    mpxn,
    'organisation-name': 'Unknown Power',
    'organisation-reference': 'UNKNOWN-1',
    'first-seen': '2026-02-01',
    'last-seen': '2026-02-28',
    'data-types-observed': ['HH-CONSUMPTION'],
    'source-reference': 'DCC-1',
    ...fields,
  };
}

/** Reports a sighting and answers its key. @throws {Error} when it was refused */
export async function reportSighting(
  dcc: ApiAccount,
  mpxn: string,
  fields: JsonObject = {},
): Promise<string> {
  const body = sighting(mpxn, fields);
  const answer = await dcc.call<{ ak: string }>('POST', '/v1/discovered-access', body);
  if (answer.status > 201) throw new Error(`not reported: ${answer.status} ${answer.text}`);
  return answer.body.ak;
}

export interface TenancyAnswer {
  response: JsonObject;
  mpxn: string;
  'effective-date': string;
  'source-reference': string;
  'active-records-affected': number;
  'data-users-notified': string[];
}

/** Reports a Change of Tenancy. */
export function reportTenancy(
  dcc: ApiAccount,
  mpxn: string,
  effectiveDate: string,
  sourceReference = 'COT-1',
) {
  return dcc.call<TenancyAnswer>('POST', '/v1/cot-events', {
    mpxn,
    'effective-date': effectiveDate,
    'source-reference': sourceReference,
  });
}

/** Takes a reported Change of Tenancy back. */
export function withdrawTenancy(
  dcc: ApiAccount,
  mpxn: string,
  effectiveDate: string,
  sourceReference = 'COT-1',
) {
  return dcc.call<TenancyAnswer & { 'withdrawn-at': string }>(
    'POST',
    '/v1/cot-events/withdrawals',
    { mpxn, 'effective-date': effectiveDate, 'source-reference': sourceReference },
  );
}
