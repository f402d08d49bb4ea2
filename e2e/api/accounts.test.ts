import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { basicAuth, type ApiAnswer } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { adminAccounts, randomAccountId } from './support/admin-accounts';
import { expectError, expectInvalid } from './support/expect-error';

const { client } = sharedRegister();
const { admin } = client;

interface AccountPage {
  accounts: Record<string, unknown>[];
  'next-cursor': string | null;
}

const { create, patch } = adminAccounts(admin);

/** An account for tests that leave it as it was: each new one costs a hash. */
let standing: Record<string, unknown>;
let standingId: string;

beforeAll(async () => {
  standing = (await create({ 'organisation-reference': randomAccountId() })).body.account;
  standingId = String(standing['account-id']);
});

describe('creating an account', () => {
  it('answers the account with every field, and its place', async () => {
    const id = randomAccountId();
    const fields = {
      'account-id': id,
      duid: `duid_${randomBytes(12).toString('hex')}`,
      'display-name': 'Cwmni Ŵy & Co.',
      role: 'data_provider',
      'contact-url': 'https://northwind.example/contact',
      'data-types': ['HH-CONSUMPTION', 'TARIFF-EXPORT'],
      'redirect-urls': ['https://northwind.example/back'],
      'organisation-reference': `ref ${id}`,
    };
    const answer = await create(fields);
    expect(answer.status, answer.text).toBe(201);
    expect(answer.headers.location).toBe(`/v1/admin/accounts/${id}`);
    const { 'registered-at': registeredAt, ...account } = answer.body.account;
    expect(account).toEqual({
      ...fields,
      status: 'active',
      'suspended-at': null,
      statutory: false,
      'decisions-per-minute': 60_000,
    });
    expect(Math.abs(Date.parse(String(registeredAt)) - Date.now())).toBeLessThan(60_000);
  });

  it('generates a secret and shows it once, where none is given', async () => {
    const { body } = await create({});
    const secret = body['secret-key'] ?? '';
    const id = String(body.account['account-id']);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const headers = { authorization: basicAuth(id, secret) };
    expect((await client.call('GET', '/v1/auth/token', { headers })).status).toBe(200);
    const listed = await admin.call('GET', `/v1/admin/accounts?q=${id}`);
    expect(listed.text).toContain(id);
    expect(listed.text).not.toContain('secret');
    expect((await patch(id, { 'display-name': 'Other' })).text).not.toContain('secret');
  });

  it('needs a contact for a role of whom households read, and none for another', async () => {
    for (const role of ['data_user', 'data_provider']) {
      expectInvalid(await create({ role, 'contact-url': null }), ['contact-url']);
    }
    for (const role of ['dcc', 'portal', 'admin']) {
      const answer = await create({ role, 'contact-url': null });
      expect(answer.status, answer.text).toBe(201);
      expect(answer.body.account).not.toHaveProperty('contact-url');
    }
  });

  it('never shows a secret that was given', async () => {
    const secret = randomBytes(12).toString('hex');
    const answer = await create({ 'secret-key': secret });
    expect(answer.status).toBe(201);
    expect(answer.text).not.toContain(secret);
    expect(answer.body).not.toHaveProperty('secret-key');
    const headers = { authorization: basicAuth(String(answer.body.account['account-id']), secret) };
    expect((await client.call('GET', '/v1/auth/token', { headers })).status).toBe(200);
  });

  it('generates a DUID where none is given, another one each time', async () => {
    const duids = [await create({}), await create({ duid: null })].map(
      ({ body }) => body.account.duid,
    );
    for (const duid of duids) expect(duid).toMatch(/^duid_[0-9a-f]{24}$/);
    expect(new Set(duids).size).toBe(2);
  });

  it('is a 409 that names the field when id, DUID or organisation reference is taken', async () => {
    for (const field of ['account-id', 'duid', 'organisation-reference']) {
      const answer = await create({ [field]: standing[field] });
      expectError(answer, 409, 'CON001');
      expect(answer.errors[0]?.field).toBe(field);
    }
  });

  it('ids that differ in case are two accounts', async () => {
    const answer = await create({ 'account-id': standingId.toUpperCase() });
    expect(answer.status, answer.text).toBe(201);
  });

  it('six at once under one id make one account', { tags: 'postgres' }, async () => {
    const id = randomAccountId();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        create({ 'account-id': id, 'secret-key': 'one secret for all' }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(5).fill(409)]);
  });

  it.each([
    ['account-id', ''],
    ['account-id', 'a'.repeat(65)],
    ['account-id', 'a b'],
    ['account-id', 'a:b'],
    ['account-id', 'ŵ'],
    ['account-id', 'a\n'],
    ['account-id', null],
    ['secret-key', 'short'],
    ['secret-key', 'x'.repeat(256)],
    ['duid', 'duid_'],
    ['duid', 'duid_ABC'],
    ['duid', 'DUID_abc'],
    ['duid', 'northwind'],
    ['duid', `duid_${'a'.repeat(65)}`],
    ['duid', 'duid_a-b'],
    ['display-name', ''],
    ['display-name', ' '],
    ['display-name', 'x'.repeat(256)],
    ['display-name', null],
    ['role', 'superuser'],
    ['role', 'ADMIN'],
    ['role', null],
    ['contact-url', null],
    ['contact-url', ''],
    ['contact-url', 'ftp://northwind.example'],
    ['contact-url', 'javascript:alert(1)'],
    ['contact-url', 'northwind.example'],
    ['data-types', 'HH-CONSUMPTION'],
    ['organisation-reference', ' '],
    ['organisation-reference', 'x'.repeat(256)],
    ['colour', 'blue'],
  ])('refuses %s %.20j', async (field, value) => {
    expectInvalid(await create({ [field]: value }), [field]);
  });

  it('names every failed field, those in lists by index', async () => {
    const answer = await create({
      'account-id': 'a b',
      role: 'nobody',
      'data-types': ['HH-CONSUMPTION', 'HH-ALL'],
      'redirect-urls': ['http://northwind.example/'],
    });
    expectInvalid(answer, ['account-id', 'role', 'data-types[1]', 'redirect-urls[0]']);
  });
});

describe('listing accounts', () => {
  it(
    'finds by start of id, by DUID and by part of the display name',
    { tags: 'postgres' },
    async () => {
      const name = `Name ${randomBytes(6).toString('hex')} of 100% \\_o`;
      await patch(standingId, { 'display-name': `The ${name} Company` });
      const { 'account-id': id, duid } = standing;
      for (const q of [standingId, standingId.slice(0, 14), String(duid), name]) {
        const answer = await admin.call<{ accounts: Record<string, unknown>[] }>(
          'GET',
          `/v1/admin/accounts?q=${encodeURIComponent(q)}`,
        );
        expect(answer.body.accounts.map((account) => account['account-id'])).toEqual([id]);
      }
    },
  );

  it('a wildcard of the database is a letter like any other', { tags: 'postgres' }, async () => {
    for (const q of ['%25', '_', '%5C']) {
      const answer = await admin.call<{ accounts: Record<string, unknown>[] }>(
        'GET',
        `/v1/admin/accounts?q=${q}`,
      );
      const letter = decodeURIComponent(q);
      for (const account of answer.body.accounts) {
        const text = `${String(account['account-id'])} ${String(account['display-name'])}`;
        expect(text).toContain(letter);
      }
    }
  });

  it('goes page by page without a gap', { tags: 'postgres' }, async () => {
    const prefix = `page-${randomBytes(4).toString('hex')}`;
    const ids = Array.from({ length: 3 }, (_, index) => `${prefix}-${index}`);
    for (const id of ids) await create({ 'account-id': id, 'secret-key': 'a secret of ours' });
    const found: unknown[] = [];
    let cursor: string | null = null;
    do {
      const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const path = `/v1/admin/accounts?q=${prefix}&limit=1${from}`;
      const answer: ApiAnswer<AccountPage> = await admin.call<AccountPage>('GET', path);
      expect(answer.body.accounts.length).toBeLessThanOrEqual(1);
      found.push(...answer.body.accounts.map((account) => account['account-id']));
      cursor = answer.body['next-cursor'];
    } while (cursor !== null);
    expect(found).toEqual(ids);
  });

  it('is narrowed by role, goes on by its cursor and counts all that match', async () => {
    const prefix = `role-${randomBytes(4).toString('hex')}`;
    for (const [name, role] of [
      ['a', 'portal'],
      ['b', 'data_user'],
      ['c', 'portal'],
    ] as const) {
      await create({ 'account-id': `${prefix}-${name}`, role });
    }
    const list = (query: string) =>
      admin.call<AccountPage & { total: number }>('GET', `/v1/admin/accounts?${query}`);
    const asked = `q=${prefix}&role=portal&limit=1`;
    const first = await list(asked);
    const second = await list(`${asked}&cursor=${first.body['next-cursor'] ?? ''}`);
    const ids = [first, second].map(({ body }) => body.accounts.map((one) => one['account-id']));
    expect(ids).toEqual([[`${prefix}-a`], [`${prefix}-c`]]);
    expect([first.body.total, second.body.total, second.body['next-cursor']]).toEqual([2, 2, null]);
    const portals = await list('role=portal');
    expect(new Set(portals.body.accounts.map(({ role }) => role))).toEqual(new Set(['portal']));
    expect((await list(`q=${prefix}&role=`)).body.total).toBe(3);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=501', 'limit'],
    ['limit=x', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=-1', 'limit'],
    ['role=operator', 'role'],
    ['status=active', 'status'],
  ])('refuses %s', async (query, field) => {
    expectInvalid(await admin.call('GET', `/v1/admin/accounts?${query}`), [field]);
  });
});
