import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import {
  changed,
  consentBody,
  contractBody,
  jointBody,
} from '../../harness/callers/access-record-body';
import { leadsTo, openDashboard } from './support/console';
import type { CustomerBrowser, Page } from '../../harness/callers/customer-browser';
import { createHousehold, type Household } from '../../harness/callers/household';
import {
  registerAccess,
  registerConsent,
  revoke,
  verify,
} from '../../harness/callers/registered-access';

const { client, origin } = sharedRegister();

let northwind: ApiAccount;
let home: Household;
let browser: CustomerBrowser;
beforeAll(async () => {
  northwind = await client.createAccount();
  home = await createHousehold(northwind);
  browser = await openDashboard(origin, northwind);
});

/** Keys in a list, as its links name them. */
function keysIn(page: Page): string[] {
  const keys = page.links.map(
    (link) => /^\/dashboard\/records\/(ak_[0-9a-f]{24})$/.exec(link)?.[1],
  );
  return keys.filter((key) => key !== undefined);
}

async function keysFor(query: Record<string, string>): Promise<string[]> {
  return keysIn(await browser.open(`/dashboard/records?${new URLSearchParams(query).toString()}`));
}

describe('the list of access records', () => {
  test('is searched by key, by meter point in any spelling, and by the own reference', async () => {
    const reference = `CRM ${home.ir}`;
    const body = changed(consentBody(home.ir), ['access-event.controller-reference', reference]);
    const ak = await registerAccess(northwind, body);
    const other = await registerConsent(await createHousehold(northwind));
    expect(await keysFor({ q: ak })).toEqual([ak]);
    expect(await keysFor({ q: reference })).toEqual([ak]);
    const spelt = home.mpxn.replace(/(\d{4})/g, '$1 ');
    expect(await keysFor({ q: spelt })).toContain(ak);
    expect(await keysFor({ q: spelt })).not.toContain(other);
    expect(await keysFor({})).toEqual(expect.arrayContaining([ak, other]));
  });

  test('a reference that looks like a meter point is found where no record is at that one', async () => {
    const body = changed(consentBody(home.ir), ['access-event.controller-reference', '99887766']);
    const ak = await registerAccess(northwind, body);
    expect(await keysFor({ q: '99887766' })).toEqual([ak]);
  });

  test('finds nothing of another Data User by any of the three', async () => {
    const stranger = await client.createAccount();
    const theirs = await createHousehold(stranger);
    const body = changed(consentBody(theirs.ir), ['access-event.controller-reference', 'THEIRS-1']);
    const ak = await registerAccess(stranger, body);
    for (const q of [ak, theirs.mpxn, 'THEIRS-1']) {
      const page = await browser.open(`/dashboard/records?q=${encodeURIComponent(q)}`);
      expect(keysIn(page)).toEqual([]);
      expect(page.words).toContain('No record matches');
    }
  });

  test('is filtered by state and legal basis', async () => {
    const { owner, ir, mpxn } = await createHousehold(northwind);
    const ended = await registerAccess(owner, consentBody(ir));
    const running = await registerAccess(owner, contractBody(ir));
    await revoke(owner, ended);
    expect(await keysFor({ q: mpxn, state: 'REVOKED' })).toEqual([ended]);
    expect(await keysFor({ q: mpxn, state: 'ACTIVE' })).toEqual([running]);
    expect(await keysFor({ q: mpxn, 'legal-basis': 'uk-contract' })).toEqual([running]);
  });

  test('names the controller that leads, or stands alone, whatever its name holds', async () => {
    const account = await client.createAccount();
    const { ir } = await createHousehold(account);
    const odd = '<img src=x onerror=alert(1)>\u202eLtd';
    const lead = ['record-metadata.controller-arrangement.controllers[0].name', odd] as const;
    const notice = ['notice.notices[0].controller-name', odd] as const;
    await registerAccess(account, consentBody(ir));
    await registerAccess(account, changed(jointBody(ir), lead, notice));
    const page = await (await openDashboard(origin, account)).open('/dashboard/records');
    expect(page.words).toContain('Controller');
    expect(page.text).toContain('<bdi>&lt;img src=x onerror=alert(1)&gt;\u202eLtd</bdi>');
    expect(page.text).toContain('<bdi>Northwind Energy</bdi>');
    expect(page.text).not.toContain('<img src=x');
    expect(page.words).not.toContain('Brightmeter');
  });

  test('is paged by cursor, each record once', async () => {
    const account = await client.createAccount();
    const { ir } = await createHousehold(account);
    const made: string[] = [];
    for (let count = 0; count < 53; count += 1) {
      made.push(await registerAccess(account, consentBody(ir)));
    }
    const mine = await openDashboard(origin, account);
    const first = await mine.open('/dashboard/records');
    const next = first.links.find((link) => link.includes('cursor=')) ?? '';
    const second = await mine.open(next);
    expect(keysIn(first)).toHaveLength(50);
    expect([...keysIn(first), ...keysIn(second)].sort()).toEqual(made.sort());
    expect(second.links.some((link) => link.includes('cursor='))).toBe(false);
    expect(first.words).toContain('53 in all');
  });

  test.each(['cursor=x', 'cursor=WzEsMl0', 'state=NONE', `q=${'x'.repeat(501)}`])(
    'says what is wrong with %s and shows its first page',
    async (query) => {
      const page = await browser.open(`/dashboard/records?${query}`);
      expect(page.status).toBe(200);
      expect(page.words).toContain('That was not done');
      expect(keysIn(page).length).toBeGreaterThan(0);
    },
  );
});

describe('a record’s page', () => {
  test('shows what verifying answers, what it is linked to and its history', async () => {
    const ak = await registerConsent(home);
    const page = await browser.open(`/dashboard/records/${ak}`);
    const { processing } = await verify(client, ak);
    expect(page.words).toContain(String(processing.purpose));
    expect(page.words).toContain(home.mpxn);
    expect(page.links).toContain(`/dashboard/identity-records/${home.ir}`);
    expect(page.words).toMatch(/Registered +your account/);
  });

  test('revokes with the reason chosen, by the API’s own rules and audit', async () => {
    const ak = await registerConsent(home);
    const form = await browser.open(`/dashboard/records/${ak}/revoke`);
    expect(form.words).toContain('consent.withdrawal');
    const answer = await browser.press(`/dashboard/records/${ak}/revoke/confirm`, {
      reason: 'contract-ended',
    });
    expect([answer.status, leadsTo(answer)]).toEqual([303, `/dashboard/records/${ak}`]);
    const page = await browser.open(`/dashboard/records/${ak}`);
    expect(page.words).toContain('The record is revoked.');
    expect(page.words).toContain('The contract has ended');
    expect(page.links).not.toContain(`/dashboard/records/${ak}/revoke`);
    expect((await verify(client, ak))['access-event'].state).toBe('REVOKED');
    const { body } = await client.admin.call<{ events: { detail: unknown }[] }>(
      'GET',
      `/v1/admin/audit?ak=${ak}&event_type=access-record.revoked`,
    );
    expect(body.events.map(({ detail }) => detail)).toEqual([
      { reason: 'contract-ended', by: 'data_user' },
    ]);
  });

  test('says so where a reason is none, or the record cannot be revoked', async () => {
    const ak = await registerConsent(home);
    const path = `/dashboard/records/${ak}/revoke`;
    expect(leadsTo(await browser.press(`${path}/confirm`, { reason: 'boredom' }))).toBe(path);
    expect((await browser.open(path)).words).toContain('reason: must be one of');
    expect((await browser.open(path)).words).not.toContain('reason: must be one of');
    const past = changed(
      consentBody(home.ir),
      ['access-event.state', 'EXPIRED'],
      ['access-event.expiry', '2026-02-01T00:00:00Z'],
    );
    const expired = await registerAccess(northwind, past);
    await browser.press(`/dashboard/records/${expired}/revoke/confirm`, { reason: 'other' });
    const page = await browser.open(`/dashboard/records/${expired}/revoke`);
    expect(page.words).toContain('This record is EXPIRED.');
  });

  test('shows what a form says to nobody but the page that it is for', async () => {
    const ak = await registerConsent(home);
    const own = await openDashboard(origin, northwind);
    await own.press(`/dashboard/records/${ak}/revoke/confirm`, { reason: 'boredom' });
    const another = await openDashboard(origin, northwind);
    expect((await another.open(`/dashboard/records/${ak}/revoke`)).words).not.toContain('boredom');
    expect((await own.open('/dashboard/settings')).words).not.toContain('That was not done');
    expect((await own.open(`/dashboard/records/${ak}/revoke`)).words).toContain('must be one of');
  });
});

test('the overview counts records by state and names consents that end soon', async () => {
  const account = await client.createAccount();
  const { ir } = await createHousehold(account);
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z');
  const late = new Date(Date.now() + 40 * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z');
  const ending = await registerAccess(
    account,
    changed(consentBody(ir), ['access-event.expiry', soon]),
  );
  await registerAccess(account, changed(consentBody(ir), ['access-event.expiry', late]));
  await registerAccess(account, changed(contractBody(ir), ['access-event.expiry', soon]));
  const mine = await openDashboard(origin, account);
  const page = await mine.open('/dashboard');
  expect(page.words).toContain('Consents that end soon: 1');
  expect(page.links).toContain(`/dashboard/records/${ending}`);
  const from = page.words.indexOf('Consents that end soon');
  const named = page.words.slice(from, page.words.lastIndexOf('What happened last'));
  expect(named.match(/ak_[0-9a-f]{24}/g)).toEqual([ending]);
  expect(page.words).toMatch(/Active records +3/);
  const charts = await mine.open('/dashboard/charts');
  expect(charts.words).toMatch(/Active now +3/);
});
