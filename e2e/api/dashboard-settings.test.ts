import { beforeEach, describe, expect, test } from 'vitest';
import { basicAuth, type ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { isLedOut, leadsTo, openDashboard, shownSecret } from './support/console';
import type { CustomerBrowser } from '../../harness/callers/customer-browser';

const { client, origin } = sharedRegister();
const SETTINGS = '/dashboard/settings';

let account: ApiAccount;
let browser: CustomerBrowser;
beforeEach(async () => {
  account = await client.createAccount();
  browser = await openDashboard(origin, account);
});

async function self(): Promise<Record<string, unknown>> {
  return (await account.call<{ account: Record<string, unknown> }>('GET', '/v1/self')).body.account;
}

describe('redirect URLs', () => {
  test('are replaced by the lines that were typed', async () => {
    const typed = ' https://northwind.example/back \r\n\r\nhttps://northwind.example/other\r\n';
    await browser.press(`${SETTINGS}/redirect-urls`, { 'redirect-urls': typed });
    expect((await self())['redirect-urls']).toEqual([
      'https://northwind.example/back',
      'https://northwind.example/other',
    ]);
    const { body } = await account.call<{ events: { event_type: string }[] }>(
      'GET',
      '/v1/self/audit',
    );
    const types = body.events.map(({ event_type: type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['account.redirect-urls', 'account.redirect-host']),
    );
  });

  test('that are none are refused as by the API, and what was typed stays', async () => {
    const typed = 'https://northwind.example/back\nhttp://northwind.example/';
    const answer = await browser.press(`${SETTINGS}/redirect-urls`, { 'redirect-urls': typed });
    expect(leadsTo(answer)).toBe(SETTINGS);
    const page = await browser.open(SETTINGS);
    expect(page.words).toContain('redirect-urls[1]: must be an https URL');
    expect(page.text).toContain('http://northwind.example/</textarea>');
    expect((await self())['redirect-urls']).toEqual([]);
  });
});

test('the contact page is changed, and never left empty', async () => {
  const url = 'https://northwind.example/contact';
  await browser.press(`${SETTINGS}/contact`, { 'contact-url': url });
  expect((await self())['contact-url']).toBe(url);
  await browser.press(`${SETTINGS}/contact`, { 'contact-url': 'javascript:alert(1)' });
  expect((await browser.open(SETTINGS)).words).toContain('must be an http or https URL');
  expect((await self())['contact-url']).toBe(url);
  await browser.press(`${SETTINGS}/contact`, { 'contact-url': '' });
  expect((await browser.open(SETTINGS)).words).toContain('contact-url: is required');
  expect((await self())['contact-url']).toBe(url);
});

test('nothing of an account but that is changed by a form, whatever it sends', async () => {
  await browser.press(`${SETTINGS}/contact`, {
    'contact-url': 'https://northwind.example/contact',
    'display-name': 'Somebody Else',
    'organisation-reference': 'THEIRS',
    role: 'admin',
  });
  expect(await self()).toMatchObject({ 'display-name': 'Northwind Energy', role: 'data_user' });
});

describe('rotating the secret key', () => {
  test('shows the new one once, and the one before stays good for a while', async () => {
    const answer = await browser.press(`${SETTINGS}/rotate-secret/confirm`);
    expect(leadsTo(answer)).toBe(SETTINGS);
    const secret = shownSecret((await browser.open(SETTINGS)).text) ?? '';
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(shownSecret((await browser.open(SETTINGS)).text)).toBeNull();
    for (const good of [secret, account.secret]) {
      const headers = { authorization: basicAuth(account.id, good) };
      expect((await client.call('GET', '/v1/auth/token', { headers })).status).toBe(200);
    }
  });

  test('ends every other session of the account, and not this one', async () => {
    const other = await openDashboard(origin, account);
    await browser.press(`${SETTINGS}/rotate-secret/confirm`);
    expect(isLedOut(await other.open('/dashboard'))).toBe(true);
    expect((await browser.open('/dashboard')).status).toBe(200);
  });

  test('the new one waits for its own page', async () => {
    await browser.press(`${SETTINGS}/rotate-secret/confirm`);
    expect(shownSecret((await browser.open('/dashboard')).text)).toBeNull();
    expect(shownSecret((await browser.open(SETTINGS)).text)).not.toBeNull();
  });
});

test('the own audit shows what the account did, and nobody else’s', async () => {
  await browser.press(`${SETTINGS}/rotate-secret/confirm`);
  const page = await browser.open('/dashboard/audit');
  expect(page.words).toContain('account.secret-rotated');
  expect(page.words).toContain('console.signed-in');
  expect(page.words).not.toContain(client.admin.id);
});
