import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { leadsTo, openAdmin } from './support/console';
import type { CustomerBrowser, Page } from '../../harness/callers/customer-browser';
import { reportSighting, reportTenancy, withdrawTenancy } from './support/dcc-reports';
import { createHousehold, randomMpxn } from '../../harness/callers/household';
import { fullAddress } from './support/identity-record-body';
import { registerAccess, registerConsent, stateOf } from '../../harness/callers/registered-access';

const { client, origin } = sharedRegister();
let admin: ApiAccount;
let browser: CustomerBrowser;
let northwind: ApiAccount;
let dcc: ApiAccount;
beforeAll(async () => {
  admin = await client.createAccount({ role: 'admin' });
  ({ browser } = await openAdmin(origin, admin));
  northwind = await client.createAccount();
  dcc = await client.createAccount({ role: 'dcc' });
});

function keysIn(page: Page): string[] {
  const keys = page.links.map((link) => /^\/admin\/records\/(ak_[0-9a-f]{24})$/.exec(link)?.[1]);
  return keys.filter((key) => key !== undefined);
}

const search = (q: string, more = '') =>
  browser.open(`/admin/records?q=${encodeURIComponent(q)}${more}`);

describe('the search over all records', () => {
  test('finds by key, meter point, DUID and a controller’s reference, whoever’s it is', async () => {
    const account = await client.createAccount();
    const home = await createHousehold(account);
    const reference = `CRM ${home.ir}`;
    const ak = await registerAccess(
      account,
      changed(consentBody(home.ir), ['access-event.controller-reference', reference]),
    );
    for (const q of [ak, home.mpxn, account.duid ?? '', reference]) {
      expect(keysIn(await search(q)), q).toEqual([ak]);
    }
    const none = await search(`${reference} no more`);
    expect(none.words).toContain('No record matches');
    expect(keysIn(await search(home.mpxn, '&state=REVOKED'))).toEqual([]);
  });

  test('is paged by cursor', async () => {
    const account = await client.createAccount();
    const { ir } = await createHousehold(account);
    const made: string[] = [];
    for (let count = 0; count < 51; count += 1) {
      made.push(await registerAccess(account, consentBody(ir)));
    }
    const first = await search(account.duid ?? '');
    const second = await browser.open(first.links.find((link) => link.includes('cursor=')) ?? '');
    expect([...keysIn(first), ...keysIn(second)].sort()).toEqual(made.sort());
    const bad = await browser.open('/admin/records?cursor=nonsense');
    expect(bad.words).toContain('cursor: is not one of this list');
  });
});

describe('a record', () => {
  test('shows its owner and every change; revoking it is the operator’s, and audited so', async () => {
    const home = await createHousehold(northwind);
    const ak = await registerConsent(home);
    const path = `/admin/records/${ak}`;
    const page = await browser.open(path);
    expect(page.links).toContain(`/admin/accounts/${northwind.id}`);
    expect(page.links).toContain(`/admin/identity-records?ir=${home.ir}`);
    expect((await browser.open(`${path}/revoke`)).words).toContain('you end it in their place');
    expect(await stateOf(client, ak)).toBe('ACTIVE');
    const answer = await browser.press(`${path}/revoke/confirm`, { reason: 'lia-lapsed' });
    expect(leadsTo(answer)).toBe(path);
    expect(await stateOf(client, ak)).toBe('REVOKED');
    const after = await browser.open(path);
    expect(after.words).toContain('The legitimate interests assessment has lapsed');
    expect(after.links).not.toContain(`${path}/revoke`);
    const { body } = await client.admin.call<{ events: { event_type: string }[] }>(
      'GET',
      `/v1/admin/audit?ak=${ak}&account_id=${admin.id}`,
    );
    expect(body.events.map(({ event_type: type }) => type)).toEqual(['access-record.revoked']);
  });

  test('that was discovered says who was seen, and has nothing to revoke', async () => {
    const mpxn = randomMpxn();
    const ak = await reportSighting(dcc, mpxn, { 'organisation-name': 'Quiet Meter Ltd' });
    const page = await browser.open(`/admin/records/${ak}`);
    expect(page.words).toContain('Quiet Meter Ltd');
    expect(page.words).toContain('Reported by the DCC');
    await browser.press(`/admin/records/${ak}/revoke/confirm`, { reason: 'other' });
    expect((await browser.open(`/admin/records/${ak}/revoke`)).words).toContain(
      'This record is DISCOVERED.',
    );
  });
});

describe('an Identity Record', () => {
  test('shows whose it is and what hangs on it, and nothing of the person', async () => {
    const home = await createHousehold(northwind, {
      moveInDate: '2019-02-17',
      fields: {
        'pii-principal': {
          mpxn: '1200023305967',
          'move-in-date': '2019-02-17',
          address: fullAddress,
        },
      },
    });
    await registerConsent(home);
    const page = await browser.open(`/admin/identity-records?ir=${home.ir}`);
    expect(page.links).toContain(`/admin/accounts/${northwind.id}`);
    expect(page.words).toContain('1 active');
    const personal = [
      '1200023305967',
      '17 Feb 2019',
      '2019-02-17',
      home.email ?? 'none',
      ...Object.values(fullAddress),
    ];
    for (const value of personal) expect(page.text).not.toContain(value);
  });

  test.each(['ir_000000000000000000000000', 'nonsense'])('%s is none', async (ir) => {
    const page = await browser.open(`/admin/identity-records?ir=${ir}`);
    expect(page.words).toContain('No identity record has this id');
  });
});

describe('what the DCC reports', () => {
  test('is listed by organisation and meter point, and whether it has registered since', async () => {
    const home = await createHousehold(northwind);
    const open = await reportSighting(dcc, home.mpxn, { 'organisation-reference': home.ir });
    const list = (query: string) => browser.open(`/admin/discovered?${query}`);
    for (const q of [home.ir, home.mpxn]) {
      expect(keysIn(await list(`q=${q}`)), q).toEqual([open]);
    }
    expect(keysIn(await list(`q=${home.ir}&only=open`))).toEqual([open]);
    expect(keysIn(await list(`q=${home.ir}&only=registered`))).toEqual([]);
  });

  test('changes of tenancy name the Data Users that were told', async () => {
    const home = await createHousehold(northwind);
    await registerConsent(home);
    await reportTenancy(dcc, home.mpxn, '2026-01-15', 'COT-CONSOLE');
    const page = await browser.open(`/admin/tenancy?mpxn=${home.mpxn}`);
    expect(page.words).toContain('COT-CONSOLE');
    expect(page.words).toContain('15 Jan 2026');
    expect(page.links).toContain(`/admin/accounts?q=${northwind.duid ?? ''}`);
    expect(page.words.trim()).toMatch(/Taken back .* –$/);
    await withdrawTenancy(dcc, home.mpxn, '2026-01-15', 'COT-CONSOLE');
    const after = await browser.open(`/admin/tenancy?mpxn=${home.mpxn}`);
    expect(after.words).toContain('COT-CONSOLE');
    expect(after.words.trim()).toMatch(/Taken back .* \d\d:\d\d$/);
    const other = await browser.open(`/admin/tenancy?mpxn=${randomMpxn()}`);
    expect(other.words).toContain('None at this meter point');
  });

  test('changes of tenancy are paged by cursor, each once', async () => {
    const mpxn = randomMpxn();
    for (let count = 0; count < 51; count += 1) {
      await reportTenancy(dcc, mpxn, '2026-01-15', `COT-PAGE-${String(count).padStart(2, '0')}`);
    }
    const first = await browser.open(`/admin/tenancy?mpxn=${mpxn}`);
    const second = await browser.open(first.links.find((link) => link.includes('cursor=')) ?? '');
    const named = [first, second].flatMap(({ words }) => words.match(/COT-PAGE-\d\d/g) ?? []);
    expect(new Set(named).size).toBe(51);
    expect(named).toHaveLength(51);
    const bad = await browser.open('/admin/tenancy?cursor=W10');
    expect(bad.words).toContain('cursor: is not one of this list');
  });
});

test('the overview counts what the API counts', async () => {
  const { body } = await client.admin.call<Record<string, number>>('GET', '/v1/admin/stats');
  const page = await browser.open('/admin');
  const total = (body.total_records ?? 0).toLocaleString('en-GB');
  expect(page.words).toContain(`All records ${total}`);
});
