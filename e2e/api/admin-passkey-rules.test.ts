import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { forwardRegister, type OwnRegister } from '../../harness/api-context';
import { httpRequest } from '../../harness/http-request';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { auditOf } from './support/audit-events';
import {
  isLedOut,
  leadsTo,
  openAdmin,
  openDashboard,
  shownSecret,
  tryConsole,
} from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { answerOptions } from '../../harness/callers/passkey-page';

const MINUTE_MS = 60_000;
const PASSKEY = '/admin/sign-in/passkey';

let register: OwnRegister;
beforeAll(async () => {
  register = await forwardRegister();
});

const newAdmin = (): Promise<ApiAccount> => register.client.createAccount({ role: 'admin' });

async function withSecret(admin: ApiAccount): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(register.origin);
  await tryConsole(browser, admin, 'admin');
  return browser;
}

/** Types of the events that an account caused, oldest first. */
async function eventsBy({ id }: ApiAccount): Promise<string[]> {
  const { events } = await auditOf(register.client.admin, { account_id: id });
  return events.map(({ event_type: type }) => type).reverse();
}

describe('whoever has the secret alone', () => {
  test('signs nobody else out', async () => {
    const admin = await newAdmin();
    const { browser } = await openAdmin(register.origin, admin);
    const thief = await withSecret(admin);
    await thief.press('/admin/sign-out', { everywhere: '1' });
    expect((await browser.open('/admin')).status).toBe(200);
    expect(isLedOut(await thief.open(PASSKEY), 'admin')).toBe(true);
  });

  test.each([
    ['in a frame of another site', { crossOrigin: true }],
    ['on another site', { origin: 'https://evil.example' }],
    ['without the person', { userVerified: false }],
  ])('is not in by a passkey that was made or used %s', async (_, deviation) => {
    const admin = await newAdmin();
    const device = new SoftwareAuthenticator({ origin: register.origin });
    const first = await withSecret(admin);
    const made = answerOptions(device, await first.open(PASSKEY), deviation);
    expect((await first.post(`${PASSKEY}/enrol`, { response: made })).status).toBe(422);
    const { device: own } = await openAdmin(register.origin, admin);
    const second = await withSecret(admin);
    const used = answerOptions(own, await second.open(PASSKEY), deviation);
    expect((await second.post(`${PASSKEY}/prove`, { response: used })).status).toBe(422);
    expect(isLedOut(await second.open('/admin'), 'admin')).toBe(true);
  });
});

describe('a passkey of an operator', () => {
  test('that is bound to its device and counts backwards is refused, and audited', async () => {
    const admin = await newAdmin();
    const device = new SoftwareAuthenticator({ origin: register.origin, kind: 'device-bound' });
    await openAdmin(register.origin, admin, device);
    await openAdmin(register.origin, admin, device);
    const browser = await withSecret(admin);
    const response = answerOptions(device, await browser.open(PASSKEY), { counter: 1 });
    const answer = await browser.post(`${PASSKEY}/prove`, { response });
    expect(answer.body).toEqual({ result: 'problem', problem: 'counter' });
    expect(isLedOut(await browser.open('/admin'), 'admin')).toBe(true);
    expect(await eventsBy(admin)).toContain('console.passkey-counter');
  });

  test('answers a question for five minutes, and no longer', async () => {
    const admin = await newAdmin();
    const { device } = await openAdmin(register.origin, admin);
    const browser = await withSecret(admin);
    const response = answerOptions(device, await browser.open(PASSKEY));
    await register.clock.advance(5 * MINUTE_MS);
    const answer = await browser.post(`${PASSKEY}/prove`, { response });
    expect(answer.body).toEqual({ result: 'problem', problem: 'challenge' });
  });

  test('is not added by a session whose last proof is five minutes old', async () => {
    const { browser } = await openAdmin(register.origin, await newAdmin());
    await register.clock.advance(3 * MINUTE_MS);
    const page = await browser.open('/admin/passkeys/add');
    const device = new SoftwareAuthenticator({ origin: register.origin });
    const response = answerOptions(device, page);
    await register.clock.advance(2 * MINUTE_MS);
    expect((await browser.post(`${PASSKEY}/enrol`, { response })).status).toBe(422);
    const asked = await browser.post(`${PASSKEY}/enrol/challenge`, {});
    expect(asked.body).toEqual({ result: 'reload' });
    expect((await browser.open('/admin/passkeys')).words.match(/cpk_/g)).toHaveLength(1);
  });
});

test('each step of an operator’s session is audited as the operator’s', async () => {
  const admin = await newAdmin();
  const { browser, device } = await openAdmin(register.origin, admin);
  const response = answerOptions(device, await browser.open('/admin/prove'));
  expect((await browser.post(`${PASSKEY}/prove`, { response })).status).toBe(200);
  await browser.press('/admin/sign-out');
  expect(await eventsBy(admin)).toEqual([
    'console.secret-proved',
    'console.passkey-added',
    'console.signed-in',
    'console.proved-again',
    'console.signed-out',
  ]);
});

test('a proof by secret is audited as the account’s', async () => {
  const account = await register.client.createAccount();
  const browser = await openDashboard(register.origin, account);
  await browser.press('/dashboard/prove/secret', { secret: account.secret });
  expect(await eventsBy(account)).toContain('console.proved-again');
});

test('a secret that nobody looked at in five minutes is shown no more', async () => {
  const account = await register.client.createAccount();
  const browser = await openDashboard(register.origin, account);
  await browser.press('/dashboard/settings/rotate-secret/confirm');
  await register.clock.advance(5 * MINUTE_MS);
  const page = await browser.open('/dashboard/settings');
  expect(page.status).toBe(200);
  expect(shownSecret(page.text)).toBeNull();
});

test.each([
  ['nothing', {}, 403],
  ['another page of the site', { 'sec-fetch-site': 'same-site' }, 403],
  ['itself', { 'sec-fetch-site': 'same-origin' }, 303],
] as const)('a post without Origin that says it comes from %s', async (_, headers, status) => {
  const browser = await openDashboard(register.origin, await register.client.createAccount());
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await httpRequest(`${register.origin}/dashboard/sign-out`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '0',
      cookie,
      ...headers,
    },
  });
  expect(answer.status).toBe(status);
  const isOut = leadsTo(await browser.open('/dashboard')).startsWith('/dashboard/sign-in');
  expect(isOut).toBe(status === 303);
});
