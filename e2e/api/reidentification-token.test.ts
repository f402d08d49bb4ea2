import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { consentBody, contractBody } from '../../harness/callers/access-record-body';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { fieldsOf, usePasskey } from '../../harness/callers/passkey-page';
import { startAcross, startOwn, type Started } from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();
const PATH = '/v1/access-records';
const ASSERT = { method: 'passkey-assert' };

let creator: ApiAccount;
let asker: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  creator = await client.createAccount();
  asker = await client.createAccount();
  customer = await enrolHousehold(creator, origin);
});

async function confirmed(account = asker, household = customer): Promise<Started> {
  const started = await startAcross(account, household.mpxn, ASSERT);
  await usePasskey(household.browser, household.device, started.page);
  return started;
}

interface CreatedAnswer {
  'access-token': { key: string };
}

function use(tokenRef: string, account = asker, body: object = consentBody()) {
  return account.call<CreatedAnswer>('POST', PATH, { ...body, 'reidentification-token': tokenRef });
}

async function expectRefusal(tokenRef: string, status: number, code: string, account = asker) {
  const answer = await use(tokenRef, account);
  expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([status, code]);
}

describe('a confirmed token', () => {
  test('links the record to the person without ever naming the ir', async () => {
    const { tokenRef } = await confirmed();
    const answer = await use(tokenRef);
    expect(answer.status).toBe(201);
    const verified = await client.call<{
      'access-record': { duid: string; 'record-metadata': { 'identity-record-ref': unknown } };
    }>('GET', `${PATH}/${answer.body['access-token'].key}`);
    const record = verified.body['access-record'];
    expect(record.duid).toBe(asker.duid);
    expect(record['record-metadata']['identity-record-ref']).toBeNull();
    for (const { text } of [answer, verified]) {
      expect(text).not.toMatch(/\bir_/);
      expect(text).not.toContain(customer.mpxn);
      expect(text).not.toContain(tokenRef);
    }
  });

  test('really links it: the person cannot be anonymised while the record is ACTIVE', async () => {
    const person = await enrolHousehold(creator, origin, { email: null });
    const { tokenRef } = await confirmed(asker, person);
    expect((await use(tokenRef, asker, contractBody())).status).toBe(201);
    const answer = await creator.call('DELETE', `/v1/identity-records/${person.ir}`);
    expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([409, 'CON001']);
  });

  test('is good for one record', async () => {
    const { tokenRef } = await confirmed();
    expect((await use(tokenRef)).status).toBe(201);
    await expectRefusal(tokenRef, 409, 'CON001');
  });

  test('used ten times at once gives one record', { tags: 'postgres' }, async () => {
    const { tokenRef } = await confirmed();
    const answers = await Promise.all(Array.from({ length: 10 }, () => use(tokenRef)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  test('is not spent by a body that is refused', async () => {
    const { tokenRef } = await confirmed();
    expect((await use(tokenRef, asker, { ...consentBody(), notice: null })).status).toBe(400);
    expect((await use(tokenRef)).status).toBe(201);
  });

  test('of the creator, started by meter number, serves the creator too', async () => {
    const { tokenRef } = await confirmed(creator);
    expect((await use(tokenRef, creator)).status).toBe(201);
  });
});

describe('a token is refused', () => {
  test('as unknown: 404', async () => {
    await expectRefusal('mlr_000000000000000000000000', 404, 'NOT001');
  });

  test('as missing, which an empty one is: 400', async () => {
    const answer = await use('');
    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([
      { 'error-code': 'VAL001', field: 'record-metadata.identity-record-ref' },
    ]);
  });

  test.each(['mlr_1', 'MLR_000000000000000000000000', 'pks_000000000000000000000000'])(
    'as malformed, %s: 400',
    async (token) => {
      const answer = await use(token);
      expect(answer.status).toBe(400);
      expect(answer.errors).toMatchObject([
        { 'error-code': 'VAL001', field: 'reidentification-token' },
      ]);
    },
  );

  test("as another account's: 403, and it stays good for its own", async () => {
    const { tokenRef } = await confirmed();
    await expectRefusal(tokenRef, 403, 'AUTH003', creator);
    expect((await use(tokenRef)).status).toBe(201);
  });

  test('while pending: 422, and it is good once confirmed', async () => {
    const started = await startAcross(asker, customer.mpxn, ASSERT);
    await expectRefusal(started.tokenRef, 422, 'VAL002');
    await usePasskey(customer.browser, customer.device, started.page);
    expect((await use(started.tokenRef)).status).toBe(201);
  });

  test('as declined: 422', async () => {
    const { page, tokenRef } = await startAcross(asker, customer.mpxn, ASSERT);
    await customer.browser.press('/passkey/decline', fieldsOf(page));
    await expectRefusal(tokenRef, 422, 'VAL002');
  });

  test('when it was started on the own record, not by meter number: 422', async () => {
    const started = await startOwn(customer, ASSERT);
    await usePasskey(customer.browser, customer.device, started.page);
    await expectRefusal(started.tokenRef, 422, 'VAL002', creator);
  });

  test('when its person was anonymised meanwhile: 409', async () => {
    const person = await enrolHousehold(creator, origin, { email: null });
    const { tokenRef } = await confirmed(asker, person);
    const gone = await creator.call('DELETE', `/v1/identity-records/${person.ir}`);
    expect(gone.status).toBe(200);
    await expectRefusal(tokenRef, 409, 'CON001');
  });

  test('of anonymising and using at once one succeeds', { tags: 'postgres' }, async () => {
    const person = await enrolHousehold(creator, origin, { email: null });
    const { tokenRef } = await confirmed(asker, person);
    const [used, anonymised] = await Promise.all([
      use(tokenRef, asker, contractBody()),
      creator.call('DELETE', `/v1/identity-records/${person.ir}`),
    ]);
    expect([
      [201, 409],
      [409, 200],
    ]).toContainEqual([used.status, anonymised.status]);
  });
});
