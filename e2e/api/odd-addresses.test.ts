import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { askForCode, typeCode } from './support/email-proof';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { REGISTER } from './support/enrolments';
import { createHousehold } from '../../harness/callers/household';
import { codeIn, isMagicLinkMail, linkIn, otherCode } from '../../harness/callers/mailed';
import { askByEmail, openRecords, signInByPasskey } from './support/portal';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';

const { client, mailbox, origin } = sharedRegister();
const newBrowser = () => new CustomerBrowser(origin);

let account: ApiAccount;
let other: ApiAccount;
beforeAll(async () => {
  account = await client.createAccount({ 'redirect-urls': ['https://northwind.example/account'] });
  other = await client.createAccount();
});

async function mailed() {
  const home = await createHousehold(account);
  const started = await startOwn(home, { method: 'magic-link' });
  const mail = await mailbox.waitForMail(home.email ?? '', { where: isMagicLinkMail });
  return { started, path: new URL(linkIn(mail)).pathname };
}

describe('a mailed link', () => {
  test.each([
    ['with an equals sign stuck to its end', (path: string) => `${path}=`],
    ['with the full stop of its sentence', (path: string) => `${path}.`],
    ['with a bracket and a comma, percent-encoded', (path: string) => `${path}%3E%2C`],
    ['with its dots percent-encoded', (path: string) => path.replaceAll('.', '%2E')],
  ])('%s is read as it was meant, on the page and by its button', async (_how, change) => {
    const { started, path } = await mailed();
    const browser = newBrowser();
    const page = await browser.open(change(path));
    expect(page.status).toBe(200);
    expect(page.actions).toContain(`${path}/confirm`);
    expect([200, 303]).toContain((await browser.press(`${change(path)}/confirm`)).status);
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed' });
  });

  test.each([
    ['cut short', (path: string) => path.slice(0, -6)],
    ['that is no encoding of anything', (path: string) => `${path.slice(0, -6)}%zz`],
  ])('%s says that it is not valid, in words', async (_how, change) => {
    const { started, path } = await mailed();
    const page = await newBrowser().open(change(path));
    expect([400, 404]).toContain(page.status);
    expect(page.words.length).toBeGreaterThan(40);
    expect(await statusOf(started)).toMatchObject({ status: 'pending' });
  });
});

describe('what is typed for a code', () => {
  async function waiting() {
    const home = await createHousehold(account);
    const started = await startAcross(other, home.mpxn, REGISTER);
    const browser = newBrowser();
    const mail = await askForCode(browser, mailbox, started.page, home.email ?? '');
    return { home, started, browser, code: codeIn(mail) };
  }

  test('costs no try where it holds no code, and says so', async () => {
    const { started, browser } = await waiting();
    for (const typed of ['hello', '', '12345', '１２', '123456 or 654321']) {
      const answer = await typeCode(browser, started.page, typed);
      const page = await browser.open(answer.headers.location ?? '');
      expect(page.words, typed).toContain('There is no six-digit code in that.');
      expect(page.words, typed).not.toContain('tries left');
    }
    await typeCode(browser, started.page, otherCode('000000'));
    expect((await browser.open(started.page)).words).toContain('4 tries left');
  });

  test.each([
    [
      'full-width',
      (code: string) =>
        code.replaceAll(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? ''),
    ],
    ['with its sentence', (code: string) => `Your code is ${code.slice(0, 3)} ${code.slice(3)}.`],
    ['with dashes', (code: string) => `${code.slice(0, 3)}–${code.slice(3)}`],
  ])('is taken %s', async (_how, change) => {
    const { started, browser, code } = await waiting();
    const answer = await typeCode(browser, started.page, change(code));
    const page = await browser.open(answer.headers.location ?? '');
    expect(page.creationOptions).not.toBeNull();
  });

  test('costs nothing where it is the code of an earlier mail, and says that a newer one comes', async () => {
    const { home, started, browser, code } = await waiting();
    await askForCode(browser, mailbox, started.page, home.email ?? '');
    const answer = await typeCode(browser, started.page, code);
    const page = await browser.open(answer.headers.location ?? '');
    expect(page.words).toContain('That is the code of an earlier email.');
    await typeCode(browser, started.page, otherCode(code));
    expect((await browser.open(started.page)).words).toContain('4 tries left');
  });

  test('costs nothing in the portal either', async () => {
    const home = await createHousehold(account);
    const browser = newBrowser();
    const first = codeIn(await askByEmail(browser, mailbox, home.email ?? ''));
    await askByEmail(browser, mailbox, home.email ?? '');
    for (const [typed, words] of [
      ['hello', 'There is no six-digit code in that.'],
      [first, 'That is the code of an earlier email.'],
    ] as const) {
      const answer = await browser.press('/portal/sign-in/check-code', { code: typed });
      const page = await browser.open(answer.headers.location ?? '');
      expect(page.words).toContain(words);
    }
    await browser.press('/portal/sign-in/check-code', { code: otherCode(first) });
    expect((await browser.open('/portal/sign-in/code')).words).toContain('4 tries left');
  });
});

describe('a link of another site, signed in', () => {
  /** As a browser sends it: without the Strict cookie of the session. */
  async function follow(browser: CustomerBrowser, path: string) {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    const outside = newBrowser();
    for (const [name, value] of browser.cookies) {
      if (!name.includes('dar-portal')) outside.cookies.set(name, value);
    }
    let page = await outside.open(path, headers);
    for (const [name, value] of outside.cookies) browser.cookies.set(name, value);
    if (page.status === 303) {
      page = await outside.open(page.headers.location ?? '', headers);
      for (const [name, value] of outside.cookies) browser.cookies.set(name, value);
    }
    return page;
  }

  const refreshTo = (text: string) =>
    /http-equiv="refresh" content="0;url=([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';

  async function signedIn() {
    const home = await enrolHousehold(account, origin);
    const browser = newBrowser();
    await signInByPasskey(browser, home.device);
    expect((await openRecords(browser)).status).toBe(200);
    return { home, browser };
  }

  test('to a page of the portal leads on to it by one step', async () => {
    const { browser } = await signedIn();
    const step = await follow(browser, '/portal/passkeys');
    expect(refreshTo(step.text)).toBe(`${origin}/portal/passkeys`);
    const page = await browser.open('/portal/passkeys', { 'sec-fetch-site': 'same-origin' });
    expect(page.status).toBe(200);
  });

  test('that names the meter point and a way back leads to the list with the way back', async () => {
    const { home, browser } = await signedIn();
    const back = encodeURIComponent('https://northwind.example/account');
    const step = await follow(browser, `/portal?mpxn=${home.mpxn}&return=${back}`);
    expect(refreshTo(step.text)).toBe(`${origin}/portal/sign-in`);
    expect(step.text).not.toContain(home.mpxn);
    const signIn = await browser.open('/portal/sign-in', { 'sec-fetch-site': 'same-origin' });
    expect(signIn.headers.location ?? signIn.text).toContain('/portal/records');
    expect((await openRecords(browser)).words).toContain('northwind.example');
  });

  test('that names another meter point takes a fresh proof', async () => {
    const { browser } = await signedIn();
    const elsewhere = await createHousehold(account);
    await follow(browser, `/portal?mpxn=${elsewhere.mpxn}`);
    const signIn = await browser.open('/portal/sign-in', { 'sec-fetch-site': 'same-origin' });
    expect(signIn.requestOptions).not.toBeNull();
  });
});

describe('an address of no page', () => {
  test.each([
    '/portal/download/x',
    '/portal/supplier/callback/nobody',
    '/dashboard/webhooks/abc',
    '/portal/records=',
    '/nowhere=',
  ])('%s is answered in words', async (path) => {
    const page = await newBrowser().open(path);
    expect([303, 307, 404]).toContain(page.status);
    if (page.status === 404) expect(page.words.length).toBeGreaterThan(40);
  });

  test('a page that is not there has its words in the document, compressed too', async () => {
    for (const encoding of ['identity', 'gzip']) {
      const answer = await fetch(`${origin}/magic-link/nothing`, {
        headers: { 'accept-encoding': encoding },
      });
      expect(answer.status, encoding).toBe(404);
      expect(await answer.text(), encoding).toContain('This link is not valid');
    }
  });

  test('no stranger can say that a page is not there', async () => {
    const page = await newBrowser().open('/', { 'x-register-missing-page': '1' });
    expect(page.status).toBe(200);
  });
});

describe('a form of ours', () => {
  const send = (headers: Record<string, string>) =>
    newBrowser().press('/portal/sign-in/meter-point', { mpxn: '1200023456781' }, headers);

  test('is taken where the browser hides its origin but says that it is the same', async () => {
    expect((await send({ origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });

  test.each([
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['a hidden origin of another site', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a hidden origin and nothing else', { origin: 'null' }],
    [
      'a hidden origin and another site’s referer',
      { origin: 'null', referer: 'https://elsewhere.example/' },
    ],
  ] as const)('is refused with %s, in words and with a way on', async (_which, headers) => {
    const answer = await send(headers);
    expect(answer.status).toBe(403);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.text).toContain('This did not come from our page');
    expect(answer.text).toContain(`href="${origin}/"`);
  });

  test('is taken with our own referer alone', async () => {
    const answer = await send({ origin: 'null', referer: `${origin}/portal/sign-in` });
    expect(answer.status).toBe(303);
  });
});
