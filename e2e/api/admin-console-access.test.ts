import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { forwardRegister, type OwnRegister } from '../../harness/api-context';
import { projectRoot } from '../../harness/register-process';
import type { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { adminActions, adminPages, sensitiveActions, sensitivePages } from './support/admin-paths';
import {
  consoleCookies,
  isLedOut,
  leadsTo,
  openAdmin,
  openDashboard,
  tryConsole,
} from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { registerConsent } from '../../harness/callers/registered-access';
import { createHousehold } from '../../harness/callers/household';
import { answerOptions } from '../../harness/callers/passkey-page';

const MINUTE_MS = 60_000;
let register: OwnRegister;
let admin: ApiAccount;
let browser: CustomerBrowser;
let device: SoftwareAuthenticator;

beforeAll(async () => {
  register = await forwardRegister();
  admin = await register.client.createAccount({ role: 'admin' });
  ({ browser, device } = await openAdmin(register.origin, admin));
});

const newBrowser = () => new CustomerBrowser(register.origin);

/** Addresses of all files of one name under the console's folder, its ids written as `*`. */
function pathsOf(file: string): string[] {
  const folder = path.join(projectRoot, 'app/admin/(console)');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === file)
    .map((name) => path.posix.join('/admin', path.dirname(name)).replace(/\[\w+\]/g, '*'))
    .sort();
}

const pattern = (address: string) =>
  address.replace(/nobody-here|(?:ak|ir|wid)_0{24}/g, '*').replace(/\/$/, '');

async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

async function expectNothingFor(visitor: CustomerBrowser): Promise<void> {
  for (const page of adminPages) {
    expect(isLedOut(await visitor.open(page), 'admin'), page).toBe(true);
  }
  for (const action of adminActions) {
    expect(isLedOut(await visitor.press(action), 'admin'), action).toBe(true);
  }
}

test('no page and no form of the console is left out of these tests', () => {
  expect(adminPages.map(pattern).sort()).toEqual(pathsOf('page.tsx'));
  expect(adminActions.map(pattern).sort()).toEqual(pathsOf('route.ts'));
});

describe('every page and every form', () => {
  test('leads whoever is not signed in to the sign-in', () => expectNothingFor(newBrowser()));

  test.each(['data_user', 'data_provider', 'portal', 'dcc'] as const)(
    'is closed to %s, with the cookie of the dashboard under either name',
    async (role) => {
      const account = await register.client.createAccount({ role });
      const visitor = await openDashboard(register.origin, account);
      const value = visitor.cookies.get(consoleCookies.dashboard) ?? '';
      visitor.cookies.set(consoleCookies.admin, value);
      await expectNothingFor(visitor);
    },
  );

  test('is closed to the secret alone: the passkey is required', async () => {
    const half = newBrowser();
    await tryConsole(half, admin, 'admin');
    await expectNothingFor(half);
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['nowhere in particular', { origin: 'null' }],
  ])('takes no post of %s', async (_, headers) => {
    for (const action of adminActions) {
      expect((await browser.press(action, {}, headers)).status, action).toBe(403);
    }
  });

  test('answers an operator without fault, ids that exist nowhere with 404', async () => {
    for (const page of adminPages) {
      const isNowhere = pattern(page).includes('*');
      expect((await browser.open(page)).status, page).toBe(isNowhere ? 404 : 200);
    }
    for (const action of adminActions) {
      const { status } = await browser.press(action, { 'mails-per-hour': '7', reason: 'other' });
      expect([303, 404], action).toContain(status);
    }
  });

  test('is framed by nobody and kept by nobody', async () => {
    const entries = ['/admin/sign-in', '/admin/sign-in/passkey', '/admin/prove'];
    const answers = [
      ...(await inTurn([...adminPages, ...entries], (page) => browser.open(page))),
      ...(await inTurn(adminActions, (action) => browser.press(action))),
      ...(await inTurn(adminActions, (action) => newBrowser().press(action))),
      ...(await inTurn(adminActions, (action) => browser.press(action, {}, { origin: 'null' }))),
    ];
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['cache-control']).toContain('no-store');
    }
  });
});

describe('a sensitive step', () => {
  async function proveAgain(next: string): Promise<string> {
    const page = await browser.open(`/admin/prove?next=${encodeURIComponent(next)}`);
    const response = answerOptions(device, page);
    const query = `?next=${encodeURIComponent(next)}`;
    const answer = await browser.post(`/admin/sign-in/passkey/prove${query}`, { response });
    expect(answer.status).toBe(200);
    return (answer.body as { location: string }).location;
  }

  test('wants the passkey once more when the last proof is five minutes old', async () => {
    const account = await register.client.createAccount();
    const household = await createHousehold(account);
    const ak = await registerConsent(household);
    await register.clock.advance(6 * MINUTE_MS);
    const existing = (address: string) =>
      address
        .replace('nobody-here', account.id)
        .replace(/ir_0{24}/, household.ir)
        .replace(/ak_0{24}/, ak);
    for (const page of sensitivePages.map(existing)) {
      expect(leadsTo(await browser.open(page))).toBe(
        `/admin/prove?next=${encodeURIComponent(page)}`,
      );
    }
    for (const action of sensitiveActions) {
      expect(leadsTo(await browser.press(action)), action).toMatch(/^\/admin\/prove\?next=/);
    }
    expect((await browser.open('/admin/accounts')).status).toBe(200);
    const location = await proveAgain('/admin/new-account');
    expect(location).toBe(`${register.origin}/admin/new-account`);
    expect((await browser.open('/admin/new-account')).status).toBe(200);
  });

  test('is not done by a post with an old proof', async () => {
    const account = await register.client.createAccount();
    await register.clock.advance(6 * MINUTE_MS);
    account.forgetToken();
    await browser.press(`/admin/accounts/${account.id}/terminate/confirm`);
    await browser.press(`/admin/accounts/${account.id}/rotate-secret/confirm`);
    const { status, body } = await account.call<{ account: { status: string } }>('GET', '/v1/self');
    expect(status).toBe(200);
    expect(body.account.status).toBe('active');
    await proveAgain('/admin');
    await browser.press(`/admin/accounts/${account.id}/terminate/confirm`);
    expect((await account.call('GET', '/v1/self')).status).toBe(403);
  });

  test('a second passkey signs in as the first does', async () => {
    await proveAgain('/admin');
    const page = await browser.open('/admin/passkeys/add');
    const response = answerOptions(device, {
      ...page,
      // Another device would not be asked to leave itself out.
      creationOptions: page.creationOptions && { ...page.creationOptions, excludeCredentials: [] },
    });
    const added = await browser.post('/admin/sign-in/passkey/enrol', { response });
    expect(added.status).toBe(200);
    const list = await browser.open('/admin/passkeys');
    expect(list.words.match(/cpk_[0-9a-f]{24}/g)).toHaveLength(2);
  });
});
