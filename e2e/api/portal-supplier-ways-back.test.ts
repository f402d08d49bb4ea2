import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { CLIENT_ID, CLIENT_SECRET, startFakeIssuers, type FakeIssuer } from './support/fake-issuer';
import { randomMpxn } from '../../harness/callers/household';
import { isSignedOut, openRecords } from './support/portal';
import { goToSupplier } from './support/supplier-sign-in';

const COOKIE = 'dar-supplier';
const MINUTE_MS = 60_000;
const client = { method: 'client_secret_post', id: CLIENT_ID, secret: CLIENT_SECRET } as const;

let issuers: Awaited<ReturnType<typeof startFakeIssuers>>;
let register: OwnRegister;
let gridco: FakeIssuer;
let wattco: FakeIssuer;
let mpxn: string;

beforeAll(async () => {
  issuers = await startFakeIssuers();
  gridco = issuers.add('gridco', { algorithm: 'PS256', client });
  wattco = issuers.add('wattco', { algorithm: 'PS256', client });
  const suppliers = [gridco, wattco].map(({ id, issuer }) => ({
    ...{ id, name: id, issuer, 'client-id': CLIENT_ID, 'client-secret': CLIENT_SECRET },
    'mpxn-claim': 'meter_points',
  }));
  register = await startOwnRegister({
    name: 'portal-supplier-ways-back',
    env: { RATE_LIMIT_SCALE: '1000', SUPPLIERS: JSON.stringify(suppliers) },
  });
});
afterAll(async () => {
  await issuers.close();
  await register.stop();
});
beforeEach(() => {
  mpxn = randomMpxn();
  for (const issuer of [gridco, wattco]) issuer.behave({ claims: { meter_points: mpxn } });
});

const newBrowser = () => new CustomerBrowser(register.origin);
const cookieOf = (browser: CustomerBrowser) => browser.cookies.get(COOKIE) ?? '';

async function expectSpent(browser: CustomerBrowser, back: string): Promise<void> {
  const { location } = (await browser.open(back)).headers;
  expect(location).toContain('problem=supplier-spent');
  expect((await browser.open(location ?? '')).words).toContain('Please start again here.');
  expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
  expect(gridco.asked.map(({ address }) => address)).not.toContain('token');
}

describe('the way back from an energy supplier', () => {
  test('is closed to a browser that has not gone out', async () => {
    const back = gridco.agree(await goToSupplier(newBrowser(), 'gridco'));
    await expectSpent(newBrowser(), back);
  });

  test('of one browser is closed to another, whose own stays open', async () => {
    const hers = newBrowser();
    const back = gridco.agree(await goToSupplier(hers, 'gridco'));
    await expectSpent(hers, gridco.agree(await goToSupplier(newBrowser(), 'gridco')));
    await hers.open(back);
    expect((await openRecords(hers)).words).toContain(mpxn);
  });

  test('is that of the supplier to which one went', async () => {
    const browser = newBrowser();
    const back = new URL(gridco.agree(await goToSupplier(browser, 'gridco')));
    back.pathname = back.pathname.replace('gridco', 'wattco');
    await expectSpent(browser, back.href);
    expect(wattco.asked.map(({ address }) => address)).not.toContain('token');
  });

  test('is open for 15 minutes', async () => {
    const browser = newBrowser();
    const back = gridco.agree(await goToSupplier(browser, 'gridco'));
    await register.clock.advance(16 * MINUTE_MS);
    await expectSpent(browser, back);
    await register.clock.reset();
  });

  test('is closed once it was taken, whatever came of it', async () => {
    const browser = newBrowser();
    const address = await goToSupplier(browser, 'gridco');
    await browser.open(gridco.agree(address, { code: null, error: 'access_denied' }));
    await expectSpent(browser, gridco.agree(address));
  });

  test('opens nothing a second time to whoever kept the cookie: the code is spent as well', async () => {
    const browser = newBrowser();
    const back = gridco.agree(await goToSupplier(browser, 'gridco'));
    const kept = cookieOf(browser);
    await browser.open(back);
    const copy = newBrowser();
    copy.cookies.set(COOKIE, kept);
    expect((await copy.open(back)).headers.location).toContain('problem=supplier-code-refused');
    expect(isSignedOut(await copy.open('/portal/records'))).toBe(true);
  });

  test.each([
    ['cut short', (value: string) => value.slice(0, -2)],
    ['of somebody’s own making', () => 'x.y'],
    ['empty', () => ''],
  ])('is closed where its cookie is %s', async (_, change) => {
    const browser = newBrowser();
    const back = gridco.agree(await goToSupplier(browser, 'gridco'));
    browser.cookies.set(COOKIE, change(cookieOf(browser)));
    await expectSpent(browser, back);
  });

  test('keeps its secrets from the browser, in a cookie of its own that is no session', async () => {
    const browser = newBrowser();
    await browser.open('/portal/sign-in');
    const out = await browser.press('/portal/sign-in/supplier', { supplier: 'gridco' });
    const [line = ''] = (out.headers['set-cookie'] ?? []).filter((set) => set.startsWith(COOKIE));
    expect(line).toMatch(/; HttpOnly; SameSite=Lax; Max-Age=900$/);
    const asked = new URL(/0;url=([^"]+)"/.exec(out.text)?.[1]?.replaceAll('&amp;', '&') ?? '');
    for (const name of ['state', 'nonce']) {
      const value = asked.searchParams.get(name) ?? '';
      expect(value.length).toBeGreaterThan(40);
      expect(line).not.toContain(value);
    }
    browser.cookies.set('dar-portal', cookieOf(browser));
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
  });
});
