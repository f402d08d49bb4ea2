import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, credentialsOf, type Household } from '../../harness/callers/household';
import { isPasskeyAddedMail, linkIn } from '../../harness/callers/mailed';
import { answerOptions, usePasskey, withWay } from '../../harness/callers/passkey-page';
import {
  isSignedOut,
  openRecords,
  signInByMail,
  signInByPasskey,
  tryPasskey,
} from './support/portal';
import { proveByCode } from './support/email-proof';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount();
});

async function signedIn(home: EnrolledHousehold): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, home.device);
  return browser;
}

const credentialOf = async (home: Household) =>
  (await credentialsOf(home))[0]?.['credential-id'] ?? '';

/** Adds a passkey with a device of its own. */
async function add(browser: CustomerBrowser, device = new SoftwareAuthenticator({ origin })) {
  const page = await browser.open('/portal/passkeys');
  const response = answerOptions(device, page);
  const answer = await browser.post('/portal/passkeys/add', { response });
  return { device, answer };
}

const remove = (browser: CustomerBrowser, id: string) =>
  browser.press('/portal/passkeys/remove', { id });

describe('adding a passkey', () => {
  test('after a sign-in by passkey counts at once, and the address is told with a way to undo', async () => {
    const home = await enrolHousehold(northwind, origin);
    const { device, answer } = await add(await signedIn(home));
    expect(answer.status).toBe(200);
    expect((await tryPasskey(new CustomerBrowser(origin), device)).status).toBe(200);
    const mail = await mailbox.waitForMail(home.email ?? '', {
      where: ({ subject }) => subject.includes('A passkey was added for your meter'),
    });
    const browser = new CustomerBrowser(origin);
    await browser.open(linkIn(mail));
    await browser.press(`${linkIn(mail)}/confirm`);
    expect((await tryPasskey(new CustomerBrowser(origin), device)).status).toBe(422);
  });

  test('after a sign-in by mail counts a day later where there is a proven one', async () => {
    const home = await enrolHousehold(northwind, origin);
    const browser = new CustomerBrowser(origin);
    await signInByMail(browser, mailbox, home.email ?? '');
    const { device, answer } = await add(browser);
    expect(answer.status).toBe(200);
    const tried = await tryPasskey(new CustomerBrowser(origin), device);
    expect(tried.body.problem).toBe('unproven');
  });

  test('after a sign-in by mail that removed the proven one counts a day later, wherever it is made', async () => {
    const home = await enrolHousehold(northwind, origin);
    const browser = new CustomerBrowser(origin);
    await signInByMail(browser, mailbox, home.email ?? '');
    await remove(browser, await credentialOf(home));
    expect(await credentialsOf(home)).toEqual([]);
    const { device } = await add(browser);
    const tried = await tryPasskey(new CustomerBrowser(origin), device);
    expect(tried.body.problem).toBe('unproven');

    const brightmeter = await client.createAccount();
    const started = await startAcross(brightmeter, home.mpxn, { method: 'passkey-register' });
    await proveByCode(browser, mailbox, started.page, home.email ?? '');
    const enrolled = await usePasskey(browser, new SoftwareAuthenticator({ origin }), started.page);
    expect(enrolled.status).toBe(200);
    expect(await statusOf(started)).toMatchObject({ assurance: 'unproven' });
  });

  test('after a sign-in by mail counts a day later where a mailed undo took the proven one off', async () => {
    const home = await enrolHousehold(northwind, origin);
    const mail = await mailbox.waitForMail(home.email ?? '', { where: isPasskeyAddedMail });
    const browser = new CustomerBrowser(origin);
    await browser.open(linkIn(mail));
    await browser.press(`${linkIn(mail)}/confirm`);
    expect(await credentialsOf(home)).toEqual([]);
    await signInByMail(browser, mailbox, home.email ?? '');
    const { device } = await add(browser);
    const tried = await tryPasskey(new CustomerBrowser(origin), device);
    expect(tried.body.problem).toBe('unproven');
  });

  test('in place of a lost one, by one record’s address, comes to the records of that address alone', async () => {
    const home = await enrolHousehold(northwind, origin);
    const brightmeter = await client.createAccount();
    const second = await createHousehold(brightmeter, { mpxn: home.mpxn });
    const register = { method: 'passkey-register' };
    const linking = await startOwn(second, register);
    expect((await usePasskey(home.browser, home.device, linking.page)).status).toBe(200);
    const { page } = await startOwn(second, register);
    const browser = new CustomerBrowser(origin);
    await proveByCode(browser, mailbox, withWay(page, 'mail'), second.email ?? '');
    const enrolled = await usePasskey(browser, new SoftwareAuthenticator({ origin }), page);
    expect(enrolled.status).toBe(200);
    // It belongs to another person as far as proof shows: the holder’s other record knows nothing of it.
    expect(await credentialsOf(home)).toHaveLength(1);
    const asked = await startOwn(home, { method: 'passkey-assert' });
    await usePasskey(home.browser, home.device, asked.page);
    expect(await statusOf(asked)).toMatchObject({ status: 'confirmed', assurance: 'proven' });
    const [placed, ...more] = await credentialsOf(second);
    expect(more).toEqual([]);
    expect(placed?.['last-used-at']).toBeNull();
  });

  test('after a sign-in by mail counts at once where there is none', async () => {
    const home = await createHousehold(northwind);
    const browser = new CustomerBrowser(origin);
    await signInByMail(browser, mailbox, home.email ?? '');
    const { device } = await add(browser);
    expect((await tryPasskey(new CustomerBrowser(origin), device)).status).toBe(200);
  });

  test('takes the challenge of this session and browser, once', async () => {
    const home = await enrolHousehold(northwind, origin);
    const browser = await signedIn(home);
    const options = await browser.open('/portal/passkeys');
    const response = answerOptions(new SoftwareAuthenticator({ origin }), options);
    const elsewhere = await signedIn(await enrolHousehold(northwind, origin));
    const stolen = await elsewhere.post('/portal/passkeys/add', { response });
    expect(stolen.body).toEqual({ result: 'problem', problem: 'challenge' });
    expect((await browser.post('/portal/passkeys/add', { response })).status).toBe(200);
    const again = await browser.post('/portal/passkeys/add', { response });
    expect(again.body).toEqual({ result: 'problem', problem: 'challenge' });
    expect(await credentialsOf(home)).toHaveLength(2);
  });

  test('takes no challenge of the sign-in page', async () => {
    const home = await enrolHousehold(northwind, origin);
    const browser = await signedIn(home);
    const page = await browser.open('/portal/passkeys');
    const signIn = await browser.open('/portal/sign-in');
    if (!page.creationOptions || !signIn.requestOptions) throw new Error('no options');
    const { challenge } = signIn.requestOptions;
    const device = new SoftwareAuthenticator({ origin });
    const response = device.register({ ...page.creationOptions, challenge });
    const answer = await browser.post('/portal/passkeys/add', { response });
    expect(answer.body).toEqual({ result: 'problem', problem: 'challenge' });
  });
});

describe('removing a passkey', () => {
  test('ends it for everybody, and the sessions that it opened', async () => {
    const home = await enrolHousehold(northwind, origin);
    const browser = await signedIn(home);
    const other = await signedIn(home);
    const answer = await remove(browser, await credentialOf(home));
    expect(answer.headers.location).toContain('problem=passkey-removed');
    expect(await credentialsOf(home)).toEqual([]);
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
    expect(isSignedOut(await other.open('/portal/records'))).toBe(true);
    await mailbox.waitForMail(home.email ?? '', {
      where: ({ subject }) => subject.includes('A passkey was removed'),
    });
  });

  test('of another household does nothing', async () => {
    const home = await enrolHousehold(northwind, origin);
    const neighbour = await enrolHousehold(northwind, origin);
    const browser = await signedIn(home);
    const id = await credentialOf(neighbour);
    await remove(browser, id);
    await browser.press('/portal/passkeys/name', { id, name: 'Mine now' });
    expect(await credentialsOf(neighbour)).toMatchObject([{ name: null }]);
    expect((await openRecords(browser)).status).toBe(200);
  });

  test('by mail takes it off the records of that address, and off no other', async () => {
    const home = await enrolHousehold(northwind, origin);
    const brightmeter = await client.createAccount();
    const second = await createHousehold(brightmeter, { mpxn: home.mpxn });
    const started = await startOwn(second, { method: 'passkey-register' });
    const linked = await usePasskey(home.browser, home.device, started.page);
    expect(linked.status).toBe(200);
    const browser = new CustomerBrowser(origin);
    await signInByMail(browser, mailbox, second.email ?? '');
    await remove(browser, await credentialOf(home));
    expect(await credentialsOf(second)).toHaveLength(1);
    await remove(browser, await credentialOf(second));
    expect(await credentialsOf(second)).toEqual([]);
    expect(await credentialsOf(home)).toHaveLength(1);
    expect((await tryPasskey(new CustomerBrowser(origin), home.device)).status).toBe(200);
  });

  test('says so first when it is the last way in', async () => {
    const home = await enrolHousehold(northwind, origin, { email: null });
    const page = await (await signedIn(home)).open('/portal/passkeys');
    expect(page.words).toContain('It is your last passkey, and we know no email address for you');
  });
});

test('a passkey’s name is the customer’s own, cut to size and without control characters', async () => {
  const home = await enrolHousehold(northwind, origin);
  const browser = await signedIn(home);
  const id = await credentialOf(home);
  await browser.press('/portal/passkeys/name', {
    id,
    name: `  <b>My\u202e phone</b>${'x'.repeat(99)} `,
  });
  const page = await browser.open('/portal/passkeys');
  expect(page.text).not.toContain('<b>My');
  expect(page.text).toContain(`value="&lt;b&gt;My phone&lt;/b&gt;${'x'.repeat(45)}"`);
  // No organisation reads it.
  expect(await credentialsOf(home)).toMatchObject([{ name: null }]);
});

test('a passkey’s name stays where a post brings none, and goes where it is emptied', async () => {
  const home = await enrolHousehold(northwind, origin);
  const browser = await signedIn(home);
  const id = await credentialOf(home);
  const name = async () => {
    const { text } = await browser.open('/portal/passkeys');
    return /<input(?=[^>]*name="name")[^>]*value="([^"]*)"/.exec(text)?.[1];
  };
  await browser.press('/portal/passkeys/name', { id, name: 'My phone' });
  await browser.press('/portal/passkeys/name', { id });
  expect(await name()).toBe('My phone');
  await browser.press('/portal/passkeys/name', { id, name: '' });
  expect(await name()).toBe('');
});
