import { beforeAll, describe, expect, it, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { reportSighting } from './support/dcc-reports';
import { endpoints } from './support/endpoints';
import { expectError, expectInvalid } from './support/expect-error';
import {
  createHousehold,
  randomMpxn,
  RETURN_URL,
  type Household,
} from '../../harness/callers/household';
import { evidence, identityRecordBody } from './support/identity-record-body';
import { entriesAt } from './support/meter-point';
import {
  registerAccess,
  registerConsent,
  replace,
  revoke,
  verify,
} from '../../harness/callers/registered-access';
import type { RoleName } from './support/roles';

const { client } = sharedRegister();

let company: ApiAccount;
let household: Household;
const accounts = new Map<RoleName, ApiAccount>();

beforeAll(async () => {
  company = await client.createAccount();
  household = await createHousehold(company);
  for (const role of ['data_provider', 'dcc', 'portal'] as const) {
    accounts.set(role, await client.createAccount({ role }));
  }
  accounts.set('data_user', company);
  accounts.set('admin', client.admin);
});

describe('a query parameter that a call does not have', () => {
  const others = endpoints.filter(
    ({ method, path, roles }) =>
      !(method === 'GET' && roles === null && /access-records/.test(path)),
  );

  it.each(others)('is refused by name: $method $path', async ({ method, path, roles }) => {
    const asked = `${path}?surprise=1&and-another=`;
    const account = roles === null ? null : accounts.get(roles[0] ?? 'admin');
    const answer = account ? await account.call(method, asked) : await client.call(method, asked);
    expectError(answer, 400, 'VAL001');
    const fields = answer.errors.map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['surprise', 'and-another']));
  });

  it('is ignored on verify, whatever it is', async () => {
    const ak = await registerConsent(household);
    const path = `/v1/access-records/${ak}?surprise=1&surprise=2&x=%00`;
    expect((await client.call('GET', path)).status).toBe(200);
    expectError(await client.call('GET', '/v1/access-records/ak_1?surprise=1'), 404, 'NOT001');
  });
});

describe('a query parameter that is empty', () => {
  it('is not given', async () => {
    const ak = await registerConsent(household);
    const answer = await company.call<{ records: { ak: string }[] }>(
      'GET',
      '/v1/records?q=&state=&legal-basis=&limit=&cursor=',
    );
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.records[0]?.ak).toBe(ak);
  });

  it('is missed where it is required', async () => {
    expectInvalid(await company.call('GET', '/v1/identity-records/exists?mpxn='), ['mpxn']);
  });
});

describe('GET /records?q=', () => {
  const found = async (account: ApiAccount, q: string) => {
    const answer = await account.call<{ records: { ak: string }[]; total: number }>(
      'GET',
      `/v1/records?q=${encodeURIComponent(q)}`,
    );
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.total).toBe(answer.body.records.length);
    return answer.body.records.map(({ ak }) => ak);
  };

  it('finds own records by key, meter point and reference, and nobody else’s', async () => {
    const home = await createHousehold(company);
    const reference = `CRM-${home.ir.slice(-8)}`;
    const body = changed(consentBody(home.ir), ['access-event.controller-reference', reference]);
    const first = await registerAccess(company, body);
    const second = await registerConsent(home);
    const other = await client.createAccount();
    const there = await createHousehold(other, { mpxn: home.mpxn });
    const foreign = await registerAccess(
      other,
      changed(consentBody(there.ir), ['access-event.controller-reference', reference]),
    );
    expect(await found(company, first)).toEqual([first]);
    expect(await found(company, home.mpxn)).toEqual([second, first]);
    expect(await found(company, ` ${home.mpxn.slice(0, 4)} ${home.mpxn.slice(4)} `)).toEqual([
      second,
      first,
    ]);
    expect(await found(company, reference)).toEqual([first]);
    expect(await found(company, foreign)).toEqual([]);
    expect(await found(other, reference)).toEqual([foreign]);
  });
});

describe('a time with an offset', () => {
  it('is turned into UTC, in answers, order and state', async () => {
    const body = changed(
      contractBody(household.ir),
      ['access-event.registered-at', '2026-01-01T00:30:00.250+01:00'],
      ['access-event.expiry', '2099-06-30T20:00:00-05:30'],
    );
    const answer = await company.call<{ 'access-token': JsonObject }>(
      'POST',
      '/v1/access-records',
      body,
    );
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body['access-token'].expiry).toBe('2099-07-01T01:30:00Z');
    const { 'access-event': event } = await verify(client, String(answer.body['access-token'].key));
    expect(event).toMatchObject({
      state: 'ACTIVE',
      'registered-at': '2025-12-31T23:30:00.250Z',
      expiry: '2099-07-01T01:30:00Z',
    });
  });

  it('is compared as an instant', async () => {
    const body = changed(
      contractBody(household.ir),
      ['access-event.registered-at', '2026-01-01T12:00:00Z'],
      ['access-event.expiry', '2026-01-01T12:30:00+01:00'],
    );
    expectInvalid(await company.call('POST', '/v1/access-records', body), ['access-event.expiry']);
  });

  it('is taken in evidence', async () => {
    const created = await company.call<{ ir: string }>(
      'POST',
      '/v1/identity-records',
      identityRecordBody({
        'principal-verification': evidence({ 'verified-at': '2026-01-15T10:30:00+00:00' }),
      }),
    );
    const { body } = await company.call<{ 'identity-record': JsonObject }>(
      'GET',
      `/v1/identity-records/${created.body.ir}`,
    );
    expect(body['identity-record']['principal-verification']).toMatchObject({
      'verified-at': '2026-01-15T10:30:00Z',
    });
  });
});

describe('what a GET answered, changed and sent back', () => {
  it('replaces a token’s or an own record whatever the register had set', async () => {
    const ak = await registerConsent(household);
    const record = await verify(client, ak);
    const forged = changed(
      record,
      ['record-metadata.record-identifier', 'ak_000000000000000000000000'],
      ['record-metadata.created-at', 'never'],
      ['duid', 'duid_somebodyelse'],
      ['processing.jurisdiction', 'FR'],
      ['access-event.revoked-at', '2020-01-01T00:00:00Z'],
    );
    expect((await replace(company, ak, forged)).status).toBe(200);
    expect(await verify(client, ak)).toEqual(record);
  });

  it('has no key or time at its top, where a request has none', async () => {
    const body = {
      ...consentBody(household.ir),
      'record-identifier': 'ak_1',
      'created-at': 'then',
    };
    expectInvalid(await company.call('POST', '/v1/access-records', body), [
      'created-at',
      'record-identifier',
    ]);
  });

  it('replaces redirect URLs', async () => {
    const account = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
    const { body } = await account.call<{ account: JsonObject }>('GET', '/v1/self');
    const urls = [RETURN_URL, 'https://northwind.example/other'];
    const answer = await account.call<{ account: JsonObject }>('PUT', '/v1/self/redirect-urls', {
      ...body.account,
      role: 'admin',
      'redirect-urls': urls,
    });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.account).toEqual({ ...body.account, 'redirect-urls': urls });
  });

  it('changes and creates an account', async () => {
    const account = await client.createAccount();
    const { body } = await client.admin.call<{ accounts: JsonObject[] }>(
      'GET',
      `/v1/admin/accounts?q=${account.id}`,
    );
    const [listed] = body.accounts;
    const path = `/v1/admin/accounts/${account.id}`;
    const answer = await client.admin.call<{ account: JsonObject }>('PATCH', path, {
      ...listed,
      'display-name': 'Northwind Power',
    });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.account).toEqual({ ...listed, 'display-name': 'Northwind Power' });
    const copy = await client.admin.call<{ account: JsonObject }>('POST', '/v1/admin/accounts', {
      ...listed,
      'account-id': `${account.id}-2`,
      duid: null,
      status: 'terminated',
      'registered-at': 'then',
      'suspended-at': '2020-01-01T00:00:00Z',
    });
    expect(copy.status, copy.text).toBe(201);
    expect(copy.body.account).toMatchObject({ status: 'active', 'suspended-at': null });
  });
});

test('on PATCH null and the empty string change as little as what is absent', async () => {
  const account = await client.createAccount({
    'organisation-reference': `ORG-${randomMpxn()}`,
    'data-types': ['HH-EXPORT'],
    'redirect-urls': [RETURN_URL],
  });
  const path = `/v1/admin/accounts/${account.id}`;
  const before = await client.admin.call<{ account: JsonObject }>('PATCH', path, {});
  const after = await client.admin.call<{ account: JsonObject }>('PATCH', path, {
    'display-name': '',
    'contact-url': null,
    'data-types': null,
    'redirect-urls': null,
    'organisation-reference': '',
  });
  expect(after.status, after.text).toBe(200);
  expect(after.body.account).toEqual(before.body.account);
});

describe('passkey-return-url', () => {
  it('is ignored where nothing is initiated, registered or not', async () => {
    for (const initiate of [undefined, null, false]) {
      const answer = await company.call(
        'POST',
        '/v1/identity-records',
        identityRecordBody({
          'initiate-passkey-registration': initiate,
          'passkey-return-url': 'https://not-registered.example/',
        }),
      );
      expect(answer.status, answer.text).toBe(201);
      expect(answer.body['passkey-registration-redirect']).toBeNull();
    }
  });

  it('must be registered where an enrolment is initiated', async () => {
    const body = identityRecordBody({
      'initiate-passkey-registration': true,
      'passkey-return-url': 'https://not-registered.example/',
    });
    expectInvalid(await company.call('POST', '/v1/identity-records', body), ['passkey-return-url']);
  });
});

describe('another organisation’s entry', () => {
  it('has an alias wherever the key would stand', async () => {
    const other = await client.createAccount();
    const there = await createHousehold(other, { mpxn: household.mpxn });
    const foreign = await registerConsent(there);
    await registerConsent(household);
    const answer = await company.call('GET', `/v1/meter-points/${household.mpxn}/access-records`);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text).not.toContain(foreign);
    expect(answer.text).not.toContain(there.ir);
    const entries = await entriesAt(company, household.mpxn);
    const aliases = entries.map((entry) => entry['record-metadata']?.['record-identifier']);
    expect(aliases).toEqual(entries.map(({ ak }) => ak));
  });
});

describe('what the DCC saw', () => {
  it('has nothing that nobody gave, in lists and on verify', async () => {
    const home = await createHousehold(company);
    await registerConsent(home);
    const dcc = accounts.get('dcc');
    if (!dcc) throw new Error('no account of the DCC');
    const ak = await reportSighting(dcc, home.mpxn, { 'organisation-reference': randomMpxn() });
    const entry = (await entriesAt(company, home.mpxn)).find(({ state }) => state === 'DISCOVERED');
    expect(entry).toMatchObject({
      'lead-controller-name': null,
      'arrangement-type': null,
      'controller-count': null,
      'record-metadata': null,
      'legal-basis': null,
      purpose: null,
      'data-types': ['HH-CONSUMPTION'],
      'discovered-access': {
        mpxn: home.mpxn,
        'organisation-name': 'Unknown Power',
        'data-types-observed': ['HH-CONSUMPTION'],
      },
    });
    const record = await verify(client, ak);
    expect(record['access-event'].state).toBe('DISCOVERED');
    expect(Object.keys(record.processing).sort()).toEqual(['data-types', 'jurisdiction']);
  });
});

describe('a revocation', () => {
  it('shows when it was, from then on only', async () => {
    const ak = await registerConsent(household);
    expect(await verify(client, ak)).not.toHaveProperty('access-event.revoked-at');
    const { body } = await revoke(company, ak);
    const { 'access-event': event } = await verify(client, ak);
    expect(event['revoked-at']).toBe(body['revoked-at']);
  });
});
