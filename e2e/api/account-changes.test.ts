import { beforeAll, describe, expect, it } from 'vitest';
import { sharedRegister } from '../../harness/api-context';
import { adminAccounts, randomAccountId } from './support/admin-accounts';
import { expectError, expectInvalid } from './support/expect-error';

const { client } = sharedRegister();
const { admin } = client;

const { create, patch, change } = adminAccounts(admin);

/** An account for tests that leave it as it was: each new one costs a hash. */
let standing: Record<string, unknown>;
let standingId: string;

beforeAll(async () => {
  standing = (await create({ 'organisation-reference': randomAccountId() })).body.account;
  standingId = String(standing['account-id']);
});

describe('changing an account', () => {
  it('changes what is named and leaves the rest', async () => {
    const { body } = await create({
      'contact-url': 'https://northwind.example/',
      'data-types': ['TARIFF-IMPORT'],
    });
    const id = String(body.account['account-id']);
    const answer = await patch(id, { 'display-name': 'Northwind 2', 'data-types': ['HH-EXPORT'] });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.account).toEqual({
      ...body.account,
      'display-name': 'Northwind 2',
      'data-types': ['HH-EXPORT'],
    });
  });

  it('null and the empty string change as little as nothing; an empty list empties one', async () => {
    const { body } = await create({
      'contact-url': 'https://northwind.example/',
      'redirect-urls': ['https://northwind.example/back'],
      'organisation-reference': randomAccountId(),
    });
    const id = String(body.account['account-id']);
    expect((await patch(id, {})).body.account).toEqual(body.account);
    const nothing = {
      'display-name': '',
      'contact-url': '',
      'redirect-urls': null,
      'data-types': null,
      'organisation-reference': null,
    };
    expect((await patch(id, nothing)).body.account).toEqual(body.account);
    const emptied = await patch(id, { 'redirect-urls': [], 'data-types': [] });
    expect(emptied.body.account).toEqual({
      ...body.account,
      'redirect-urls': [],
      'data-types': [],
    });
  });

  it('ignores what it shows and nobody may change, so that what was read can be sent back', async () => {
    const { body } = await create({});
    const { 'account-id': id, ...shown } = body.account;
    const answer = await patch(String(id), {
      ...shown,
      'account-id': 'another',
      duid: 'duid_another',
      role: 'admin',
      status: 'terminated',
      'registered-at': '2020-01-01T00:00:00Z',
      'suspended-at': '2020-01-01T00:00:00Z',
      'display-name': 'Changed',
    });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.account).toEqual({ ...body.account, 'display-name': 'Changed' });
  });

  it.each(['secret-key', 'mails-per-hour', 'colour'])('refuses %s by name', async (field) => {
    expectInvalid(await patch(standingId, { [field]: 'x' }), [field]);
  });

  it('judges each field as at creation, all at once', async () => {
    const answer = await patch(standingId, {
      'display-name': ' ',
      'contact-url': 'x',
      'data-types': ['x'],
      'redirect-urls': ['https://a.example/#x'],
      'organisation-reference': ' ',
    });
    expectInvalid(answer, [
      'display-name',
      'contact-url',
      'data-types[0]',
      'redirect-urls[0]',
      'organisation-reference',
    ]);
  });

  it('an organisation reference of another account is a 409', async () => {
    const { body } = await create({});
    const answer = await patch(String(body.account['account-id']), {
      'organisation-reference': standing['organisation-reference'],
    });
    expectError(answer, 409, 'CON001');
    expect(answer.errors[0]?.field).toBe('organisation-reference');
  });

  it('that does not exist is a 404', async () => {
    expectError(await patch('nobody-here', { 'display-name': 'x' }), 404, 'NOT001');
    for (const verb of ['suspend', 'reactivate', 'terminate']) {
      expectError(await change('nobody-here', verb), 404, 'NOT001');
    }
  });
});

describe('standing of an account', () => {
  const newId = async () => String((await create({})).body.account['account-id']);

  it('suspending tells since when, and reactivating forgets it', async () => {
    const id = await newId();
    const suspended = await change(id, 'suspend');
    expect(suspended.body.account.status).toBe('suspended');
    const since = String(suspended.body.account['suspended-at']);
    expect(Math.abs(Date.parse(since) - Date.now())).toBeLessThan(60_000);
    const active = await change(id, 'reactivate');
    // Kept after it has ended: the directory tells of the latest suspension.
    expect(active.body.account).toMatchObject({ status: 'active', 'suspended-at': since });
  });

  it('doing it again changes nothing', async () => {
    const id = await newId();
    expect((await change(id, 'reactivate')).body.account.status).toBe('active');
    const first = await change(id, 'suspend');
    expect((await change(id, 'suspend')).body.account).toEqual(first.body.account);
    await change(id, 'terminate');
    const again = await change(id, 'terminate');
    expect([again.status, again.body.account.status]).toEqual([200, 'terminated']);
  });

  it('terminating is final', async () => {
    const id = await newId();
    expect((await change(id, 'terminate')).body.account.status).toBe('terminated');
    expectError(await change(id, 'reactivate'), 409, 'CON001');
    expectError(await change(id, 'suspend'), 409, 'CON001');
    const { text } = await admin.call('GET', `/v1/admin/accounts?q=${id}`);
    expect(text).toContain('"status":"terminated"');
  });
});
