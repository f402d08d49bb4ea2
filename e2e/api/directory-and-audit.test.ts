// Order, counts and searches are those of SQL.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import { ApiAccount, basicAuth, type JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, contractBody } from '../../harness/callers/access-record-body';
import { auditOf, type AuditPage, type AuditView } from './support/audit-events';
import { reportSighting } from './support/dcc-reports';
import { expectError, expectInvalid } from './support/expect-error';
import { createHousehold, randomMpxn, type Household } from '../../harness/callers/household';
import {
  registerAccess,
  registerConsent,
  revoke,
  type ListedRecord,
} from '../../harness/callers/registered-access';

const { client, origin } = sharedRegister();

let northwind: ApiAccount;
let provider: ApiAccount;
let dcc: ApiAccount;

beforeAll(async () => {
  northwind = await client.createAccount();
  provider = await client.createAccount({ role: 'data_provider' });
  dcc = await client.createAccount({ role: 'dcc' });
});

describe('the directory', () => {
  const look = (account: ApiAccount, duid: string | null) =>
    account.call<{ 'data-user': JsonObject }>('GET', `/v1/data-users/${duid ?? ''}`);

  test('shows a Data User to Data Users, Data Providers and the operator', async () => {
    const shown = await client.createAccount({
      'display-name': 'Brightmeter',
      'contact-url': 'https://brightmeter.example/contact',
      'data-types': ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
      'organisation-reference': `REF-${randomMpxn()}`,
    });
    for (const account of [northwind, provider, client.admin]) {
      const answer = await look(account, shown.duid);
      expect(answer.status).toBe(200);
      expect(answer.body['data-user']).toEqual({
        duid: shown.duid,
        'display-name': 'Brightmeter',
        status: 'active',
        'registered-at': expect.stringMatching(/Z$/) as string,
        'suspended-at': null,
        'contact-url': 'https://brightmeter.example/contact',
        'data-types-supported': ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
      });
    }
  });

  test('says when one was suspended, and that one is terminated', async () => {
    const shown = await client.createAccount();
    const change = (what: string) =>
      client.admin.call('POST', `/v1/admin/accounts/${shown.id}/${what}`);
    await change('suspend');
    expect((await look(northwind, shown.duid)).body['data-user']).toMatchObject({
      status: 'suspended',
      'suspended-at': expect.stringMatching(/Z$/) as string,
    });
    await change('reactivate');
    expect((await look(northwind, shown.duid)).body['data-user']).toMatchObject({
      status: 'active',
      'suspended-at': expect.stringMatching(/Z$/) as string,
    });
    await change('terminate');
    const { status } = (await look(northwind, shown.duid)).body['data-user'];
    expect(status).toBe('terminated');
  });

  test('knows no organisation of another role, as if it never was', async () => {
    const unknown = await look(client.admin, 'duid_nobody');
    expectError(unknown, 404, 'NOT001');
    const portal = await client.createAccount({ role: 'portal' });
    const self = await client.admin.call<{ account: { duid: string } }>('GET', '/v1/self');
    for (const duid of [provider.duid, dcc.duid, portal.duid, self.body.account.duid]) {
      const answer = await look(client.admin, duid);
      expect([answer.status, answer.errors]).toEqual([404, unknown.errors]);
    }
  });
});

describe('an account’s own audit', () => {
  const own = async (account: ApiAccount, query = '') => {
    const answer = await account.call<AuditPage>('GET', `/v1/self/audit${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  test('holds its own events and nobody else’s, newest first', async () => {
    const account = await client.createAccount();
    const ak = await registerConsent(await createHousehold(account));
    await registerConsent(await createHousehold(northwind));
    await revoke(account, ak, '?reason=contract-ended');
    const { events } = await own(account);
    expect(events.map(({ event_type: type }) => type)).toEqual([
      'access-record.revoked',
      'access-record.registered',
      'identity-record.created',
      'token.issued',
    ]);
    expect(new Set(events.map(({ account_id: id }) => id))).toEqual(new Set([account.id]));
    expect(events[0]).toEqual({
      event_id: expect.stringMatching(/^aud_[0-9a-f]{24}$/) as string,
      account_id: account.id,
      event_type: 'access-record.revoked',
      ak,
      detail: { reason: 'contract-ended', by: 'data_user' },
      timestamp: expect.stringMatching(/Z$/) as string,
    });
  });

  test('is walked by its cursor without gap or double while events are added', async () => {
    const household = await createHousehold(northwind);
    for (let index = 0; index < 4; index += 1) await registerConsent(household);
    const all = (await own(northwind)).events.map(({ event_id: id }) => id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: AuditPage = await own(
        northwind,
        cursor === null ? '?limit=2' : `?limit=2&cursor=${cursor}`,
      );
      seen.push(...page.events.map(({ event_id: id }) => id));
      cursor = page['next-cursor'];
      await registerConsent(household);
      expect(seen.length).toBeLessThanOrEqual(all.length);
    } while (cursor !== null);
    expect(seen).toEqual(all);
  });

  test.each([
    ['limit=501', 'limit'],
    ['limit=0', 'limit'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=-1', 'cursor'],
    ['cursor=9999999999999999999999', 'cursor'],
    ['account_id=test-operator', 'account_id'],
  ])('is not given for %s, which is named', async (query, field) => {
    expectInvalid(await northwind.call('GET', `/v1/self/audit?${query}`), [field]);
  });
});

describe('the operator’s audit', () => {
  let account: ApiAccount;
  let household: Household;
  let ak: string;

  beforeAll(async () => {
    account = await client.createAccount();
    household = await createHousehold(account);
    ak = await registerConsent(household);
    await registerConsent(household);
    await revoke(client.admin, ak);
  });

  const typesOf = ({ events }: AuditPage) => events.map(({ event_type: type }) => type);

  test('is narrowed by account, by type and by access record, with the number of all', async () => {
    const byAccount = await auditOf(client.admin, { account_id: account.id });
    expect(typesOf(byAccount)).toEqual([
      'access-record.registered',
      'access-record.registered',
      'identity-record.created',
      'token.issued',
    ]);
    expect(byAccount.total).toBe(4);
    const byRecord = await auditOf(client.admin, { ak });
    expect(typesOf(byRecord)).toEqual(['access-record.revoked', 'access-record.registered']);
    expect(byRecord.events[0]?.account_id).toBe('test-operator');
    const type = 'access-record.registered';
    const both = await auditOf(client.admin, { account_id: account.id, event_type: type });
    expect([both.total, typesOf(both)]).toEqual([2, [type, type]]);
    expect((await auditOf(client.admin, { event_type: type })).total).toBeGreaterThan(2);
  });

  test('counts all where a page shows some, and goes on by its cursor', async () => {
    const filter = { account_id: account.id, limit: '3' };
    const first = await auditOf(client.admin, filter);
    expect([first.events.length, first.total]).toEqual([3, 4]);
    const cursor = first['next-cursor'] ?? '';
    const second = await auditOf(client.admin, { ...filter, cursor });
    expect([typesOf(second), second['next-cursor']]).toEqual([['token.issued'], null]);
  });

  test('names no person, meter point, address, secret or token', async () => {
    const { events } = await auditOf(client.admin, { account_id: account.id });
    const text = JSON.stringify(events satisfies AuditView[]);
    const secrets = [household.mpxn, household.email ?? '', account.secret, await account.token()];
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  test.each([
    ['limit=501', 'limit'],
    ['cursor=x', 'cursor'],
    ['account-id=x', 'account-id'],
  ])('is not given for %s, which is named', async (query, field) => {
    expectInvalid(await client.admin.call('GET', `/v1/admin/audit?${query}`), [field]);
  });
});

describe('the operator’s statistics', () => {
  test('count accounts and records by what they read now', async () => {
    const stats = async () => {
      const answer = await client.admin.call('GET', '/v1/admin/stats');
      expect(answer.status).toBe(200);
      return answer.body as Record<string, number>;
    };
    const household = await createHousehold(northwind);
    const before = await stats();
    const gone = await client.createAccount({ 'account-id': `gone-${randomMpxn()}` });
    await client.createAccount({ 'account-id': `here-${randomMpxn()}` });
    await client.admin.call('POST', `/v1/admin/accounts/${gone.id}/suspend`);
    await reportSighting(dcc, household.mpxn);
    for (let index = 0; index < 3; index += 1) await registerConsent(household);
    await revoke(northwind, await registerConsent(household));
    for (let index = 0; index < 2; index += 1) {
      const body = contractBody(household.ir);
      await registerAccess(
        northwind,
        changed(body, ['access-event.expiry', '2026-02-01T00:00:00Z']),
      );
    }
    const after = await stats();
    const added = (name: string) => (after[name] ?? NaN) - (before[name] ?? NaN);
    const names = [
      'total_accounts',
      'active_accounts',
      'total_records',
      'active_records',
      'expired_records',
      'revoked_records',
      'discovered_records',
    ];
    expect(names.map(added)).toEqual([2, 1, 6, 3, 2, 1, 1]);
  });
});

describe('the operator’s search', () => {
  let account: ApiAccount;
  let household: Household;
  let ended: string;
  let running: string;

  const search = async (query: Record<string, string>) => {
    const answer = await client.admin.call<{ records: ListedRecord[]; total: number }>(
      'GET',
      `/v1/admin/records?${new URLSearchParams(query).toString()}`,
    );
    expect(answer.status).toBe(200);
    return { keys: answer.body.records.map(({ ak }) => ak), ...answer.body };
  };

  beforeAll(async () => {
    account = await client.createAccount();
    household = await createHousehold(account);
    ended = await registerAccess(account, contractBody(household.ir));
    running = await registerConsent(household);
    await revoke(account, ended);
  });

  test('finds a record by its key, whole', async () => {
    const { records, total } = await search({ q: running });
    expect(total).toBe(1);
    expect(records).toMatchObject([
      {
        ak: running,
        duid: account.duid,
        mpxn: household.mpxn,
        state: 'ACTIVE',
        'record-metadata': { 'identity-record-ref': household.ir },
      },
    ]);
  });

  test('finds the records of a meter point in any spelling, newest first', async () => {
    const { mpxn } = household;
    for (const q of [mpxn, ` ${mpxn.slice(0, 5)} ${mpxn.slice(5)} `]) {
      expect((await search({ q })).keys).toEqual([running, ended]);
    }
  });

  test('finds the records of an organisation', async () => {
    const { keys, total } = await search({ q: account.duid ?? '' });
    expect([keys, total]).toEqual([[running, ended], 2]);
  });

  test('is narrowed by state and legal basis', async () => {
    const q = household.mpxn;
    expect((await search({ q, state: 'REVOKED' })).keys).toEqual([ended]);
    expect((await search({ q, 'legal-basis': 'uk-consent' })).keys).toEqual([running]);
    expect((await search({ q, state: 'EXPIRED' })).keys).toEqual([]);
  });

  test.each(['nobody', 'ak_000000000000000000000000', 'duid_nobody', '%', "' OR 1=1 --"])(
    'finds nothing for %s',
    async (q) => {
      expect(await search({ q })).toMatchObject({ keys: [], total: 0 });
    },
  );

  test('lists everyone’s records without a word to look for', async () => {
    const other = await registerConsent(await createHousehold(northwind));
    const { keys, total } = await search({ limit: '1' });
    expect(keys).toEqual([other]);
    expect(total).toBeGreaterThan(2);
  });
});

describe('rotating one’s secret', () => {
  const rotate = (account: ApiAccount) =>
    account.call<{ 'secret-key': string }>('POST', '/v1/self/rotate-secret');
  const tokenStatus = async (id: string, secret: string) => {
    const headers = { authorization: basicAuth(id, secret) };
    return (await client.call('GET', '/v1/auth/token', { headers })).status;
  };

  test('gives a new one, shown this once; both are good for now', async () => {
    const account = await client.createAccount();
    const answer = await rotate(account);
    expect(answer.status).toBe(200);
    const secret = answer.body['secret-key'];
    expect(Object.keys(answer.body).sort()).toEqual(['response', 'secret-key']);
    expect(secret).not.toBe(account.secret);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(await tokenStatus(account.id, secret)).toBe(200);
    expect(await tokenStatus(account.id, account.secret)).toBe(200);
    expect(await tokenStatus(northwind.id, secret)).toBe(401);
    const shown = [
      await account.call('GET', '/v1/self'),
      await account.call('GET', '/v1/self/audit'),
      await client.admin.call('GET', `/v1/admin/accounts?q=${account.id}`),
    ];
    for (const { text } of shown) expect(text).not.toContain(secret);
    const { total } = await auditOf(client.admin, {
      account_id: account.id,
      event_type: 'account.secret-rotated',
    });
    expect(total).toBe(1);
  });

  test('twice leaves the newest two good', async () => {
    const account = await client.createAccount();
    const first = (await rotate(account)).body['secret-key'];
    const renewed = new ApiAccount(origin, account.id, first, account.duid);
    const second = (await rotate(renewed)).body['secret-key'];
    expect(await tokenStatus(account.id, second)).toBe(200);
    expect(await tokenStatus(account.id, first)).toBe(200);
    expect(await tokenStatus(account.id, account.secret)).toBe(401);
  });
});
