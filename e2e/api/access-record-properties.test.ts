// Whatever JSON is stored comes back through the driver of each database.
// @module-tag postgres
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { validBody } from './support/access-record-arbitrary';
import { brokenBody, hasField } from './support/broken-body';
import { createHousehold } from '../../harness/callers/household';
import { replace, verify, type AccessToken } from '../../harness/callers/registered-access';
import { asStored, withoutOwn } from './support/stored-access-record';

/** When one fails, the message has the seed and the path by which `fc.assert` finds it again. */
const VALID_RUNS = 50;
const BROKEN_RUNS = 150;

/** Members that are required, always or by a rule, so that an error may name them where they are not. */
const REQUIRED = new Set([
  'record-metadata',
  'record-metadata.schema-version',
  'record-metadata.controller-arrangement',
  'record-metadata.controller-arrangement.arrangement-type',
  'record-metadata.controller-arrangement.art26-reference',
  'record-metadata.controller-arrangement.controllers',
  'record-metadata.controller-arrangement.controllers[].name',
  'record-metadata.controller-arrangement.controllers[].role',
  'record-metadata.controller-arrangement.controllers[].contact-url',
  'record-metadata.controller-arrangement.controllers[].address.addressLine1',
  'record-metadata.controller-arrangement.controllers[].address.townCity',
  'record-metadata.controller-arrangement.controllers[].address.postcode',
  'record-metadata.controller-arrangement.controllers[].storage-conditions.location',
  'record-metadata.controller-arrangement.controllers[].storage-conditions.retention-period',
  'record-metadata.identity-record-ref',
  'notice',
  'notice.shared-notice',
  'notice.shared-notice.terms-url',
  'notice.shared-notice.notice-version',
  'notice.notices[].controller-name',
  'notice.notices[].terms-url',
  'notice.notices[].notice-version',
  'processing',
  'processing.legal-basis',
  'processing.purpose',
  'processing.data-types',
  'processing.recipients[].name',
  'processing.recipients[].role',
  'access-event',
  'access-event.state',
  'access-event.registered-at',
  'access-event.expiry',
  'access-event.consent',
  'access-event.consent.consent-type',
]);

const { client } = sharedRegister();
let account: ApiAccount;
/** Several, since an account has at most a hundred ACTIVE records at one meter point. */
let irs: string[];

beforeAll(async () => {
  account = await client.createAccount();
  const households = await Promise.all(Array.from({ length: 6 }, () => createHousehold(account)));
  irs = households.map(({ ir }) => ir);
});

const anyValidBody = () => fc.constantFrom(...irs).chain(validBody);

const post = (body: JsonObject) =>
  account.call<{ 'access-token': AccessToken }>('POST', '/v1/access-records', body);

/** A time with whichever offset, as its instant; anything else as it is. */
const instantOf = (time: unknown) =>
  typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? Date.parse(time) : time;

/** A record with its times as instants: an offset that was sent is answered as UTC. */
function withInstants(record: JsonObject): JsonObject {
  const event = record['access-event'] as JsonObject;
  const times = {
    'registered-at': instantOf(event['registered-at']),
    expiry: instantOf(event.expiry),
  };
  return { ...record, 'access-event': { ...event, ...times } };
}

/** It reads back as it was sent, and what was read can be sent back. */
async function expectKept(body: JsonObject, { key, expiry }: AccessToken): Promise<void> {
  const record = await verify(client, key);
  expect(withInstants(withoutOwn(record))).toEqual(withInstants(asStored(body)));
  expect(instantOf(expiry)).toBe(instantOf((body['access-event'] as JsonObject).expiry));
  const put = await replace(account, key, record);
  if (record['access-event'].state === 'ACTIVE') {
    expect(put.status, put.text).toBe(200);
    expect(put.body['access-token']).toEqual({ key, expiry });
  } else {
    expect(put.status, put.text).toBe(400);
    const fields = put.errors.map(({ field }) => field);
    expect(fields).toContain('access-event.state');
    // An end that has passed is none that a replacement may have.
    expect(['access-event.state', 'access-event.expiry']).toEqual(expect.arrayContaining(fields));
  }
  expect(await verify(client, key)).toEqual(record);
}

const forAll = (
  runs: number,
  bodies: () => fc.Arbitrary<JsonObject>,
  holds: (body: JsonObject) => Promise<void>,
) => fc.assert(fc.asyncProperty(bodies(), holds), { numRuns: runs });

describe('whatever the body,', () => {
  test('one that keeps the rules is accepted, reads back the same and can be sent back', () =>
    forAll(VALID_RUNS, anyValidBody, async (body) => {
      const answer = await post(body);
      expect(answer.status, answer.text).toBe(201);
      await expectKept(body, answer.body['access-token']);
    }));

  test('a changed one is kept as it is, or refused for a field that it has or lacks', () =>
    forAll(
      BROKEN_RUNS,
      () => brokenBody(anyValidBody()),
      async (body) => {
        const answer = await post(body);
        if (answer.status === 201) {
          await expectKept(body, answer.body['access-token']);
          return;
        }
        expect(answer.status, answer.text).toBe(400);
        expect(answer.errors).not.toEqual([]);
        for (const { field = 'none' } of answer.errors) {
          const isMissing = REQUIRED.has(field.replace(/\[\d+\]/g, '[]'));
          expect(hasField(body, field) || isMissing, `${field} of ${answer.text}`).toBe(true);
        }
      },
    ));
});
