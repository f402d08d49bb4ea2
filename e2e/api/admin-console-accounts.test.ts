import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { basicAuth, type ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { leadsTo, openAdmin, openDashboard, isLedOut, shownSecret } from './support/console';
import type { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHook, hookOf } from './support/webhooks';

const { client, origin } = sharedRegister();
let admin: ApiAccount;
let browser: CustomerBrowser;
beforeAll(async () => {
  admin = await client.createAccount({ role: 'admin' });
  ({ browser } = await openAdmin(origin, admin));
});

const newId = () => `console-${randomBytes(5).toString('hex')}`;
const pageOf = (id: string) => `/admin/accounts/${id}`;

async function tokenStatus(id: string, secret: string): Promise<number> {
  const headers = { authorization: basicAuth(id, secret) };
  return (await client.call('GET', '/v1/auth/token', { headers })).status;
}

interface AuditEvent {
  event_type: string;
  detail: Record<string, unknown>;
}

/** What this operator did to an account, as the API's audit has it. */
async function audited(id: string): Promise<AuditEvent[]> {
  const { body } = await client.admin.call<{ events: AuditEvent[] }>(
    'GET',
    `/v1/admin/audit?account_id=${admin.id}&limit=50`,
  );
  return body.events.filter(({ detail }) => detail.account === id);
}

async function create(fields: Record<string, string> = {}) {
  const id = newId();
  const answer = await browser.press('/admin/new-account/create', {
    'account-id': id,
    role: 'data_user',
    'display-name': 'Console Energy',
    'contact-url': 'https://console.example/',
    ...fields,
  });
  return { id, answer };
}

describe('creating an account', () => {
  test('shows its secret once, which works, and is audited as the operator’s', async () => {
    const { id, answer } = await create({
      'redirect-urls': 'https://console.example/back\r\nhttps://console.example/other',
      'contact-url': 'https://console.example/',
      'data-types': 'HH-EXPORT',
    });
    expect(leadsTo(answer)).toBe(pageOf(id));
    const page = await browser.open(pageOf(id));
    const secret = shownSecret(page.text) ?? '';
    expect(await tokenStatus(id, secret)).toBe(200);
    const again = await browser.open(pageOf(id));
    expect(shownSecret(again.text)).toBeNull();
    expect(again.text).not.toContain(secret);
    expect(again.text).toContain('https://console.example/other');
    const events = await audited(id);
    expect(events.map(({ event_type: type }) => type)).toEqual(['account.created']);
    expect(JSON.stringify(events)).not.toContain(secret);
  });

  test('tells what is wrong field by field, and keeps what was typed', async () => {
    const { answer } = await create({
      'account-id': 'not an id',
      duid: 'DUID_X',
      'redirect-urls': 'http://console.example/',
      'organisation-reference': 'KEPT-REFERENCE',
    });
    expect(leadsTo(answer)).toBe('/admin/new-account');
    const page = await browser.open('/admin/new-account');
    expect(page.words).toContain('account-id: must be 1 to 64 letters');
    expect(page.words).toContain('duid: must be duid_');
    expect(page.words).toContain('redirect-urls[0]: must be an https URL');
    expect(page.text).toContain('KEPT-REFERENCE');
  });

  test('refuses an id that is taken', async () => {
    const { id } = await create();
    await browser.press('/admin/new-account/create', {
      'account-id': id,
      role: 'data_user',
      'display-name': 'Another',
      'contact-url': 'https://console.example/',
    });
    const page = await browser.open('/admin/new-account');
    expect(page.words).toContain('account-id: is taken by another account');
  });
});

describe('an account', () => {
  test('is found by the start of its id, its DUID and a part of its name', async () => {
    const { id } = await create({ 'display-name': `Wattle & Daub ${newId()}` });
    const page = await browser.open(pageOf(id));
    const duid = /duid_[0-9a-f]{24}/.exec(page.words)?.[0] ?? '';
    for (const q of [id.slice(0, -1), duid, 'Wattle & Daub']) {
      const list = await browser.open(`/admin/accounts?q=${encodeURIComponent(q)}`);
      expect(list.links, q).toContain(pageOf(id));
    }
    const other = await browser.open('/admin/accounts?q=nothing-is-called-so');
    expect(other.words).toContain('No account matches');
  });

  test('is listed among those of its role, which is chosen in words and kept from page to page', async () => {
    const name = `<i>Crowd</i>\u202e${newId()}`;
    const portal = await create({ 'display-name': name, role: 'portal' });
    const user = await create({ 'display-name': name });
    const asked = `q=${encodeURIComponent(name)}&role=portal`;
    const page = await browser.open(`/admin/accounts?${asked}`);
    expect(page.text).toContain('<option value="portal" selected="">Portal operator</option>');
    expect(page.words).toContain('1 match, by account id');
    expect(page.links).toContain(pageOf(portal.id));
    expect(page.links).not.toContain(pageOf(user.id));
    expect(page.text).not.toContain('<i>Crowd</i>');
    const later = await browser.open(`/admin/accounts?${asked}&cursor=${portal.id}`);
    const first = later.links.find((link) => link.startsWith('/admin/accounts?')) ?? '';
    expect(later.links).not.toContain(pageOf(portal.id));
    expect((await browser.open(first)).links).toContain(pageOf(portal.id));
    expect(first).toContain('role=portal');
    const odd = await browser.open('/admin/accounts?role=nobody&colour=red');
    expect([odd.status, odd.words]).toEqual([200, expect.stringContaining('role: must be one of')]);
  });

  test('is changed by its form; a field left empty is cleared', async () => {
    const { id } = await create({ 'redirect-urls': 'https://console.example/back' });
    await browser.press(`${pageOf(id)}/change`, {
      'display-name': 'New name',
      'contact-url': 'https://console.example/',
      'organisation-reference': `REF-${id}`,
    });
    const page = await browser.open(pageOf(id));
    expect(page.words).toContain('The changes are saved.');
    expect(page.words).toContain('New name');
    expect(page.text).toContain(`value="REF-${id}"`);
    expect(page.text).not.toContain('https://console.example/back');
    expect((await audited(id)).map(({ event_type: type }) => type)).toContain('account.updated');
  });

  test('that households are told of keeps a contact', async () => {
    const { id } = await create();
    await browser.press(`${pageOf(id)}/change`, { 'display-name': 'Changed' });
    const page = await browser.open(pageOf(id));
    expect(page.words).toContain('contact-url: is required for data_user');
    expect((await browser.open(pageOf(id))).text).toContain('value="https://console.example/"');
  });

  test('keeps a wrong change’s words on its page, and stays as it was', async () => {
    const { id } = await create();
    await browser.press(`${pageOf(id)}/change`, {
      'display-name': 'Changed',
      'contact-url': 'javascript:alert(1)',
    });
    const page = await browser.open(pageOf(id));
    expect(page.words).toContain('contact-url: must be an http or https URL');
    expect(page.text).toContain('value="Changed"');
    const again = await browser.open(pageOf(id));
    expect(again.text).toContain('value="Console Energy"');
  });

  test('gets another mail limit, audited as the operator’s; none that is no number', async () => {
    const { id } = await create();
    await browser.press(`${pageOf(id)}/mail-limit`, { 'mails-per-hour': '350' });
    expect((await browser.open(pageOf(id))).text).toContain('value="350"');
    for (const wrong of ['0', 'many', '-1', '1.5', '']) {
      await browser.press(`${pageOf(id)}/mail-limit`, { 'mails-per-hour': wrong });
      expect((await browser.open(pageOf(id))).words, wrong).toContain('must be a whole number');
    }
    expect((await browser.open(pageOf(id))).text).toContain('value="350"');
    const details = (await audited(id)).map(({ detail }) => detail);
    expect(details).toContainEqual({ account: id, 'mails-per-hour': 350 });
  });
});

describe('suspending', () => {
  test('says first what follows, then refuses the account at once, until it is lifted', async () => {
    const account = await client.createAccount();
    const dashboard = await openDashboard(origin, account);
    const step = `${pageOf(account.id)}/suspend`;
    const page = await browser.open(step);
    expect(page.words).toContain('every call of the account is refused');
    expect(page.actions).toContain(`${step}/confirm`);
    expect((await account.call('GET', '/v1/self')).status).toBe(200);
    expect(leadsTo(await browser.press(`${step}/confirm`))).toBe(pageOf(account.id));
    expect((await account.call('GET', '/v1/self')).status).toBe(403);
    expect(isLedOut(await dashboard.open('/dashboard'))).toBe(true);
    expect((await browser.open(pageOf(account.id))).words).toContain('The account is suspended.');
    await browser.press(`${pageOf(account.id)}/reactivate/confirm`);
    expect((await account.call('GET', '/v1/self')).status).toBe(200);
    expect((await audited(account.id)).map(({ event_type: type }) => type)).toEqual([
      'account.reactivated',
      'account.suspended',
    ]);
  });
});

describe('terminating', () => {
  test('is final, disables the webhooks, and leaves no step to take', async () => {
    const account = await client.createAccount();
    const hook = await createHook(account, 'https://terminated.invalid/hook');
    const step = `${pageOf(account.id)}/terminate`;
    expect((await browser.open(step)).words).toContain('This is final');
    expect((await hookOf(hook)).active).toBe(true);
    await browser.press(`${step}/confirm`);
    expect((await account.call('GET', '/v1/self')).status).toBe(403);
    const page = await browser.open(pageOf(account.id));
    expect(page.words).toContain('A terminated account stays terminated.');
    expect(page.links.filter((link) => link.startsWith(`${pageOf(account.id)}/`))).toEqual([]);
    await browser.press(`${pageOf(account.id)}/reactivate/confirm`);
    const refused = await browser.open(`${pageOf(account.id)}/reactivate`);
    expect(refused.words).toContain('A terminated account stays so.');
    expect((await browser.open(`/admin/webhooks/${hook.wid}`)).words).toContain('with its account');
  });
});

describe('rotating a secret', () => {
  test('shows the new one once; both work, and the account’s sessions end', async () => {
    const account = await client.createAccount();
    const dashboard = await openDashboard(origin, account);
    await browser.press(`${pageOf(account.id)}/rotate-secret/confirm`);
    const secret = shownSecret((await browser.open(pageOf(account.id))).text) ?? '';
    expect(await tokenStatus(account.id, secret)).toBe(200);
    expect(await tokenStatus(account.id, account.secret)).toBe(200);
    expect(shownSecret((await browser.open(pageOf(account.id))).text)).toBeNull();
    expect(isLedOut(await dashboard.open('/dashboard'))).toBe(true);
    expect((await audited(account.id)).map(({ event_type: type }) => type)).toEqual([
      'account.secret-rotated',
    ]);
  });

  test('of one’s own leaves the session that did it', async () => {
    const own = await client.createAccount({ role: 'admin' });
    const { browser: here, device } = await openAdmin(origin, own);
    const { browser: there } = await openAdmin(origin, own, device);
    await here.press(`${pageOf(own.id)}/rotate-secret/confirm`);
    expect(shownSecret((await here.open(pageOf(own.id))).text)).not.toBeNull();
    expect(isLedOut(await there.open('/admin'), 'admin')).toBe(true);
  });
});
