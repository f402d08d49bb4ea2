import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { forwardRegister, type OwnRegister } from '../../harness/api-context';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import {
  consoleCookies,
  isLedOut,
  leadsTo,
  openAdmin,
  openDashboard,
  tryConsole,
  useAdminPasskey,
} from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { answerOptions, complete } from '../../harness/callers/passkey-page';
import { startOwn } from '../../harness/callers/reidentification';

const MINUTE_MS = 60_000;
let register: OwnRegister;
beforeAll(async () => {
  register = await forwardRegister();
});

/** An operator of the test's own, who has never signed in to the console. */
const newAdmin = (): Promise<ApiAccount> => register.client.createAccount({ role: 'admin' });
const newBrowser = () => new CustomerBrowser(register.origin);
const newDevice = () => new SoftwareAuthenticator({ origin: register.origin });

async function withSecret(admin: ApiAccount): Promise<CustomerBrowser> {
  const browser = newBrowser();
  expect(leadsTo(await tryConsole(browser, admin, 'admin'))).toBe('/admin/sign-in/passkey');
  return browser;
}

describe('an operator', () => {
  test('enrols a passkey at the first sign-in, and is in', async () => {
    const { browser } = await openAdmin(register.origin, await newAdmin());
    expect((await browser.open('/admin')).status).toBe(200);
  });

  test('needs the passkey from then on: the secret alone opens no page', async () => {
    const admin = await newAdmin();
    const { device } = await openAdmin(register.origin, admin);
    const browser = await withSecret(admin);
    expect(leadsTo(await browser.open('/admin'))).toBe('/admin/sign-in/passkey');
    const page = await browser.open('/admin/sign-in/passkey');
    expect(page.creationOptions).toBeNull();
    expect(page.requestOptions?.allowCredentials?.map(({ id }) => id)).toEqual(
      device.passkeys.map(({ id }) => id),
    );
    expect((await useAdminPasskey(browser, device)).status).toBe(200);
    expect((await browser.open('/admin')).status).toBe(200);
  });

  test('cannot enrol another passkey with the secret alone', async () => {
    const admin = await newAdmin();
    const early = await withSecret(admin);
    const page = await early.open('/admin/sign-in/passkey');
    await openAdmin(register.origin, admin);
    const response = answerOptions(newDevice(), page);
    const answer = await early.post('/admin/sign-in/passkey/enrol', { response });
    expect(answer.status).toBe(422);
    expect(isLedOut(await early.open('/admin'), 'admin')).toBe(true);
    const challenge = await early.post('/admin/sign-in/passkey/enrol/challenge', {});
    expect(challenge.body).toEqual({ result: 'reload' });
  });

  test('is not let in by another operator’s passkey', async () => {
    const { device } = await openAdmin(register.origin, await newAdmin());
    const admin = await newAdmin();
    await openAdmin(register.origin, admin);
    const browser = await withSecret(admin);
    const { requestOptions } = await browser.open('/admin/sign-in/passkey');
    if (!requestOptions) throw new Error('no options');
    const response = device.assert(requestOptions, {}, device.passkeys[0]);
    const answer = await browser.post('/admin/sign-in/passkey/prove', { response });
    expect(answer.body).toMatchObject({ result: 'problem', problem: 'credential' });
    expect(isLedOut(await browser.open('/admin'), 'admin')).toBe(true);
  });

  test('answers a challenge once, and that of the own session only', async () => {
    const admin = await newAdmin();
    const { device } = await openAdmin(register.origin, admin);
    const [one, other] = [await withSecret(admin), await withSecret(admin)];
    const page = await one.open('/admin/sign-in/passkey');
    await other.open('/admin/sign-in/passkey');
    const response = answerOptions(device, page);
    const stolen = await other.post('/admin/sign-in/passkey/prove', { response });
    expect(stolen.body).toMatchObject({ problem: 'challenge' });
    const used = await one.post('/admin/sign-in/passkey/prove', { response });
    expect(used.status).toBe(200);
    const again = await one.post('/admin/sign-in/passkey/prove', { response });
    expect(again.body).toMatchObject({ problem: 'challenge' });
  });

  test('a half sign-in becomes another session, so its cookie is worth nothing afterwards', async () => {
    const admin = await newAdmin();
    const browser = await withSecret(admin);
    const half = browser.cookies.get(consoleCookies.admin) ?? '';
    await useAdminPasskey(browser, newDevice());
    expect(browser.cookies.get(consoleCookies.admin)).not.toBe(half);
    const copied = newBrowser();
    copied.cookies.set(consoleCookies.admin, half);
    expect(isLedOut(await copied.open('/admin'), 'admin')).toBe(true);
  });

  test('is the only one who signs in there', async () => {
    const browser = newBrowser();
    const account = await register.client.createAccount();
    expect(leadsTo(await tryConsole(browser, account, 'admin'))).toContain('problem=realm');
    expect(browser.cookies.has(consoleCookies.admin)).toBe(false);
  });

  test('opens no dashboard with that cookie, whatever its name', async () => {
    const { browser } = await openAdmin(register.origin, await newAdmin());
    const value = browser.cookies.get(consoleCookies.admin) ?? '';
    const moved = newBrowser();
    moved.cookies.set(consoleCookies.dashboard, value);
    expect(isLedOut(await moved.open('/dashboard'))).toBe(true);
    const account = await register.client.createAccount();
    const dashboard = await openDashboard(register.origin, account);
    const back = newBrowser();
    back.cookies.set(consoleCookies.admin, dashboard.cookies.get(consoleCookies.dashboard) ?? '');
    expect(isLedOut(await back.open('/admin'), 'admin')).toBe(true);
  });

  test('keeps a passkey that the portal does not know: it is not told to be forgotten', async () => {
    const { device } = await openAdmin(register.origin, await newAdmin());
    const browser = newBrowser();
    const { requestOptions } = await browser.open('/portal/sign-in');
    if (!requestOptions) throw new Error('no options');
    const response = device.assert(requestOptions, {}, device.passkeys[0]);
    const answer = await browser.post('/portal/sign-in/passkey', { response });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({ result: 'problem', problem: 'credential' });
  });

  test('keeps a passkey that a customer’s ceremony does not take', async () => {
    const { device } = await openAdmin(register.origin, await newAdmin());
    const home = await enrolHousehold(await register.client.createAccount(), register.origin);
    const { page } = await startOwn(home, { method: 'passkey-assert' });
    const { requestOptions } = await home.browser.open(page);
    if (!requestOptions) throw new Error('no options');
    const response = device.assert(requestOptions, {}, device.passkeys[0]);
    const answer = await complete(home.browser, page, response);
    expect(answer.body).toEqual({ result: 'problem', problem: 'credential' });
  });
});

describe('by the clock', () => {
  test('a half sign-in ends after ten minutes, a whole one after a quarter of an hour unused', async () => {
    const admin = await newAdmin();
    const half = await withSecret(admin);
    const { browser } = await openAdmin(register.origin, admin);
    await register.clock.advance(10 * MINUTE_MS);
    expect(leadsTo(await half.open('/admin/sign-in/passkey'))).toContain('problem=ended');
    expect((await browser.open('/admin')).status).toBe(200);
    await register.clock.advance(15 * MINUTE_MS);
    expect(isLedOut(await browser.open('/admin'), 'admin')).toBe(true);
  });
});
