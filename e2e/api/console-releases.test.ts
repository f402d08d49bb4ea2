// The totals of a day are added up by SQL of their own, over partitions.
// @module-tag postgres
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import type { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold, type Household } from '../../harness/callers/household';
import { registerConsent, revoke } from '../../harness/callers/registered-access';
import { openAdmin, openDashboard } from './support/console';
import { askReleases } from './support/releases';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let register: OwnRegister;
let northwind: ApiAccount;
let gridline: ApiAccount;
let meterworks: ApiAccount;
let home: Household;
let ak: string;

const releaseOf = (key = ak) => ({ duid: northwind.duid, mpxn: home.mpxn, ak: key });
const ask = (provider: ApiAccount, ...asked: Parameters<typeof askReleases>[2]) =>
  askReleases(register.origin, provider, asked);

beforeAll(async () => {
  register = await startOwnRegister({
    name: 'console-releases',
    env: { RATE_LIMIT_SCALE: '1000', SWEEP_INTERVAL_S: '1' },
  });
  const { client } = register;
  northwind = await client.createAccount({ 'display-name': 'Northwind Energy' });
  gridline = await client.createAccount({
    role: 'data_provider',
    'display-name': 'Gridline <b>Data</b>',
  });
  meterworks = await client.createAccount({
    role: 'data_provider',
    'display-name': 'Meterworks',
  });
  home = await createHousehold(northwind);
  ak = await registerConsent(home);
}, 240_000);
afterAll(() => register.stop());

async function letDaysPass(days: number): Promise<void> {
  await register.clock.advance(days * DAY_MS);
  register.client.admin.forgetToken();
}

/** Opens a page until its words are there; its totals are added up in the background. */
async function openUntil(browser: CustomerBrowser, path: string, words: RegExp) {
  for (let turn = 0; turn < 60; turn += 1) {
    const page = await browser.open(path);
    if (words.test(page.words)) return page;
    await sleep(500);
  }
  const { words: last } = await browser.open(path);
  throw new Error(`${path} never said ${words.source}: ${last}`);
}

describe('a record’s page in the dashboard', () => {
  test('says that nobody asked for it, while nobody did', async () => {
    const browser = await openDashboard(register.origin, northwind);
    const { words } = await browser.open(`/dashboard/records/${await registerConsent(home)}`);
    expect(words).toContain('No release was asked for');
    expect(words).toContain('only checks the key leaves no trace here');
  });

  test('tells by day and Data Provider what was permitted, what was refused and why', async () => {
    const release = releaseOf();
    expect(await ask(gridline, release, release, { ...release, dataTypes: ['HH-EXPORT'] })).toEqual(
      ['permitted', 'permitted', 'data-type-not-covered'],
    );
    await ask(meterworks, { ...release, from: '1999-01-01' });
    const browser = await openDashboard(register.origin, northwind);
    const page = await browser.open(`/dashboard/records/${ak}`);
    expect(page.text).toContain('Gridline &lt;b&gt;Data&lt;/b&gt;');
    expect(page.words).toMatch(
      new RegExp(`${gridline.duid}\\s+2\\s+1\\s+The access does not cover that kind of data:\\s+1`),
    );
    expect(page.words).toMatch(
      new RegExp(`${meterworks.duid}\\s+0\\s+1\\s+Days before the customer’s time`),
    );
    for (const id of [gridline.id, meterworks.id]) expect(page.text).not.toContain(id);
  });

  test('of another record names neither', async () => {
    const browser = await openDashboard(register.origin, northwind);
    const { text } = await browser.open(`/dashboard/records/${await registerConsent(home)}`);
    for (const { duid } of [gridline, meterworks]) expect(text).not.toContain(duid);
  });

  test('tells of a cursor that is none, and shows the first page', async () => {
    const browser = await openDashboard(register.origin, northwind);
    const page = await browser.open(`/dashboard/records/${ak}?cursor=none`);
    expect([page.status, page.words]).toEqual([200, expect.stringContaining('is not one of')]);
    expect(page.words).toContain(gridline.duid);
  });
});

describe('the dashboard of a Data Provider', () => {
  test('shows what it asked, and what was refused and why, and nothing of another’s', async () => {
    const other = await registerConsent(home);
    await ask(meterworks, releaseOf(other));
    const browser = await openDashboard(register.origin, gridline);
    const page = await openUntil(browser, '/dashboard', /Permitted today 2 Refused today 1/);
    expect(page.words).toContain('The access does not cover that kind of data: 1');
    expect(page.words).not.toContain('Days before the customer’s time');
    expect(page.links).toContain('/docs/data-providers');
    const list = await browser.open('/dashboard/releases');
    expect(list.words).toContain('HH-EXPORT');
    expect(list.words).toContain(ak);
    expect(list.text).not.toContain(other);
    const theirs = await openDashboard(register.origin, meterworks);
    expect((await theirs.open('/dashboard/releases')).words).toContain(other);
  });

  test('lists the questions up to a day; none are of the day before', async () => {
    const browser = await openDashboard(register.origin, gridline);
    const before = new Date(register.clock.now().getTime() - 2 * DAY_MS).toISOString().slice(0, 10);
    const page = await browser.open(`/dashboard/releases?until=${before}`);
    expect(page.words).toContain('Nothing was asked in this time');
    const odd = await browser.open('/dashboard/releases?until=yesterday');
    expect([odd.status, odd.words]).toEqual([200, expect.stringContaining('until')]);
  });

  test('counts questions with keys that the register does not know, and names none of them', async () => {
    const unknown = `ak_${'0'.repeat(24)}`;
    const provider = await register.client.createAccount({ role: 'data_provider' });
    await ask(provider, releaseOf(unknown), releaseOf(unknown));
    const browser = await openDashboard(register.origin, provider);
    const { words, text } = await browser.open('/dashboard/releases');
    expect(words).toMatch(/Key, meter point and Data User do not belong together\s+2/);
    for (const name of [unknown, home.mpxn, northwind.duid]) expect(text).not.toContain(name);
  });

  test.each(['data_user', 'portal', 'dcc'] as const)('is not there for %s', async (role) => {
    const account = await register.client.createAccount({ role });
    const browser = await openDashboard(register.origin, account);
    expect((await browser.open('/dashboard/releases')).status).toBe(404);
    const overview = await browser.open('/dashboard');
    expect(overview.words).not.toContain('What you asked');
    expect(overview.links).not.toContain('/dashboard/releases');
  });
});

describe('the operator’s console', () => {
  let admin: CustomerBrowser;
  const enter = async () => {
    const account = await register.client.createAccount({ role: 'admin' });
    ({ browser: admin } = await openAdmin(register.origin, account));
  };

  test('shows how much each Data Provider asks, and each by day with the reasons', async () => {
    const provider = await register.client.createAccount({ role: 'data_provider' });
    const release = releaseOf(await registerConsent(home));
    await ask(provider, release, release, release, { ...release, dataTypes: ['HH-EXPORT'] });
    await enter();
    const own = `/admin/releases/${provider.id}`;
    const page = await openUntil(admin, own, /does not cover that kind of data: 1/);
    expect(page.words).toContain('Permitted 3');
    const list = await admin.open('/admin/releases');
    expect(list.links).toContain(own);
    expect(list.words).toContain('By Data Provider');
    const { id } = northwind;
    expect((await admin.open(`/admin/releases/${id}`)).status).toBe(404);
  });

  test('marks a Data User as statutory after saying what follows, audited, and takes it back', async () => {
    await enter();
    const path = `/admin/accounts/${northwind.id}`;
    const statutory = async () => {
      const { body } = await register.client.admin.call<{
        accounts: { 'account-id': string; statutory: boolean }[];
      }>('GET', `/v1/admin/accounts?q=${northwind.duid}`);
      return body.accounts[0]?.statutory;
    };
    expect((await admin.open(path)).words).toMatch(/Statutory \S+ No/);
    const asked = await admin.open(`${path}/statutory`);
    expect(asked.words).toContain('no longer end with an occupancy');
    await admin.press(`${path}/statutory/confirm`, { statutory: 'perhaps' });
    expect(await statutory()).toBe(false);
    await admin.press(`${path}/statutory/confirm`, { statutory: 'true' });
    expect(await statutory()).toBe(true);
    expect((await admin.open(path)).words).toMatch(/Statutory \S+ Yes/);
    await admin.press(`${path}/statutory/confirm`, { statutory: 'false' });
    expect(await statutory()).toBe(false);
    const { words } = await admin.open('/admin/audit?event_type=account.updated');
    expect(words).toContain('statutory: true');
    expect((await admin.open(`/admin/accounts/${gridline.id}/statutory`)).status).toBe(404);
    await admin.press(`/admin/accounts/${gridline.id}/statutory/confirm`, { statutory: 'true' });
    expect((await admin.open(`/admin/accounts/${gridline.id}`)).words).not.toContain('Statutory');
  });

  test('changes a Data Provider’s limit, audited; to none that is no whole number', async () => {
    await enter();
    const path = `/admin/accounts/${gridline.id}`;
    expect((await admin.open(path)).words).toContain('Requests a minute 60,000');
    const post = (limit: string) =>
      admin.press(`${path}/decision-limit/confirm`, { 'decisions-per-minute': limit });
    for (const wrong of ['0', '-1', 'many', '1.5', '', '99999999999']) {
      await post(wrong);
      expect((await admin.open(`${path}/decision-limit`)).words, wrong).toContain(
        'That was not done',
      );
    }
    expect((await admin.open(path)).words).toContain('Requests a minute 60,000');
    await post('90000');
    expect((await admin.open(path)).words).toContain('Requests a minute 90,000');
    const { words } = await admin.open('/admin/audit?event_type=account.updated');
    expect(words).toContain('decisions-per-minute: 90000');
  });

  test('warns of more than a hundred vain questions a minute, by asker and by whom they named', async () => {
    const provider = await register.client.createAccount({
      role: 'data_provider',
      'display-name': 'Keyfinder Ltd',
    });
    const named = await register.client.createAccount({ 'display-name': 'Often Named plc' });
    const asked = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        duid: named.duid,
        mpxn: home.mpxn,
        ak: `ak_${index.toString(16).padStart(24, '0')}`,
      }));
    await enter();
    expect(new Set(await ask(provider, ...asked(100)))).toEqual(new Set(['no-such-access']));
    for (const path of ['/admin', '/admin/releases'])
      expect((await admin.open(path)).words).not.toContain('Keyfinder Ltd in');
    await register.clock.advance(2 * MINUTE_MS);
    await ask(provider, ...asked(101));
    for (const path of ['/admin', '/admin/releases']) {
      const { words, links } = await admin.open(path);
      expect(words).toMatch(
        /Refused attempts, by Data Provider .*Keyfinder Ltd 1 minute, at most 101/,
      );
      expect(words).toMatch(
        /by the Data User named .*Often Named plc 1 minute, at most 101 in one/,
      );
      expect(links).toContain(`/admin/accounts/${provider.id}`);
      expect(links).toContain(`/admin/accounts/${named.id}`);
    }
    await letDaysPass(1);
    await enter();
    expect((await admin.open('/admin')).words).not.toContain('Keyfinder');
  });
});

describe('an access that nobody uses', () => {
  test('stands in the attention list after ninety days, until it is released or ended', async () => {
    const owner = await register.client.createAccount();
    const own = await createHousehold(owner);
    const [used, unused] = [await registerConsent(own), await registerConsent(own)];
    const release = (key: string) => ({ duid: owner.duid, mpxn: own.mpxn, ak: key });
    const overview = async () => (await openDashboard(register.origin, owner)).open('/dashboard');
    expect((await overview()).words).not.toContain('Accesses that nobody used');
    await letDaysPass(91);
    owner.forgetToken();
    // What was refused is no use.
    const provider = await register.client.createAccount({ role: 'data_provider' });
    const asked = [release(used), { ...release(unused), dataTypes: ['HH-EXPORT'] }];
    expect(await ask(provider, ...asked)).toEqual(['permitted', 'data-type-not-covered']);
    const page = await overview();
    expect(page.words).toContain('Accesses that nobody used: 1');
    expect(page.links).toContain(`/dashboard/records/${unused}`);
    const [attention = ''] = page.words.split('What happened last');
    expect(attention).not.toContain(used);
    await revoke(owner, unused, '?reason=other');
    expect((await overview()).words).not.toContain('Accesses that nobody used');
  });
});
