import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { consoleCookies, isLedOut, leadsTo, openDashboard } from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { credentialsOf } from '../../harness/callers/household';
import { registerConsent, stateOf } from '../../harness/callers/registered-access';
import { createHook, hookOf, sendTest, type Hook } from './support/webhooks';
import { proposedConsent } from '../../harness/callers/proposal';
import { startOwn } from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();

/** Everything of one Data User that an address of the dashboard can name. */
interface Owned {
  home: EnrolledHousehold;
  ak: string;
  hook: Hook;
  evt: string;
  cred: string;
  tokenRef: string;
}

let northwind: ApiAccount;
let brightmeter: ApiAccount;
let owned: Owned;

beforeAll(async () => {
  northwind = await client.createAccount();
  brightmeter = await client.createAccount();
  const home = await enrolHousehold(northwind, origin);
  const hook = await createHook(northwind, 'https://northwind.invalid/isolation');
  const [credential] = await credentialsOf(home);
  owned = {
    home,
    hook,
    ak: await registerConsent(home),
    evt: await sendTest(hook),
    cred: credential?.['credential-id'] ?? '',
    tokenRef: (
      await startOwn(home, { method: 'passkey-assert', 'proposed-access': proposedConsent() })
    ).tokenRef,
  };
});

/** Pages for Data Users alone; those of `owned` are its own. */
function pages({ home: { ir }, ak, hook: { wid }, evt, cred, tokenRef }: Owned) {
  return {
    shared: [
      '/dashboard/records',
      '/dashboard/identity-records',
      '/dashboard/webhooks',
      '/dashboard/webhooks/new',
      '/dashboard/charts',
    ],
    owned: [
      `/dashboard/records/${ak}`,
      `/dashboard/records/${ak}/change`,
      `/dashboard/records/${ak}/change/${tokenRef}`,
      `/dashboard/records/${ak}/revoke`,
      `/dashboard/identity-records/${ir}`,
      `/dashboard/identity-records/${ir}/anonymise`,
      `/dashboard/identity-records/${ir}/credentials/${cred}/remove`,
      `/dashboard/identity-records/${ir}/re-identifications/${tokenRef}`,
      `/dashboard/webhooks/${wid}`,
      `/dashboard/webhooks/${wid}/rotate`,
      `/dashboard/webhooks/${wid}/delete`,
      `/dashboard/webhooks/${wid}/deliveries/${evt}`,
    ],
  };
}

/** Every form of the dashboard that is for Data Users alone, with what it would do. */
function actions({ home: { ir }, ak, hook: { wid }, evt, cred, tokenRef }: Owned) {
  const change = {
    'proposed-access.purpose': 'To sell it on',
    'proposed-access.data-types': 'HH-CONSUMPTION',
  };
  const webhook = {
    'callback-url': 'https://evil.invalid/',
    'alert-email': 'evil@example.com',
    'notify-days-before': '3',
  };
  return {
    shared: [
      ['/dashboard/identity-records/find', { mpxn: '1200023305967' }],
      ['/dashboard/webhooks/new/create', webhook],
    ] as [string, Record<string, string>][],
    owned: [
      [`/dashboard/records/${ak}/revoke/confirm`, { reason: 'other' }],
      [`/dashboard/records/${ak}/change/start`, { method: 'passkey-assert', ...change }],
      [`/dashboard/records/${ak}/change/${tokenRef}/apply`, {}],
      [`/dashboard/identity-records/${ir}/re-identify`, { method: 'passkey-assert' }],
      [`/dashboard/identity-records/${ir}/anonymise/confirm`, {}],
      [`/dashboard/identity-records/${ir}/credentials/${cred}/remove/confirm`, {}],
      [`/dashboard/webhooks/${wid}/change`, webhook],
      [`/dashboard/webhooks/${wid}/active`, { active: 'false' }],
      [`/dashboard/webhooks/${wid}/test`, {}],
      [`/dashboard/webhooks/${wid}/rotate/confirm`, {}],
      [`/dashboard/webhooks/${wid}/delete/confirm`, {}],
      [`/dashboard/webhooks/${wid}/deliveries/${evt}/replay`, {}],
    ] as [string, Record<string, string>][],
  };
}

const everyones: [string, Record<string, string>][] = [
  ['/dashboard/settings/redirect-urls', { 'redirect-urls': 'https://evil.example/' }],
  ['/dashboard/settings/contact', { 'contact-url': 'https://evil.example/' }],
  ['/dashboard/settings/rotate-secret/confirm', {}],
];

async function expectUntouched(): Promise<void> {
  expect(await stateOf(client, owned.ak)).toBe('ACTIVE');
  expect(await credentialsOf(owned.home)).toHaveLength(1);
  const hook = await hookOf(owned.hook);
  expect(hook.active).toBe(true);
  expect(hook['callback-url']).toBe('https://northwind.invalid/isolation');
  const { body } = await northwind.call<{ account: Record<string, unknown> }>('GET', '/v1/self');
  expect(body.account['redirect-urls']).toEqual([]);
  expect(body.account['contact-url']).toBe('https://northwind.example/contact');
}

describe('the dashboard of a Data User', () => {
  test('shows the owner every page', async () => {
    const browser = await openDashboard(origin, northwind);
    const { shared, owned: own } = pages(owned);
    for (const path of [
      ...shared,
      ...own,
      '/dashboard',
      '/dashboard/audit',
      '/dashboard/settings',
    ]) {
      const page = await browser.open(path);
      expect([path, page.status]).toEqual([path, 200]);
    }
  });

  test('shows another Data User nothing of it: what is not theirs is not there', async () => {
    const browser = await openDashboard(origin, brightmeter);
    for (const path of pages(owned).owned) {
      const page = await browser.open(path);
      expect([path, page.status]).toEqual([path, 404]);
      const { home, ak } = owned;
      for (const secret of [home.mpxn, northwind.id]) expect(page.text).not.toContain(secret);
      expect(page.words).toContain('There is no such page');
      const made = path.replace(ak, `ak_${'0'.repeat(24)}`);
      expect((await browser.open(made)).status).toBe(404);
    }
  });

  test('does nothing for another Data User with its ids', async () => {
    const browser = await openDashboard(origin, brightmeter);
    for (const [path, fields] of actions(owned).owned) {
      const answer = await browser.press(path, fields);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    await expectUntouched();
  });

  test.each(['data_provider', 'portal', 'dcc'] as const)(
    'shows %s none of those pages and does nothing for it',
    async (role) => {
      const browser = await openDashboard(origin, await client.createAccount({ role }));
      const { shared, owned: own } = pages(owned);
      for (const path of [...shared, ...own]) {
        expect([path, (await browser.open(path)).status]).toEqual([path, 404]);
      }
      const all = actions(owned);
      for (const [path, fields] of [...all.shared, ...all.owned]) {
        const answer = await browser.press(path, fields);
        expect([path, answer.status]).toEqual([path, 403]);
      }
      await expectUntouched();
    },
  );

  test('shows a portal what it did last on its overview, and nothing of others', async () => {
    const account = await client.createAccount({ role: 'portal' });
    await account.call('GET', '/v1/self');
    const { words } = await (await openDashboard(origin, account)).open('/dashboard');
    expect(words.match(/\b(?:console|token|identity-record|access-record)\.[\w-]+/g)).toEqual([
      'console.signed-in',
      'token.issued',
    ]);
  });

  test('leads everyone who is not signed in to the sign-in page', async () => {
    const browser = new CustomerBrowser(origin);
    const { shared, owned: own } = pages(owned);
    for (const path of [...shared, ...own, '/dashboard/audit', '/dashboard/settings']) {
      expect([path, isLedOut(await browser.open(path))]).toEqual([path, true]);
    }
    const all = actions(owned);
    for (const [path, fields] of [...all.shared, ...all.owned, ...everyones]) {
      expect([path, isLedOut(await browser.press(path, fields))]).toEqual([path, true]);
    }
    await expectUntouched();
  });

  test('takes a session of no other realm, whatever its cookie is called', async () => {
    const { cookies } = owned.home.browser;
    const browser = new CustomerBrowser(origin);
    const value = (await openDashboard(origin, northwind)).cookies.get(consoleCookies.dashboard);
    browser.cookies.set(consoleCookies.admin, value ?? '');
    browser.cookies.set(consoleCookies.dashboard, cookies.get('dar-portal') ?? 'none');
    for (const [path, fields] of actions(owned).owned) {
      expect(isLedOut(await browser.press(path, fields))).toBe(true);
    }
    await expectUntouched();
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['a subdomain', { origin: 'https://id.localhost' }],
  ])('does nothing that %s asks for', async (_, headers) => {
    const browser = await openDashboard(origin, northwind);
    const all = actions(owned);
    for (const [path, fields] of [...all.shared, ...all.owned, ...everyones]) {
      const answer = await browser.press(path, fields, headers);
      expect([path, answer.status]).toEqual([path, 403]);
    }
    await expectUntouched();
  });

  test('answers no form by GET', async () => {
    const browser = await openDashboard(origin, northwind);
    const all = actions(owned);
    for (const [path] of [...all.shared, ...all.owned, ...everyones]) {
      const { status } = await browser.open(path);
      expect([path, status]).toEqual([path, 405]);
    }
    await expectUntouched();
  });

  test('takes no form that is none, and none too large', async () => {
    const browser = await openDashboard(origin, northwind);
    const path = '/dashboard/settings/contact';
    const odd = await browser.press(path, { a: 'b' }, { 'content-type': 'text/plain' });
    expect(odd.status).toBe(400);
    const large = { 'contact-url': 'x'.repeat(300_000) };
    expect((await browser.press(path, large)).status).toBe(413);
    expect(leadsTo(await browser.press(path, {}))).toBe('/dashboard/settings');
  });
});
