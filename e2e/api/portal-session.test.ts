import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { forwardRegister, sharedRegister, type OwnRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { isSignedOut, openRecords, recordIds, signInByPasskey } from './support/portal';
import { registerConsent, stateOf } from '../../harness/callers/registered-access';

const { client, origin } = sharedRegister();
const SESSION = 'dar-portal';
const MINUTE_MS = 60_000;

let northwind: ApiAccount;
let home: EnrolledHousehold;
beforeAll(async () => {
  northwind = await client.createAccount();
  home = await enrolHousehold(northwind, origin);
});

const newBrowser = () => new CustomerBrowser(origin);

async function signedIn(): Promise<CustomerBrowser> {
  const browser = newBrowser();
  await signInByPasskey(browser, home.device);
  return browser;
}

/** A browser with nothing but that session cookie. */
function withCookie(value: string): CustomerBrowser {
  const browser = newBrowser();
  browser.cookies.set(SESSION, value);
  return browser;
}

describe('the session cookie', () => {
  test('is out of reach of scripts and of other sites, and names nobody', async () => {
    const browser = newBrowser();
    const page = await browser.open('/portal/sign-in');
    const options = page.requestOptions;
    if (!options) throw new Error('no options');
    const answer = await browser.post('/portal/sign-in/passkey', {
      response: home.device.assert(options),
    });
    const cookie = (answer.headers['set-cookie'] ?? []).find((line) => line.startsWith(SESSION));
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=28800$/);
    expect(answer.text).not.toContain(home.mpxn);
  });

  test('of a session that was signed out opens nothing, wherever it was copied', async () => {
    const browser = await signedIn();
    const copied = browser.cookies.get(SESSION) ?? '';
    expect((await withCookie(copied).open('/portal/records')).status).toBe(200);
    await browser.press('/portal/sign-out');
    expect(isSignedOut(await withCookie(copied).open('/portal/records'))).toBe(true);
    expect(isSignedOut(await withCookie(copied).press('/portal/passkeys/name'))).toBe(true);
  });

  test('is replaced by another sign-in in the same browser, and the former session ends', async () => {
    const browser = await signedIn();
    const former = browser.cookies.get(SESSION) ?? '';
    await signInByPasskey(browser, home.device);
    expect(browser.cookies.get(SESSION)).not.toBe(former);
    expect(isSignedOut(await withCookie(former).open('/portal/records'))).toBe(true);
  });

  test('of another realm opens nothing, under the name of this one or its own', async () => {
    const value = (await signedIn()).cookies.get(SESSION) ?? '';
    for (const name of ['dar-dashboard', 'dar-operator']) {
      const browser = newBrowser();
      browser.cookies.set(name, value);
      expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
    }
  });

  test.each(['', 'x', 'a.b.c', '%00', 'ö'.repeat(10)])(
    'made up as %j opens nothing',
    async (value) => {
      const browser = newBrowser();
      browser.cookies.set(SESSION, encodeURIComponent(value));
      expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
    },
  );

  test('changed by one letter opens nothing', async () => {
    const value = (await signedIn()).cookies.get(SESSION) ?? '';
    // Not the last one: of that some bits are padding, and count for nothing.
    const at = value.length - 5;
    const letter = value[at] === 'A' ? 'B' : 'A';
    const forged = withCookie(`${value.slice(0, at)}${letter}${value.slice(at + 1)}`);
    expect(isSignedOut(await forged.open('/portal/records'))).toBe(true);
  });
});

describe('posts from elsewhere', () => {
  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['nowhere in particular', { origin: 'null' }],
  ])('of %s withdraw, sign out and remove nothing', async (_, headers) => {
    const ak = await registerConsent(home);
    const browser = await signedIn();
    const [id = ''] = recordIds(await openRecords(browser));
    for (const path of [
      `/portal/records/${id}/withdraw/confirm`,
      '/portal/sign-out',
      '/portal/sign-in/again',
      '/portal/sign-in/mail',
      '/portal/sign-in/meter-point',
      '/portal/sign-in/check-code',
      '/portal/choose/confirm',
      '/portal/passkeys/remove',
      '/portal/passkeys/name',
    ]) {
      expect((await browser.press(path, {}, headers)).status).toBe(403);
    }
    expect(await stateOf(client, ak)).toBe('ACTIVE');
    expect((await openRecords(browser)).status).toBe(200);
  });

  test('pages of the portal are framed by nobody', async () => {
    const browser = await signedIn();
    for (const path of ['/portal/sign-in', '/portal/records', '/portal/passkeys']) {
      const page = await browser.open(path);
      expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(page.headers['content-security-policy']).toMatch(/form-action 'self'(?:;|$)/);
      expect(page.headers['cache-control']).toContain('no-store');
    }
  });
});

describe('by the clock', () => {
  let register: OwnRegister;
  let customer: EnrolledHousehold;

  beforeAll(async () => {
    register = await forwardRegister();
    customer = await enrolHousehold(await register.client.createAccount(), register.origin);
  });

  async function signIn(): Promise<CustomerBrowser> {
    const browser = new CustomerBrowser(register.origin);
    await signInByPasskey(browser, customer.device);
    return browser;
  }

  test('a session ends after an hour without use, and not before', async () => {
    const browser = await signIn();
    await register.clock.advance(59 * MINUTE_MS);
    expect((await browser.open('/portal/records')).status).toBe(200);
    await register.clock.advance(59 * MINUTE_MS);
    expect((await browser.open('/portal/records')).status).toBe(200);
    await register.clock.advance(60 * MINUTE_MS);
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
  });

  test('a session ends after eight hours, however busy', async () => {
    const browser = await signIn();
    for (let hour = 0; hour < 9; hour += 1) {
      await register.clock.advance(50 * MINUTE_MS);
      expect((await browser.open('/portal/records')).status).toBe(200);
    }
    await register.clock.advance(31 * MINUTE_MS);
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
  });

  test('a passkey is added and removed only within ten minutes of the proof', async () => {
    const browser = await signIn();
    expect((await browser.open('/portal/passkeys')).creationOptions).not.toBeNull();
    await register.clock.advance(11 * MINUTE_MS);
    const page = await browser.open('/portal/passkeys');
    expect(page.creationOptions).toBeNull();
    const id = /name="id" value="(cred_[0-9a-f]+)"/.exec(page.text)?.[1] ?? '';
    const answer = await browser.press('/portal/passkeys/remove', { id });
    expect(answer.headers.location).toContain('problem=not-fresh');
    expect((await signIn()).cookies.has(SESSION)).toBe(true);
  });
});
