// A challenge is spent under a lock, by one conditional delete.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { SoftwareAuthenticator, type Deviation } from '../../harness/webauthn-authenticator';
import { openAdmin, tryConsole } from './support/console';
import { CustomerBrowser, type PasskeyOptions } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { ASSERT, REGISTER } from './support/enrolments';
import { createHousehold } from '../../harness/callers/household';
import { answerOptions, fieldsOf } from '../../harness/callers/passkey-page';
import { signInByMail, signInByPasskey } from './support/portal';
import { startOwn } from '../../harness/callers/reidentification';

const { client, mailbox, origin } = sharedRegister();
const EVIL = 'https://evil.example';
const ADMIN = '/admin/sign-in/passkey';
const BROWSER_COOKIE = 'dar-browser';

let account: ApiAccount;
beforeAll(async () => {
  account = await client.createAccount();
});

/** A page that asks for a passkey, in the browser that may answer it, with a device that can. */
interface AskingPage {
  browser: CustomerBrowser;
  device: SoftwareAuthenticator;
  address: string;
  /** The portal has a page that asks for both. */
  asksTo: 'use' | 'make';
  /** Where the answer is posted, and what beside it. */
  path: string;
  fields?: Record<string, string>;
}

const newDevice = () => new SoftwareAuthenticator({ origin });

async function halfSignedIn(admin: ApiAccount): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  await tryConsole(browser, admin, 'admin');
  return browser;
}

function ceremony(address: string) {
  return { address, path: '/passkey/complete', fields: fieldsOf(address) };
}

const scopes: [string, () => Promise<AskingPage>][] = [
  [
    'a ceremony that asks for a passkey',
    async () => {
      const { browser, device, ...home } = await enrolHousehold(account, origin, { email: null });
      const { page } = await startOwn(home, ASSERT);
      return { browser, device, asksTo: 'use', ...ceremony(page) };
    },
  ],
  [
    'a ceremony that makes a passkey',
    async () => {
      const { page } = await startOwn(await createHousehold(account, { email: null }), REGISTER);
      const browser = new CustomerBrowser(origin);
      return { browser, device: newDevice(), asksTo: 'make', ...ceremony(page) };
    },
  ],
  [
    'the sign-in to the portal',
    async () => {
      const { device } = await enrolHousehold(account, origin, { email: null });
      const browser = new CustomerBrowser(origin);
      const path = '/portal/sign-in/passkey';
      return { browser, device, address: '/portal/sign-in', asksTo: 'use', path };
    },
  ],
  [
    'the portal’s page that adds a passkey',
    async () => {
      const { device } = await enrolHousehold(account, origin, { email: null });
      const browser = new CustomerBrowser(origin);
      await signInByPasskey(browser, device);
      const path = '/portal/passkeys/add';
      return { browser, device: newDevice(), address: '/portal/passkeys', asksTo: 'make', path };
    },
  ],
  [
    'the portal’s page that takes a passkey made elsewhere',
    async () => {
      const { device } = await enrolHousehold(account, origin, { email: null });
      const gas = await createHousehold(account);
      const browser = new CustomerBrowser(origin);
      await signInByMail(browser, mailbox, gas.email ?? '');
      const path = '/portal/passkeys/join';
      return { browser, device, address: '/portal/passkeys', asksTo: 'use', path };
    },
  ],
  [
    'the console that has an operator make a passkey',
    async () => {
      const browser = await halfSignedIn(await client.createAccount({ role: 'admin' }));
      const path = `${ADMIN}/enrol`;
      return { browser, device: newDevice(), address: ADMIN, asksTo: 'make', path };
    },
  ],
  [
    'the console that asks for an operator’s passkey',
    async () => {
      const admin = await client.createAccount({ role: 'admin' });
      const { device } = await openAdmin(origin, admin);
      const browser = await halfSignedIn(admin);
      return { browser, device, address: ADMIN, asksTo: 'use', path: `${ADMIN}/prove` };
    },
  ],
];

/** A view of the page: what it asks of the device. */
async function view({ browser, address, asksTo }: AskingPage): Promise<PasskeyOptions> {
  const { requestOptions, creationOptions } = await browser.open(address);
  return asksTo === 'use'
    ? { requestOptions, creationOptions: null }
    : { requestOptions: null, creationOptions };
}

/** Posts an answer from a page, in its browser or in another one. */
async function send(page: AskingPage, response: unknown, browser = page.browser) {
  const { status, body } = await browser.post(page.path, { ...page.fields, response });
  return { status, body };
}

const refused = (problem: string) => ({ status: 422, body: { result: 'problem', problem } });

/** A challenge that this browser was given by another page. */
async function challengeElsewhere(browser: CustomerBrowser): Promise<string> {
  const other = await createHousehold(account, { email: null });
  const { creationOptions } = await browser.open((await startOwn(other, REGISTER)).page);
  return creationOptions?.challenge ?? '';
}

/** A passkey is made where one was asked for, or one is used where one was to be made. */
function answerOfOtherKind({ creationOptions, requestOptions }: PasskeyOptions) {
  const device = newDevice();
  const challenge = creationOptions?.challenge ?? requestOptions?.challenge ?? '';
  const rp = { id: 'localhost', name: 'register' };
  const user = { id: 'AAAA', name: 'customer', displayName: 'customer' };
  const made = device.register({ rp, user, challenge, pubKeyCredParams: [] });
  return requestOptions ? made : device.assert({ challenge, rpId: rp.id });
}

/** A browser to which all cookies were copied but for the one that tells browsers apart. */
function withSessionOf({ browser }: AskingPage): CustomerBrowser {
  const copy = new CustomerBrowser(origin);
  for (const [name, value] of browser.cookies) {
    if (name !== BROWSER_COOKIE) copy.cookies.set(name, value);
  }
  return copy;
}

describe.each(scopes)('%s', (_name, open) => {
  let page: AskingPage;
  beforeAll(async () => {
    page = await open();
  });

  test.each<[string, Deviation]>([
    ['on a page framed by another site', { crossOrigin: true }],
    ['on a page that names another on top', { topOrigin: EVIL }],
    ['of another origin', { origin: EVIL }],
    ['without the person verified', { userVerified: false }],
  ])('refuses an answer %s, and its challenge is spent', async (_case, deviation) => {
    const options = await view(page);
    const lie = answerOptions(page.device, options, deviation);
    expect(await send(page, lie)).toEqual(refused('verification'));
    expect(await send(page, answerOptions(page.device, options))).toEqual(refused('challenge'));
  });

  test('refuses an answer of the other kind, and its challenge is spent', async () => {
    const options = await view(page);
    expect(await send(page, answerOfOtherKind(options))).toEqual(refused('challenge'));
    expect(await send(page, answerOptions(page.device, options))).toEqual(refused('challenge'));
  });

  test('refuses a challenge of another page, session or browser, and spends none of them', async () => {
    const [options, other] = [await view(page), await open()];
    const otherOptions = await view(other);
    const challenge = await challengeElsewhere(page.browser);
    const foreign = answerOptions(page.device, options, { challenge });
    expect(await send(page, foreign)).toEqual(refused('challenge'));
    const answer = answerOptions(page.device, options);
    expect(await send(other, answer)).toEqual(refused('challenge'));
    expect(await send(page, answer, withSessionOf(page))).toEqual(refused('challenge'));
    expect((await send(page, answer)).status).toBe(200);
    const own = answerOptions(other.device, otherOptions);
    expect((await send(other, own)).status).toBe(200);
  });
});
