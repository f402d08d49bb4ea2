import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import {
  changed,
  consentBody,
  contractBody,
  groupBody,
  type Change,
} from '../../harness/callers/access-record-body';
import { eventsOf } from './support/audit-events';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { expectError, expectInvalid } from './support/expect-error';
import { createHousehold, type Household } from '../../harness/callers/household';
import { confirmedToken } from './support/meter-point';
import {
  anonymise,
  registerAccess,
  registerConsent,
  replace,
  revoke,
  stateOf,
  verify,
} from '../../harness/callers/registered-access';

const { client, origin } = sharedRegister();
const UNKNOWN_AK = 'ak_000000000000000000000000';
const REFERENCE = 'record-metadata.identity-record-ref';

let northwind: ApiAccount;
let brightmeter: ApiAccount;

beforeAll(async () => {
  northwind = await client.createAccount();
  brightmeter = await client.createAccount({ 'display-name': 'Brightmeter' });
});

async function registered(body = consentBody): Promise<{ household: Household; ak: string }> {
  const household = await createHousehold(northwind);
  return { household, ak: await registerAccess(northwind, body(household.ir)) };
}

describe('replacing an access record', () => {
  test('answers the same key with the new expiry', async () => {
    const { household, ak } = await registered();
    const expiry = '2099-01-31T00:00:00Z';
    const answer = await replace(
      northwind,
      ak,
      changed(consentBody(household.ir), ['access-event.expiry', expiry]),
    );
    expect(answer.status).toBe(200);
    expect(answer.body['access-token']).toEqual({ key: ak, expiry });
  });

  test('replaces the record whole: what the new body leaves out is gone', async () => {
    const { household, ak } = await registered(groupBody);
    const body = consentBody(household.ir);
    expect((await replace(northwind, ak, body)).status).toBe(200);
    const fresh = await verify(client, await registerAccess(northwind, body));
    const replaced = await verify(client, ak);
    const createdAt = replaced['record-metadata']['created-at'];
    expect(replaced).toEqual(
      changed(
        fresh,
        ['record-metadata.record-identifier', ak],
        ['record-metadata.created-at', createdAt],
      ),
    );
  });

  test('keeps the key, the organisation and the time of creation', async () => {
    const { household, ak } = await registered();
    const before = await verify(client, ak);
    const body = changed(contractBody(household.ir), ['processing.purpose', 'Something else']);
    expect((await replace(northwind, ak, body)).status).toBe(200);
    const after = await verify(client, ak);
    expect(after.processing.purpose).toBe('Something else');
    expect(after.duid).toBe(before.duid);
    for (const field of ['record-identifier', 'created-at'] as const) {
      expect(after['record-metadata'][field]).toBe(before['record-metadata'][field]);
    }
  });

  test('takes back what a GET returned, changed, and ignores its read-only fields', async () => {
    const { ak } = await registered(groupBody);
    const before = await verify(client, ak);
    const body = changed(
      before,
      ['processing.purpose', 'Changed'],
      ['record-metadata.record-identifier', UNKNOWN_AK],
      ['duid', brightmeter.duid],
      ['record-metadata.created-at', '2001-01-01T00:00:00Z'],
      ['processing.jurisdiction', 'FR'],
      ['access-event.revoked-at', '2001-01-01T00:00:00Z'],
    );
    expect((await replace(northwind, ak, body)).status).toBe(200);
    expect(await verify(client, ak)).toEqual(changed(before, ['processing.purpose', 'Changed']));
  });

  test('is audited', async () => {
    const { household, ak } = await registered();
    await replace(northwind, ak, contractBody(household.ir));
    expect(await eventsOf(client.admin, ak)).toEqual([
      'access-record.registered',
      'access-record.replaced',
    ]);
  });

  test.each(['REVOKED', 'EXPIRED', 'DISCOVERED', 'PENDING'])(
    'to the state %s is refused, since revoking is DELETE',
    async (state) => {
      const { household, ak } = await registered();
      const body = changed(
        consentBody(household.ir),
        ['access-event.state', state],
        ['access-event.expiry', '2099-02-01T00:00:00Z'],
      );
      // Of EXPIRED the end lies in the past, which no replacement may have either.
      const faults = state === 'EXPIRED' ? ['access-event.expiry'] : [];
      expectInvalid(await replace(northwind, ak, body), ['access-event.state', ...faults]);
      expect(await stateOf(client, ak)).toBe('ACTIVE');
    },
  );

  test('to an end that has passed is refused, since it would be one', async () => {
    const { household, ak } = await registered();
    for (const expiry of ['2026-02-01T00:00:00Z', new Date().toISOString()]) {
      const body = changed(consentBody(household.ir), ['access-event.expiry', expiry]);
      expectInvalid(await replace(northwind, ak, body), ['access-event.expiry']);
    }
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('takes no reidentification-token', async () => {
    const { household, ak } = await registered();
    const token = { 'reidentification-token': 'mlr_000000000000000000000000' };
    const answer = await replace(northwind, ak, { ...consentBody(household.ir), ...token });
    expectInvalid(answer, ['reidentification-token']);
  });

  test('keeps to the rules of a new record and names every field that fails', async () => {
    const { household, ak } = await registered();
    const faults: Change[] = [
      ['notice', null],
      ['processing.data-types', ['HH-EXPORT', 'HH-EXPORT']],
      ['access-event.expiry', undefined],
      ['colour', 'green'],
    ];
    const answer = await replace(northwind, ak, changed(consentBody(household.ir), ...faults));
    expectInvalid(answer, ['notice', 'processing.data-types[1]', 'access-event.expiry', 'colour']);
  });
});

describe('a record that is not ACTIVE', () => {
  test('is not replaced once revoked', async () => {
    const { household, ak } = await registered();
    await revoke(northwind, ak);
    const before = await verify(client, ak);
    expectError(await replace(northwind, ak, contractBody(household.ir)), 409, 'CON001');
    expect(await verify(client, ak)).toEqual(before);
  });

  test('is not replaced once expired', async () => {
    const { household, ak } = await registered((ir) =>
      changed(consentBody(ir), ['access-event.expiry', '2026-02-01T00:00:00Z']),
    );
    expectError(await replace(northwind, ak, consentBody(household.ir)), 409, 'CON001');
    expect(await stateOf(client, ak)).toBe('EXPIRED');
  });
});

describe('the Identity Record of a replaced record', () => {
  test('stays without a reference', async () => {
    const { household, ak } = await registered();
    expect((await replace(northwind, ak, consentBody())).status).toBe(200);
    const metadata = (await verify(client, ak))['record-metadata'];
    expect(metadata['identity-record-ref']).toBe(household.ir);
    expect(await anonymise(household)).toBe(409);
  });

  test('becomes another of one’s own at the same meter point', async () => {
    const { household, ak } = await registered();
    const other = await createHousehold(northwind, { mpxn: household.mpxn });
    expect((await replace(northwind, ak, consentBody(other.ir))).status).toBe(200);
    const metadata = (await verify(client, ak))['record-metadata'];
    expect(metadata['identity-record-ref']).toBe(other.ir);
    expect(await anonymise(other)).toBe(409);
    expect(await anonymise(household)).toBe(200);
  });

  test('is never one at another meter point', async () => {
    const { household, ak } = await registered();
    const elsewhere = await createHousehold(northwind);
    const answer = await replace(northwind, ak, consentBody(elsewhere.ir));
    expectError(answer, 409, 'CON001');
    expect(answer.errors[0]?.field).toBe(REFERENCE);
    const metadata = (await verify(client, ak))['record-metadata'];
    expect(metadata['identity-record-ref']).toBe(household.ir);
  });

  test('is never an anonymised one', async () => {
    const { household, ak } = await registered();
    const gone = await createHousehold(northwind, { mpxn: household.mpxn });
    await anonymise(gone);
    expectError(await replace(northwind, ak, consentBody(gone.ir)), 409, 'CON001');
  });

  test('is never another Data User’s, which answers as one that never was', async () => {
    const { household, ak } = await registered();
    const foreign = await createHousehold(brightmeter, { mpxn: household.mpxn });
    const answers = [];
    for (const ir of [foreign.ir, 'ir_000000000000000000000000']) {
      const answer = await replace(northwind, ak, consentBody(ir));
      expectError(answer, 404, 'NOT001');
      answers.push(answer.errors);
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  test('is named where a reference takes the place of a token', async () => {
    const customer = await enrolHousehold(northwind, origin);
    const token = await confirmedToken(brightmeter, customer);
    const linked = { ...consentBody(), 'reidentification-token': token };
    const ak = await registerAccess(brightmeter, linked);
    const own = await createHousehold(brightmeter, { mpxn: customer.mpxn });
    expect((await replace(brightmeter, ak, consentBody(own.ir))).status).toBe(200);
    expect((await verify(client, ak))['record-metadata']['identity-record-ref']).toBe(own.ir);
    expect((await replace(brightmeter, ak, consentBody())).status).toBe(200);
    expect((await verify(client, ak))['record-metadata']['identity-record-ref']).toBe(own.ir);
  });

  test('stays and stays unnamed where a token linked it', async () => {
    const customer = await enrolHousehold(northwind, origin);
    const token = await confirmedToken(brightmeter, customer);
    const ak = await registerAccess(brightmeter, {
      ...consentBody(),
      'reidentification-token': token,
    });
    expect((await replace(brightmeter, ak, contractBody())).status).toBe(200);
    const { processing, 'record-metadata': metadata } = await verify(client, ak);
    expect(processing['legal-basis']).toBe('uk-contract');
    expect(metadata['identity-record-ref']).toBeNull();
    expect(await anonymise(customer)).toBe(409);
    await revoke(brightmeter, ak);
    expect(await anonymise(customer)).toBe(200);
  });
});

test('another Data User’s record answers a replacement as one that never was', async () => {
  const { ak } = await registered();
  const own = await createHousehold(brightmeter);
  const foreign = await replace(brightmeter, ak, consentBody(own.ir));
  expectError(foreign, 404, 'NOT001');
  const unknown = await replace(brightmeter, UNKNOWN_AK, consentBody(own.ir));
  expect([unknown.status, unknown.errors]).toEqual([foreign.status, foreign.errors]);
});

test('a replaced consent stands ACTIVE under its own key beside a new one', async () => {
  const { household, ak } = await registered();
  await replace(northwind, ak, consentBody(household.ir));
  const second = await registerConsent(household);
  expect(second).not.toBe(ak);
  expect([await stateOf(client, ak), await stateOf(client, second)]).toEqual(['ACTIVE', 'ACTIVE']);
});
