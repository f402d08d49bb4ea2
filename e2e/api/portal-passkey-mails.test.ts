// Mails are counted by the limiter in the database.
// @module-tag postgres
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend, type FakeResend, type SentMail } from '../../harness/fake-resend';
import { openMailbox, type Mailbox } from '../../harness/mailbox';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { credentialsOf, randomEmail } from '../../harness/callers/household';
import { answerOptions } from '../../harness/callers/passkey-page';
import { isSignInMail, signInByPasskey } from './support/portal';

const HOUR_MS = 3_600_000;

/** At the limits of the contract. */
let register: OwnRegister;
let northwind: ApiAccount;
let hostile: ApiAccount;
let mail: FakeResend;
let mailbox: Mailbox;

beforeAll(async () => {
  mail = await startFakeResend();
  mailbox = openMailbox(mail.url);
  const env = { RATE_LIMIT_SCALE: '1', ...mail.env };
  register = await startOwnRegister({ name: 'portal-passkey-mails', env });
  northwind = await register.client.createAccount();
  hostile = await register.client.createAccount({ 'display-name': 'Hostile' });
});
afterAll(async () => {
  await register.stop();
  await mail.close();
});

const isAdded = ({ subject, text }: SentMail) =>
  subject.includes('A passkey was added') && text.includes('on our own pages');
const isRemoved = ({ subject }: SentMail) => subject.includes('A passkey was removed');
const arrived = async (email: string | null, where: (sent: SentMail) => boolean) =>
  (await mailbox.mailsTo(email ?? '')).filter(where).length;
const arrivals = (home: EnrolledHousehold, where: (sent: SentMail) => boolean) =>
  expect.poll(() => arrived(home.email, where), { timeout: 30_000 });

async function signedIn(home: EnrolledHousehold): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(register.origin);
  await signInByPasskey(browser, home.device);
  return browser;
}

async function add(browser: CustomerBrowser) {
  const page = await browser.open('/portal/passkeys');
  const device = new SoftwareAuthenticator({ origin: register.origin });
  return browser.post('/portal/passkeys/add', { response: answerOptions(device, page) });
}

const idsOf = async (home: EnrolledHousehold) =>
  (await credentialsOf(home)).map((credential) => credential['credential-id']);
const remove = (browser: CustomerBrowser, id = '') =>
  browser.press('/portal/passkeys/remove', { id });

/** Adds and removes a passkey as often as that is mailed in an hour. */
async function useUp(home: EnrolledHousehold, browser: CustomerBrowser): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    expect((await add(browser)).status).toBe(200);
    const [, added] = await idsOf(home);
    expect((await remove(browser, added)).headers.location).toContain('problem=removed');
  }
}

test('an organisation that loops on records of its own, with somebody else’s address, hides nothing from them', async () => {
  const email = randomEmail();
  const victim = await enrolHousehold(northwind, register.origin, { email });
  for (let round = 0; round < 2; round += 1) {
    const planted = await enrolHousehold(hostile, register.origin, { email });
    const browser = await signedIn(planted);
    if (round === 0) await useUp(planted, browser);
    else expect((await add(browser)).body).toMatchObject({ problem: 'mails-spent' });
  }
  await arrivals(victim, isRemoved).toBe(5);
  const isTheirs = ({ text }: SentMail) => text.includes(victim.mpxn.slice(-4));
  const thief = await signedIn(victim);
  expect((await add(thief)).status).toBe(200);
  await arrivals(victim, (sent) => isAdded(sent) && isTheirs(sent)).toBe(1);
  const [, added] = await idsOf(victim);
  await remove(thief, added);
  await arrivals(victim, (sent) => isRemoved(sent) && isTheirs(sent)).toBe(1);
});

describe('passkeys added in the portal', () => {
  test('are five an hour: a sixth is refused in words and not stored, and an hour later it is', async () => {
    const home = await enrolHousehold(northwind, register.origin);
    const browser = await signedIn(home);
    for (let round = 0; round < 5; round += 1) expect((await add(browser)).status).toBe(200);
    const refused = await add(browser);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ result: 'problem', problem: 'mails-spent' });
    expect(refused.body).toHaveProperty('unknownCredentialId');
    expect((await browser.open('/portal/passkeys')).text).toContain(
      'That is too often for one hour',
    );
    expect(await idsOf(home)).toHaveLength(6);
    await arrivals(home, isAdded).toBe(5);
    await register.clock.advance(HOUR_MS);
    expect((await add(await signedIn(home))).status).toBe(200);
    await arrivals(home, isAdded).toBe(6);
  });

  test('are told although strangers have used up the sign-in mails of the mailbox', async () => {
    const home = await enrolHousehold(northwind, register.origin);
    for (let press = 0; press < 6; press += 1) {
      const stranger = new CustomerBrowser(register.origin);
      await stranger.open('/portal/sign-in');
      await stranger.press('/portal/sign-in/email', { email: home.email ?? '' });
    }
    await arrivals(home, isSignInMail).toBe(5);
    expect((await add(await signedIn(home))).status).toBe(200);
    await arrivals(home, isAdded).toBe(1);
  });
});

describe('passkeys removed in the portal', () => {
  test('are never refused for a mail, and the mailbox is told of five in an hour', async () => {
    const home = await enrolHousehold(northwind, register.origin);
    const browser = await signedIn(home);
    for (let round = 0; round < 5; round += 1) expect((await add(browser)).status).toBe(200);
    const [own, ...added] = await idsOf(home);
    for (const id of added) {
      expect((await remove(browser, id)).headers.location).toContain('problem=removed');
    }
    await arrivals(home, isRemoved).toBe(5);
    expect((await remove(browser, own)).headers.location).toContain('passkey-removed');
    expect(await idsOf(home)).toEqual([]);
    const another = await enrolHousehold(northwind, register.origin, { email: home.email });
    const [later] = await idsOf(another);
    await register.clock.advance(HOUR_MS);
    await remove(await signedIn(another), later);
    const isLater = (sent: SentMail) =>
      isRemoved(sent) && sent.text.includes(another.mpxn.slice(-4));
    await arrivals(home, isLater).toBe(1);
    expect(await arrived(home.email, isRemoved)).toBe(6);
  });
});
