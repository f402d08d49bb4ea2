import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { CustomerBrowser, type Page } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, randomEmail, randomMpxn } from '../../harness/callers/household';
import { codeIn, linkIn, otherCode } from '../../harness/callers/mailed';
import { answerOptions, usePasskey } from '../../harness/callers/passkey-page';
import {
  askByEmail,
  isSignedOut,
  isSignInMail,
  openRecords,
  recordIds,
  signInByMail,
  signInByPasskey,
  tryPasskey,
  typePortalCode,
  VERIFIED,
} from './support/portal';
import { registerConsent } from '../../harness/callers/registered-access';
import { startAcross, startOwn } from '../../harness/callers/reidentification';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
let brightmeter: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount();
  brightmeter = await client.createAccount();
});

const newBrowser = () => new CustomerBrowser(origin);
const signInLink = (text: string) => /https?:\/\/\S+\/portal\/link\/\S+/.exec(text)?.[0] ?? '';

describe('signing in with a passkey', () => {
  test('needs nothing typed, and opens the records of its person', async () => {
    const home = await enrolHousehold(northwind, origin);
    await registerConsent(home);
    const browser = newBrowser();
    await signInByPasskey(browser, home.device);
    expect(recordIds(await openRecords(browser))).toHaveLength(1);
  });

  test('asks for no passkey in particular, so the page tells nothing of who is known', async () => {
    const home = await enrolHousehold(northwind, origin);
    const browser = newBrowser();
    await browser.press('/portal/sign-in/meter-point', { mpxn: home.mpxn });
    const page = await browser.open('/portal/sign-in');
    expect(page.requestOptions).toMatchObject({ userVerification: 'required' });
    expect(page.requestOptions?.allowCredentials ?? []).toEqual([]);
  });

  test('is refused for a passkey that was enrolled on trust', async () => {
    const home = await createHousehold(northwind, { email: null });
    const device = new SoftwareAuthenticator({ origin });
    const started = await startAcross(brightmeter, home.mpxn, { method: 'passkey-register' });
    const enrolled = await usePasskey(newBrowser(), device, started.page);
    expect(enrolled.status).toBe(200);
    const answer = await tryPasskey(newBrowser(), device);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({ result: 'problem', problem: 'unproven' });
  });

  test('is refused for a passkey that exists nowhere, and says so to the device', async () => {
    const home = await enrolHousehold(northwind, origin);
    const credentials = `/v1/identity-records/${home.ir}`;
    const record = await northwind.call<{
      'identity-record': { credentials: { 'credential-id': string }[] };
    }>('GET', credentials);
    const [id] = record.body['identity-record'].credentials;
    await northwind.call('DELETE', `${credentials}/credentials/${id?.['credential-id'] ?? ''}`);
    const answer = await tryPasskey(newBrowser(), home.device);
    expect(answer.body).toMatchObject({
      problem: 'credential',
      unknownCredentialId: home.passkeyId,
    });
  });

  test.each([
    ['of another origin', { origin: 'https://evil.example' }],
    ['with a broken signature', { breakSignature: true }],
    ['without user verification', { userVerified: false }],
    ['without the user handle', { userHandle: null }],
    ['with another person’s user handle', { userHandle: 'AAAA' }],
    ['framed by another site', { crossOrigin: true }],
  ])('is refused for an answer %s', async (_, deviation) => {
    const home = await enrolHousehold(northwind, origin);
    const browser = newBrowser();
    const answer = await tryPasskey(browser, home.device, deviation);
    expect(answer.status).toBe(422);
    expect(answer.body.problem).toBe('verification');
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
  });

  test('counts a challenge once, and only in the browser that was given it', async () => {
    const home = await enrolHousehold(northwind, origin);
    const browser = newBrowser();
    const page = await browser.open('/portal/sign-in');
    const response = answerOptions(home.device, page);
    const elsewhere = newBrowser();
    await elsewhere.open('/portal/sign-in');
    const stolen = await elsewhere.post('/portal/sign-in/passkey', { response });
    expect(stolen.body).toMatchObject({ problem: 'challenge' });
    expect((await browser.post('/portal/sign-in/passkey', { response })).status).toBe(200);
    const again = await browser.post('/portal/sign-in/passkey', { response });
    expect(again.body).toMatchObject({ problem: 'challenge' });
  });

  test('with a typed number of another household opens one’s own and not that one', async () => {
    const home = await enrolHousehold(northwind, origin);
    const neighbour = await enrolHousehold(northwind, origin);
    const browser = newBrowser();
    await browser.press('/portal/sign-in/meter-point', { mpxn: neighbour.mpxn });
    await signInByPasskey(browser, home.device);
    expect((await openRecords(browser)).words).toContain(home.mpxn.slice(-4));
  });
});

describe('signing in by mail', () => {
  test('by address takes the six-digit code', async () => {
    const home = await createHousehold(northwind);
    await registerConsent(home);
    const browser = newBrowser();
    await signInByMail(browser, mailbox, home.email ?? '');
    expect(recordIds(await openRecords(browser))).toHaveLength(1);
  });

  /** Two spellings of one address, which most mail services, and not all, take to one mailbox. */
  function twoSpellings(): [string, string] {
    const typed = randomEmail();
    return [typed.replace(/^[a-z]/, (letter) => letter.toUpperCase()), typed];
  }

  test('by an address typed in other case mails the address as it was given, and opens its records', async () => {
    const [given, typed] = twoSpellings();
    await registerConsent(await createHousehold(northwind, { email: given }));
    const browser = newBrowser();
    await browser.open('/portal/sign-in');
    await browser.press('/portal/sign-in/email', { email: typed });
    const mail = await mailbox.waitForMail(given, { where: isSignInMail });
    await typePortalCode(browser, codeIn(mail));
    expect(recordIds(await openRecords(browser))).toHaveLength(1);
    expect(await mailbox.mailsTo(typed)).toEqual([]);
  });

  test('by an address that is stored in two spellings mails the one that was typed', async () => {
    const [given, typed] = twoSpellings();
    await registerConsent(await createHousehold(northwind, { email: typed }));
    await createHousehold(brightmeter, { email: given });
    const browser = newBrowser();
    await signInByMail(browser, mailbox, typed);
    expect(recordIds(await openRecords(browser))).toHaveLength(1);
    expect(await mailbox.mailsTo(given)).toEqual([]);
  });

  test('proves the mailed spelling alone: another spelling may be another person’s mailbox', async () => {
    const [given, typed] = twoSpellings();
    const victim = await createHousehold(northwind, { email: given, fields: VERIFIED });
    await registerConsent(victim);
    await createHousehold(brightmeter, { email: typed });
    const browser = newBrowser();
    await signInByMail(browser, mailbox, typed);
    expect(recordIds(await openRecords(browser))).toEqual([]);
  });

  test('by meter number mails the address on record', async () => {
    const home = await createHousehold(northwind);
    const browser = newBrowser();
    await browser.open('/portal/sign-in');
    await browser.press('/portal/sign-in/meter-point', { mpxn: ` ${home.mpxn.toLowerCase()} ` });
    const sent = await browser.press('/portal/sign-in/mail');
    expect(sent.headers.location).toBe(`${origin}/portal/sign-in/code`);
    const mail = await mailbox.waitForMail(home.email ?? '', { where: isSignInMail });
    const answer = await typePortalCode(browser, codeIn(mail));
    expect(answer.headers.location).toBe(`${origin}/portal/records`);
  });

  test('sends nothing when a page is opened or a number typed, only on the press', async () => {
    const home = await createHousehold(northwind);
    const browser = newBrowser();
    await browser.open(`/portal?mpxn=${home.mpxn}`);
    await browser.open('/portal/sign-in');
    await browser.press('/portal/sign-in/meter-point', { mpxn: home.mpxn });
    await browser.press('/portal/sign-in/mail');
    await mailbox.waitForMail(home.email ?? '', { where: isSignInMail });
    expect((await mailbox.mailsTo(home.email ?? '')).filter(isSignInMail)).toHaveLength(1);
  });

  test('a code is dead after five wrong ones, right or not', async () => {
    const home = await createHousehold(northwind);
    const browser = newBrowser();
    const code = codeIn(await askByEmail(browser, mailbox, home.email ?? ''));
    for (let tries = 0; tries < 5; tries += 1) await typePortalCode(browser, otherCode(code));
    const answer = await typePortalCode(browser, code);
    expect(answer.headers.location).toBe(`${origin}/portal/sign-in/code`);
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
    expect((await browser.open('/portal/sign-in/code')).words).toContain('no longer works');
  });

  test('a code works once, and only in the browser that asked', async () => {
    const home = await createHousehold(northwind);
    const browser = newBrowser();
    const code = codeIn(await askByEmail(browser, mailbox, home.email ?? ''));
    const elsewhere = newBrowser();
    await elsewhere.open('/portal/sign-in');
    await typePortalCode(elsewhere, code);
    expect(isSignedOut(await elsewhere.open('/portal/records'))).toBe(true);
    await typePortalCode(browser, code);
    expect((await openRecords(browser)).status).toBe(200);
    await browser.press('/portal/sign-out');
    await typePortalCode(browser, code);
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
  });

  test('the link counts only in the browser that asked, after a press and not by looking', async () => {
    const home = await createHousehold(northwind);
    const browser = newBrowser();
    const link = signInLink((await askByEmail(browser, mailbox, home.email ?? '')).text);
    const elsewhere = newBrowser();
    expect((await elsewhere.open(link)).words).toContain(
      'go back to the browser where you started',
    );
    await elsewhere.press(`${link}/confirm`);
    expect(isSignedOut(await elsewhere.open('/portal/records'))).toBe(true);

    await browser.open(link);
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
    const pressed = await browser.press(`${link}/confirm`);
    expect(pressed.headers.location).toBe(`${origin}/portal/records`);
    expect((await browser.open(link)).words).toContain('no longer works');
  });

  test('a sign-in link is none of the links that confirm for an organisation', async () => {
    const home = await createHousehold(northwind);
    const browser = newBrowser();
    const mail = await askByEmail(browser, mailbox, home.email ?? '');
    const token = signInLink(mail.text).split('/').at(-1) ?? '';
    expect((await browser.open(`/magic-link/${token}`)).status).toBe(404);
    expect((await browser.press(`/magic-link/${token}/confirm`)).status).toBe(404);
    await northwind.call('POST', `/v1/identity-records/${home.ir}/re-identify`, {
      method: 'magic-link',
    });
    const confirm = await mailbox.waitForMail(home.email ?? '', {
      where: ({ subject }) => subject.includes('Confirm who you are'),
    });
    const confirmToken = linkIn(confirm).split('/').at(-1) ?? '';
    expect((await browser.open(`/portal/link/${confirmToken}`)).status).toBe(404);
    await browser.press(`/portal/link/${confirmToken}/confirm`);
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
  });

  test('an address opens the records that hold it, not others of the same person', async () => {
    const home = await enrolHousehold(northwind, origin);
    await registerConsent(home);
    // Another organisation files a record with an address of its own choice; the customer links it.
    const second = await createHousehold(brightmeter, { mpxn: home.mpxn });
    const started = await startOwn(second, { method: 'passkey-register' });
    await usePasskey(home.browser, home.device, started.page);
    const browser = newBrowser();
    await signInByMail(browser, mailbox, second.email ?? '');
    expect(recordIds(await openRecords(browser))).toEqual([]);
  });
});

describe('known and unknown', () => {
  interface Walk {
    steps: { status: number; location: string | undefined; words: string }[];
  }

  const plain = (words: string) => words.replace(/\b\d{1,2}:\d{2}\b/g, 'TIME');

  async function walk(type: (browser: CustomerBrowser) => Promise<unknown>): Promise<Walk> {
    const browser = newBrowser();
    const steps: Walk['steps'] = [];
    const note = (page: Pick<Page, 'status' | 'headers'>, words = '') =>
      steps.push({ status: page.status, location: page.headers.location, words: plain(words) });
    await type(browser);
    const named = await browser.open('/portal/sign-in');
    note(named, named.words);
    note(await browser.press('/portal/sign-in/mail'));
    const asked = await browser.open('/portal/sign-in/code');
    note(asked, asked.words);
    for (let tries = 0; tries < 6; tries += 1) {
      note(await typePortalCode(browser, '000000'));
      const page = await browser.open('/portal/sign-in/code');
      note(page, page.words);
    }
    return { steps };
  }

  test('look and answer the same at every step, by meter number', async () => {
    const home = await enrolHousehold(northwind, origin);
    const known = await walk((browser) =>
      browser.press('/portal/sign-in/meter-point', { mpxn: home.mpxn }),
    );
    const unknown = await walk((browser) =>
      browser.press('/portal/sign-in/meter-point', { mpxn: randomMpxn() }),
    );
    expect(unknown).toEqual(known);
    expect(known.steps).toHaveLength(15);
  });

  test('look and answer the same at every step, by address', async () => {
    const home = await createHousehold(northwind);
    const ask = (email: string) => (browser: CustomerBrowser) =>
      browser.press('/portal/sign-in/email', { email });
    expect(await walk(ask(randomEmail()))).toEqual(await walk(ask(home.email ?? '')));
  });

  test('look and answer the same by a Data User’s link, registered return or not', async () => {
    const home = await createHousehold(northwind);
    const open = (query: string) => (browser: CustomerBrowser) => browser.open(`/portal?${query}`);
    const known = await walk(open(`ir=${home.ir}&return=https://northwind.example/return`));
    const unknown = await walk(open('ir=ir_000000000000000000000000&return=https://evil.example'));
    expect(unknown).toEqual(known);
  });

  test('the right code of nobody’s sign-in is wrong too', async () => {
    const browser = newBrowser();
    await browser.press('/portal/sign-in/email', { email: randomEmail() });
    // All codes there are cannot be tried; what opens is a record, and there is none.
    await typePortalCode(browser, '123456');
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
  });
});

describe('a Data User’s link', () => {
  test('takes the meter number out of the address bar with its first answer', async () => {
    const { mpxn } = await createHousehold(northwind);
    const browser = newBrowser();
    const answer = await browser.open(`/portal?mpxn=${mpxn}&return=https://northwind.example/r`);
    expect(answer.status).toBe(303);
    expect(new URL(answer.headers.location ?? '', origin).href).toBe(`${origin}/portal/sign-in`);
    const cookies = (answer.headers['set-cookie'] ?? []).join(' ');
    for (const secret of [mpxn, Buffer.from(mpxn).toString('base64url'), 'northwind.example']) {
      expect(cookies).not.toContain(secret);
    }
    const page = await browser.open('/portal/sign-in');
    expect(page.text).not.toContain(mpxn);
    expect(page.text).not.toContain('northwind.example');
    expect(page.headers['referrer-policy']).toBe('same-origin');
  });

  test('with a forged or moved hint says nothing', async () => {
    const browser = newBrowser();
    browser.cookies.set('dar-portal-hint', 'abc.def');
    expect((await browser.open('/portal/sign-in')).status).toBe(200);
    const answer = await browser.press('/portal/sign-in/mail');
    expect(answer.headers.location).toBe(`${origin}/portal/sign-in?problem=late`);
  });
});

describe('several meter points', () => {
  test('are chosen from after proof, masked, and once', async () => {
    const email = randomEmail();
    const first = await createHousehold(northwind, { email });
    const second = await createHousehold(northwind, { email, moveInDate: '2025-05-01' });
    await registerConsent(second);
    const browser = newBrowser();
    await signInByMail(browser, mailbox, email);
    const list = await browser.open('/portal/records');
    expect(list.headers.location).toContain('/portal/choose');
    const page = await browser.open('/portal/choose');
    for (const { mpxn } of [first, second]) {
      expect(page.words).toContain(`ending ${mpxn.slice(-4)}`);
      expect(page.text).not.toContain(mpxn);
    }
    const handles = [...page.text.matchAll(/name="handle" value="([^"]+)"/g)].map(([, it]) => it);
    expect(handles).toHaveLength(2);
    await browser.press('/portal/choose/confirm', { handle: 'made-up' });
    expect((await browser.open('/portal/records')).headers.location).toContain('/portal/choose');
    for (const handle of handles)
      await browser.press('/portal/choose/confirm', { handle: handle ?? '' });
    const chosen = await openRecords(browser);
    const seen = [first, second].filter(({ mpxn }) => chosen.words.includes(mpxn.slice(-4)));
    expect(seen).toHaveLength(1);
  });

  test('the one named beforehand needs no choice', async () => {
    const email = randomEmail();
    await createHousehold(northwind, { email });
    const second = await createHousehold(northwind, { email });
    const browser = newBrowser();
    await browser.open(`/portal?ir=${second.ir}`);
    await browser.press('/portal/sign-in/mail');
    const mail = await mailbox.waitForMail(email, { where: isSignInMail });
    await typePortalCode(browser, codeIn(mail));
    expect((await openRecords(browser)).words).toContain(second.mpxn);
  });
});
