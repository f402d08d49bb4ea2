import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { insideShown } from '../fuzz/judge';
import { pageRequests, type PageRequest } from '../fuzz/page-arbitrary';
import { withinTime } from '../fuzz/within-time';
import { consoleCookies, openAdmin, openDashboard } from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { signInByPasskey } from './support/portal';

/** The same requests each time, unless told otherwise. */
const seed = Number(process.env.FUZZ_SEED ?? '20261123');
const numRuns = Number(process.env.FUZZ_PAGES ?? '200');
const LIMIT_MS = 12_000;

let register: OwnRegister;
beforeAll(async () => {
  register = await startOwnRegister({ name: 'fuzz-pages', env: { RATE_LIMIT_SCALE: '100000' } });
});
afterAll(() => register.stop());

/** One browser that is signed in everywhere. */
async function signedIn(): Promise<CustomerBrowser> {
  const { client, origin } = register;
  const account = await client.createAccount();
  const { device } = await enrolHousehold(account, origin);
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, device);
  const dashboard = await openDashboard(origin, account);
  const admin = await openAdmin(origin, await client.createAccount({ role: 'admin' }));
  for (const [name, from] of [
    [consoleCookies.dashboard, dashboard],
    [consoleCookies.admin, admin.browser],
  ] as const) {
    browser.cookies.set(name, from.cookies.get(name) ?? '');
  }
  return browser;
}

function send(browser: CustomerBrowser, { target, fields, isJson }: PageRequest) {
  if (fields === null) return browser.open(target);
  const all = Object.fromEntries(fields);
  return isJson ? browser.post(target, all) : browser.press(target, all);
}

async function forAll(isSignedIn: boolean, newBrowser: () => Promise<CustomerBrowser>) {
  const browser = await newBrowser();
  const cookies = new Map(browser.cookies);
  const counts = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(
      pageRequests(isSignedIn),
      withinTime(LIMIT_MS, async (request) => {
        for (const [name, value] of cookies) browser.cookies.set(name, value);
        const { status, text } = await send(browser, request);
        counts.set(status, (counts.get(status) ?? 0) + 1);
        expect(status, text.slice(0, 200)).toBeLessThan(500);
        expect(insideShown(text)).toBeNull();
      }),
    ),
    { seed, numRuns },
  );
  const summary = [...counts].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`);
  console.log(`pages, seed ${seed}: ${summary.join(', ')}`);
}

// What is fuzzed is the same over either database.
describe.runIf(inject('databaseUrl') === null)('whatever is opened or posted,', () => {
  test('by nobody in particular, no page fails', () =>
    forAll(false, () => Promise.resolve(new CustomerBrowser(register.origin))));

  test('by who is signed in everywhere, no page fails', () => forAll(true, signedIn));
});
