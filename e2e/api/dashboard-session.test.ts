import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import {
  forwardRegister,
  sharedRegister,
  startOwnRegister,
  type OwnRegister,
} from '../../harness/api-context';
import { consoleCookies, isLedOut, leadsTo, openDashboard, tryConsole } from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';

const { client, origin } = sharedRegister();
const COOKIE = consoleCookies.dashboard;
const MINUTE_MS = 60_000;

let northwind: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount();
});

function withCookie(value: string, name: string = COOKIE, at = origin): CustomerBrowser {
  const browser = new CustomerBrowser(at);
  browser.cookies.set(name, value);
  return browser;
}

describe('signing in to the dashboard', () => {
  test('takes the account’s id and secret, and leads on to the page that was asked for', async () => {
    const browser = new CustomerBrowser(origin);
    const asked = await browser.open('/dashboard/settings');
    expect(asked.status).toBe(307);
    expect(leadsTo(asked)).toBe('/dashboard/sign-in?next=%2Fdashboard%2Fsettings');
    const answer = await tryConsole(browser, northwind, 'dashboard', {
      next: '/dashboard/settings',
    });
    expect(answer.status).toBe(303);
    expect(leadsTo(answer)).toBe('/dashboard/settings');
    expect((await browser.open('/dashboard')).status).toBe(200);
  });

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/admin',
    '/dashboardish',
    '/dashboard/../portal',
    '/dashboard\\@evil.example',
  ])('never leads out of it, as %s would', async (next) => {
    const browser = new CustomerBrowser(origin);
    const answer = await tryConsole(browser, northwind, 'dashboard', { next });
    expect(answer.headers.location).toBe(`${origin}/dashboard`);
  });

  test('a wrong secret and an unknown account get one answer, and no session', async () => {
    for (const credentials of [
      { id: northwind.id, secret: 'not the secret' },
      { id: 'nobody-here', secret: northwind.secret },
      { id: '', secret: '' },
    ]) {
      const browser = new CustomerBrowser(origin);
      const answer = await tryConsole(browser, credentials);
      expect(leadsTo(answer)).toBe('/dashboard/sign-in?problem=wrong');
      expect(browser.cookies.has(COOKIE)).toBe(false);
    }
  });

  test('the cookie is out of reach of scripts and other sites, and names nobody', async () => {
    const browser = new CustomerBrowser(origin);
    const answer = await tryConsole(browser, northwind);
    const line = (answer.headers['set-cookie'] ?? []).find((cookie) => cookie.startsWith(COOKIE));
    expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=28800$/);
    expect(line).not.toContain(northwind.id);
  });

  test('a secret in a form is never sent back', async () => {
    const browser = new CustomerBrowser(origin);
    await tryConsole(browser, { id: northwind.id, secret: 'a-wrong-one-4711' });
    const page = await browser.open('/dashboard/sign-in?problem=wrong');
    expect(page.text).not.toContain('a-wrong-one-4711');
    expect(page.words).toContain('is not right');
  });

  test.each(['data_provider', 'portal', 'dcc'] as const)(
    'is open to %s, with fewer pages',
    async (role) => {
      const browser = await openDashboard(origin, await client.createAccount({ role }));
      const page = await browser.open('/dashboard');
      expect(page.status).toBe(200);
      expect(page.links).toContain('/dashboard/settings');
      expect(page.links).not.toContain('/dashboard/records');
    },
  );

  test('is not for operators', async () => {
    const browser = new CustomerBrowser(origin);
    const answer = await tryConsole(browser, client.admin);
    expect(leadsTo(answer)).toBe('/dashboard/sign-in?problem=realm');
    expect(browser.cookies.has(COOKIE)).toBe(false);
  });

  test('is audited as the account’s own event', async () => {
    const account = await client.createAccount();
    await openDashboard(origin, account);
    const { body } = await account.call<{ events: { event_type: string }[] }>(
      'GET',
      '/v1/self/audit',
    );
    expect(body.events.map(({ event_type: type }) => type)).toContain('console.signed-in');
  });
});

describe('a session of the dashboard', () => {
  test('that was signed out opens nothing, wherever its cookie was copied', async () => {
    const browser = await openDashboard(origin, northwind);
    const copied = browser.cookies.get(COOKIE) ?? '';
    expect((await withCookie(copied).open('/dashboard')).status).toBe(200);
    expect(leadsTo(await browser.press('/dashboard/sign-out'))).toBe(
      '/dashboard/sign-in?problem=signed-out',
    );
    expect(isLedOut(await withCookie(copied).open('/dashboard'))).toBe(true);
  });

  test('is ended by another sign-in in the same browser', async () => {
    const browser = await openDashboard(origin, northwind);
    const former = browser.cookies.get(COOKIE) ?? '';
    await tryConsole(browser, northwind);
    expect(isLedOut(await withCookie(former).open('/dashboard'))).toBe(true);
    expect((await browser.open('/dashboard')).status).toBe(200);
  });

  test('signing out everywhere ends the account’s others, and nobody else’s', async () => {
    const account = await client.createAccount();
    const [here, there] = [
      await openDashboard(origin, account),
      await openDashboard(origin, account),
    ];
    const stranger = await openDashboard(origin, northwind);
    await here.press('/dashboard/sign-out', { everywhere: '1' });
    expect(isLedOut(await there.open('/dashboard'))).toBe(true);
    expect((await stranger.open('/dashboard')).status).toBe(200);
  });

  test('opens no other realm, under its own name or another’s', async () => {
    const value = (await openDashboard(origin, northwind)).cookies.get(COOKIE) ?? '';
    for (const name of [COOKIE, consoleCookies.admin, 'dar-portal']) {
      const browser = withCookie(value, name);
      expect(isLedOut(await browser.open('/admin'), 'admin')).toBe(true);
      expect(leadsTo(await browser.open('/portal/records'))).toContain('/portal/sign-in');
    }
    expect(isLedOut(await withCookie(value, consoleCookies.admin).open('/dashboard'))).toBe(true);
  });

  test.each(['', 'x', 'a.b.c', '%00', 'ö'.repeat(10)])(
    'made up as %j opens nothing',
    async (value) => {
      const browser = withCookie(encodeURIComponent(value));
      expect(isLedOut(await browser.open('/dashboard'))).toBe(true);
    },
  );

  test('ends when its account is suspended, and stays ended when that is lifted', async () => {
    const account = await client.createAccount();
    const browser = await openDashboard(origin, account);
    const status = `/v1/admin/accounts/${account.id}`;
    await client.admin.call('POST', `${status}/suspend`);
    expect(isLedOut(await browser.open('/dashboard'))).toBe(true);
    expect(leadsTo(await tryConsole(browser, account))).toContain('problem=inactive');
    await client.admin.call('POST', `${status}/reactivate`);
    expect(isLedOut(await browser.open('/dashboard'))).toBe(true);
  });

  test('ends when its account is terminated', async () => {
    const account = await client.createAccount();
    const browser = await openDashboard(origin, account);
    await client.admin.call('POST', `/v1/admin/accounts/${account.id}/terminate`);
    expect(isLedOut(await browser.open('/dashboard'))).toBe(true);
  });

  test('ends when the secret is rotated by the API', async () => {
    const account = await client.createAccount();
    const browser = await openDashboard(origin, account);
    await account.call('POST', '/v1/self/rotate-secret');
    expect(isLedOut(await browser.open('/dashboard'))).toBe(true);
  });
});

describe('pages of the dashboard', () => {
  test('are framed by nobody, kept by nobody and run no script of another’s', async () => {
    const browser = await openDashboard(origin, northwind);
    for (const path of ['/dashboard', '/dashboard/sign-in']) {
      const { headers } = await browser.open(path);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).toContain("form-action 'self'");
      expect(headers['content-security-policy']).toContain("style-src 'self' 'nonce-");
      expect(headers['cache-control']).toContain('no-store');
    }
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['nowhere in particular', { origin: 'null' }],
  ])('take no post of %s', async (_, headers) => {
    const browser = await openDashboard(origin, northwind);
    for (const path of [
      '/dashboard/sign-out',
      '/dashboard/sign-in/secret',
      '/dashboard/prove/secret',
    ]) {
      expect((await browser.press(path, {}, headers)).status).toBe(403);
    }
    expect((await browser.open('/dashboard')).status).toBe(200);
  });
});

describe('by the clock', () => {
  let register: OwnRegister;
  let account: ApiAccount;

  beforeAll(async () => {
    register = await forwardRegister();
    account = await register.client.createAccount();
  });

  test('a session ends after half an hour without use, and not before', async () => {
    const browser = await openDashboard(register.origin, account);
    await register.clock.advance(29 * MINUTE_MS);
    expect((await browser.open('/dashboard')).status).toBe(200);
    await register.clock.advance(29 * MINUTE_MS);
    expect((await browser.open('/dashboard')).status).toBe(200);
    await register.clock.advance(30 * MINUTE_MS);
    expect(isLedOut(await browser.open('/dashboard'))).toBe(true);
  });

  test('a session ends after eight hours, however busy', async () => {
    const browser = await openDashboard(register.origin, account);
    for (let part = 0; part < 19; part += 1) {
      await register.clock.advance(25 * MINUTE_MS);
      expect((await browser.open('/dashboard')).status).toBe(200);
    }
    await register.clock.advance(6 * MINUTE_MS);
    expect(isLedOut(await browser.open('/dashboard'))).toBe(true);
  });
});

describe('guessing', () => {
  let register: OwnRegister;
  beforeAll(async () => {
    register = await startOwnRegister({ name: 'dashboard-guesses' });
  });
  afterAll(() => register.stop());

  test('ten wrong secrets are the most, counted together with those of the API', async () => {
    const account = await register.client.createAccount();
    const browser = new CustomerBrowser(register.origin);
    const wrong = { id: account.id, secret: 'wrong' };
    for (let guess = 0; guess < 9; guess += 1) {
      expect(leadsTo(await tryConsole(browser, wrong))).toContain('problem=wrong');
    }
    const basic = Buffer.from(`${account.id}:wrong`).toString('base64');
    const headers = { authorization: `Basic ${basic}` };
    expect((await register.client.call('GET', '/v1/auth/token', { headers })).status).toBe(401);
    expect(leadsTo(await tryConsole(browser, wrong))).toContain('problem=limit');
    expect(leadsTo(await tryConsole(browser, account))).toContain('problem=limit');
  });

  test('on the page that asks for the secret once more counts as any other', async () => {
    const account = await register.client.createAccount();
    const browser = await openDashboard(register.origin, account);
    const prove = (secret: string) => browser.press('/dashboard/prove/secret', { secret });
    for (let guess = 0; guess < 10; guess += 1) {
      expect(leadsTo(await prove('wrong'))).toContain('problem=wrong');
    }
    expect(leadsTo(await prove(account.secret))).toContain('problem=limit');
    const stranger = new CustomerBrowser(register.origin);
    expect(leadsTo(await tryConsole(stranger, account))).toContain('problem=limit');
    expect((await browser.open('/dashboard')).status).toBe(200);
  });
});
