import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { registerClient, type ApiAccount } from '../../harness/api-client';
import { startOwnRegister } from '../../harness/api-context';
import { httpRequest } from '../../harness/http-request';
import type { RunningRegister } from '../../harness/start-register';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { openAdmin } from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { reportTenancy, withdrawTenancy } from './support/dcc-reports';
import { startFakeSupplier, type FakeSupplier } from './support/fake-supplier';
import { createHousehold, randomMpxn } from '../../harness/callers/household';
import { usePasskey } from '../../harness/callers/passkey-page';
import { isSignedOut, openRecords, recordIds, tryPasskey, withdraw } from './support/portal';
import { startAcross } from '../../harness/callers/reidentification';
import { leadsOnTo } from './support/supplier-sign-in';
import { registerAccess, registerConsent, stateOf } from '../../harness/callers/registered-access';

const DAY_MS = 86_400_000;

let supplier: FakeSupplier;
let register: RunningRegister;
let northwind: ApiAccount;
let dcc: ApiAccount;

beforeAll(async () => {
  supplier = await startFakeSupplier();
  register = await startOwnRegister({
    name: 'portal-supplier',
    env: { RATE_LIMIT_SCALE: '1000', SUPPLIERS: supplier.setting },
  });
  await supplier.open(register.origin);
  const client = registerClient(register.origin, register.admin);
  northwind = await client.createAccount();
  dcc = await client.createAccount({ role: 'dcc' });
});
afterAll(async () => {
  await supplier.close();
  await register.stop();
});

const attribute = (html: string, pattern: RegExp) =>
  (pattern.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

/** Walks the supplier's own pages, keeping its cookies, and answers where it sends the customer back. */
async function signInAtSupplier(address: string, sub: string): Promise<string> {
  const browser = new CustomerBrowser(supplier.issuer);
  let target = address;
  for (let hop = 0; hop < 12; hop += 1) {
    if (target.startsWith(`${register.origin}/`)) return target;
    const page = await browser.open(target);
    let location = page.headers.location;
    if (!location) {
      const action = attribute(page.text, /<form[^>]*action="([^"]+)"/);
      const prompt = page.text.includes('name="login"') ? 'login' : 'consent';
      const answer = await browser.press(action, { prompt, login: sub, password: 'x' });
      location = answer.headers.location ?? '';
    }
    target = new URL(location, supplier.issuer).href;
  }
  throw new Error(`the supplier leads nowhere: ${target}`);
}

/** Goes out to the supplier and answers the address by which the customer comes back. */
async function goOut(browser: CustomerBrowser, sub: string): Promise<string> {
  await browser.open('/portal/sign-in');
  const out = await browser.press('/portal/sign-in/supplier', { supplier: 'gridco' });
  return signInAtSupplier(leadsOnTo(out.text), sub);
}

async function signIn(sub: string): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(register.origin);
  const back = await browser.open(await goOut(browser, sub));
  expect(leadsOnTo(back.text)).toBe(`${register.origin}/portal/records`);
  return browser;
}

describe('signing in with a supplier', () => {
  test('opens the meter point that it names, whole', async () => {
    const mpxn = randomMpxn();
    const address = { addressLine1: '1 High Street', townCity: 'Cardiff', postcode: 'CF10 1AA' };
    const principal = { mpxn, 'move-in-date': '2024-03-01', address };
    const fields = { 'pii-principal': principal };
    const home = await createHousehold(northwind, { mpxn, email: null, fields });
    const ak = await registerConsent(home);
    supplier.setCustomer('one', { meter_points: home.mpxn });
    const browser = await signIn('one');
    const page = await openRecords(browser);
    const [id = ''] = recordIds(page);
    // A supplier names the meter point alone: what an organisation's record holds is not shown.
    expect(page.words).toContain(`Meter number ${home.mpxn}`);
    expect(page.text).not.toContain('High Street');
    await withdraw(browser, id);
    const client = registerClient(register.origin, register.admin);
    expect(await stateOf(client, ak)).toBe('REVOKED');
    expect(recordIds(await openRecords(browser))).toEqual([id]);
  });

  test('lets choose where it names several, and leaves out what is no meter number', async () => {
    const points = [randomMpxn(), randomMpxn()];
    supplier.setCustomer('several', { meter_points: [...points, 'none', 7, null] });
    const browser = await signIn('several');
    const list = await browser.open('/portal/records');
    expect(list.headers.location).toContain('/portal/choose');
    const page = await browser.open('/portal/choose');
    for (const mpxn of points) expect(page.words).toContain(`ending ${mpxn.slice(-4)}`);
    expect(page.words.match(/Show meter ending/g)).toHaveLength(2);
  });

  test.each([
    ['no meter point', {}],
    ['none that is one', { meter_points: ['x', 12] }],
    ['an object', { meter_points: { mpxn: '1234567890123' } }],
  ])('opens nothing where it names %s', async (_, claims) => {
    supplier.setCustomer('nobody', claims);
    const browser = new CustomerBrowser(register.origin);
    const back = await browser.open(await goOut(browser, 'nobody'));
    expect(back.headers.location).toContain('problem=supplier-no-meter-point');
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
  });

  test('makes a passkey count that was made on trust at that meter point, and at no other', async () => {
    const brightmeter = await registerClient(register.origin, register.admin).createAccount();
    const home = await createHousehold(northwind, { email: null });
    const device = new SoftwareAuthenticator({ origin: register.origin });
    const { page } = await startAcross(brightmeter, home.mpxn, { method: 'passkey-register' });
    await usePasskey(new CustomerBrowser(register.origin), device, page);
    const join = async (sub: string) => {
      const browser = await signIn(sub);
      const { requestOptions } = await browser.open('/portal/passkeys');
      if (!requestOptions) throw new Error('the page offers no use of a passkey');
      const response = device.assert(requestOptions);
      return (await browser.post('/portal/passkeys/join', { response })).status;
    };
    supplier.setCustomer('neighbour', { meter_points: randomMpxn() });
    supplier.setCustomer('trusting', { meter_points: home.mpxn });
    expect(await join('neighbour')).toBe(422);
    expect(await join('trusting')).toBe(200);
    expect((await tryPasskey(new CustomerBrowser(register.origin), device)).status).toBe(200);
  });

  test('counts only in the browser that went out', async () => {
    supplier.setCustomer('phished', { meter_points: randomMpxn() });
    const back = await goOut(new CustomerBrowser(register.origin), 'phished');
    const elsewhere = new CustomerBrowser(register.origin);
    const answer = await elsewhere.open(back);
    expect(answer.headers.location).toContain('problem=supplier-spent');
    expect(isSignedOut(await elsewhere.open('/portal/records'))).toBe(true);
  });

  test('counts once', async () => {
    supplier.setCustomer('twice', { meter_points: randomMpxn() });
    const browser = new CustomerBrowser(register.origin);
    const back = await goOut(browser, 'twice');
    await browser.open(back);
    await browser.press('/portal/sign-out');
    await browser.open(back);
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
  });

  test.each([
    ['one meter point', [randomMpxn()], '/portal/records'],
    ['several', [randomMpxn(), randomMpxn()], '/portal/choose'],
  ])(
    'leads on to the portal when the way back is taken again, where it named %s',
    async (_, points, path) => {
      supplier.setCustomer('again', { meter_points: points });
      const browser = new CustomerBrowser(register.origin);
      const back = await goOut(browser, 'again');
      await browser.open(back);
      let answer = await browser.open(back);
      expect(answer.headers.location).toContain('problem=supplier-spent');
      while (answer.headers.location) answer = await browser.open(answer.headers.location);
      expect(answer.words).not.toContain('This sign-in was used already');
      expect(answer.links.join(' ') + answer.actions.join(' ')).toContain(path);
    },
  );

  test('has no other door: no page of a library answers beside it', async () => {
    for (const path of ['signin', 'signin/gridco', 'session', 'csrf', 'providers', 'error']) {
      const answer = await httpRequest(`${register.origin}/portal/supplier/${path}`);
      expect(answer.status).toBe(404);
    }
  });

  test('takes the address to come back to from the settings, never from a header', async () => {
    const browser = new CustomerBrowser(register.origin);
    await browser.open('/portal/sign-in');
    const out = await browser.press(
      '/portal/sign-in/supplier',
      { supplier: 'gridco' },
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    );
    const redirectUri = new URL(leadsOnTo(out.text)).searchParams.get('redirect_uri');
    expect(redirectUri).toBe(`${register.origin}/portal/supplier/callback/gridco`);
  });

  test('tells the operator the callback URL of each, in the log and in the console', async () => {
    const url = `${register.origin}/portal/supplier/callback/gridco`;
    expect(register.logs()).toContain(`"supplier":"gridco","callback":"${url}"`);
    const operator = await registerClient(register.origin, register.admin).createAccount({
      role: 'admin',
    });
    const { browser } = await openAdmin(register.origin, operator);
    const page = await browser.open('/admin');
    expect(page.words).toContain(url);
    expect(page.words).toContain(supplier.issuer);
    expect(page.text).not.toContain('a-secret-of-the-supplier');
  });

  test('keeps what the supplier says of a person out of the log', async () => {
    const mpxn = randomMpxn();
    supplier.setCustomer('secret-name', { meter_points: mpxn });
    await signIn('secret-name');
    expect(register.logs()).not.toContain(mpxn);
    expect(register.logs()).not.toContain('secret-name');
  });
});

describe('the own time of a supplier’s customer', () => {
  afterEach(() => vi.useRealTimers());

  test('begins with the first sign-in where no change is known, and ends with the next one', async () => {
    const home = await createHousehold(northwind, { email: null });
    const ended = changed(
      consentBody(home.ir),
      ['access-event.registered-at', '2021-01-01T00:00:00Z'],
      ['access-event.expiry', '2022-01-01T00:00:00Z'],
      ['access-event.state', 'EXPIRED'],
    );
    await registerAccess(northwind, ended);
    const running = await registerConsent(home);
    supplier.setCustomer('mover', { meter_points: [home.mpxn] });
    const browser = await signIn('mover');
    expect(recordIds(await openRecords(browser))).toHaveLength(1);

    await register.clock.advance(2 * DAY_MS);
    northwind.forgetToken();
    dcc.forgetToken();
    const later = register.clock.now();
    const today = later.toISOString().slice(0, 10);
    expect((await reportTenancy(dcc, home.mpxn, today)).status).toBe(201);
    // The supplier still names the former customer: what runs for the next one cannot be ended.
    // The supplier’s clock goes with the register’s, or its tokens would be out of date.
    vi.useFakeTimers({ toFake: ['Date'], now: later });
    const browserLater = await signIn('mover');
    const page = await openRecords(browserLater);
    expect(page.words).toContain('You have moved out since');
    const [id = ''] = recordIds(page);
    await withdraw(browserLater, id);
    const client = registerClient(register.origin, register.admin);
    expect(await stateOf(client, running)).toBe('ACTIVE');
    // A change that the DCC takes back ended nothing.
    expect((await withdrawTenancy(dcc, home.mpxn, today)).status).toBe(200);
    expect((await openRecords(browserLater)).words).not.toContain('You have moved out since');
    await withdraw(browserLater, id);
    expect(await stateOf(client, running)).toBe('REVOKED');
    await register.clock.reset();
  });
});
