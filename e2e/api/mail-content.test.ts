import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import type { SentMail } from '../../harness/fake-resend';
import { httpRequest } from '../../harness/http-request';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold, RETURN_URL, type Household } from '../../harness/callers/household';
import { codeIn, isCodeMail, linkIn } from '../../harness/callers/mailed';
import { fieldsOf } from '../../harness/callers/passkey-page';
import { REIDENTIFY, startAcross, startOwn } from '../../harness/callers/reidentification';

const { client, origin, mailbox } = sharedRegister();

let account: ApiAccount;
let asker: ApiAccount;

beforeAll(async () => {
  account = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  asker = await client.createAccount({ 'display-name': 'Brightmeter' });
});

/** The English and the Welsh half of the plain text, in the mail's order. */
const halves = (mail: SentMail) => mail.text.split(/^-{20,}$/m);

describe('the mail with a magic link', () => {
  let household: Household;
  let mail: SentMail;
  let reference: string;

  beforeAll(async () => {
    household = await createHousehold(account);
    const started = await startOwn(household, {
      method: 'magic-link',
      'redirect-url': RETURN_URL,
    });
    const digits = started.tokenRef.slice(-8).toUpperCase();
    reference = `${digits.slice(0, 4)} ${digits.slice(4)}`;
    mail = await mailbox.waitForMail(household.email ?? '');
  });

  test('comes from the register, to the customer alone', () => {
    expect(mail.from).toBe('Central Access Register <no-reply@central.consent>');
    expect(mail.to).toEqual([household.email]);
  });

  test('says who asks, about which meter point, how long it works and where it goes back to', () => {
    const ending = household.mpxn.slice(-4);
    for (const half of halves(mail)) {
      for (const said of ['Northwind Energy', ending, '15 ', 'northwind.example']) {
        expect(half).toContain(said);
      }
    }
    expect(mail.subject).toContain('Northwind Energy');
  });

  test('names the request as its page does, which also says where the mail went', async () => {
    for (const half of halves(mail)) expect(half).toContain(reference);
    const page = await new CustomerBrowser(origin).open(linkIn(mail));
    expect(page.words).toContain(`Reference ${reference}`);
    expect(page.words).toMatch(/Email sent to ?\S\*+\S?@example\.com/);
  });

  test('is in English first and in Welsh, in HTML and plain text', () => {
    const [first, second] = halves(mail);
    expect(first).toContain('asks you to confirm who you are');
    expect(second).toContain('yn gofyn i chi gadarnhau pwy ydych chi');
    expect(mail.html).toContain('asks you to confirm who you are');
    expect(mail.html).toContain('yn gofyn i chi gadarnhau pwy ydych chi');
    expect(mail.html).toMatch(/<[^>]+lang="cy"/);
  });

  test('says what to do if it was not asked for, in both languages', () => {
    const [first, second] = halves(mail);
    expect(first).toContain('If you do not want this, or did not expect it');
    expect(second).toContain('Os nad ydych eisiau hyn, neu nad oeddech yn ei ddisgwyl');
  });

  test('has one link that answers and one to how mails are checked, and loads nothing', () => {
    const link = linkIn(mail);
    expect(link.startsWith(`${origin}/magic-link/`)).toBe(true);
    const targets = [...mail.html.matchAll(/\b(?:href|src|background)="([^"]+)"/g)];
    expect(new Set(targets.map(([, target]) => target))).toEqual(
      new Set([link, `${origin}/genuine`]),
    );
    expect(mail.html).not.toMatch(/<img|<script|<link|url\(/i);
  });

  test('carries no code, no meter point and no id', () => {
    expect(() => codeIn(mail)).toThrow();
    const bare = `${mail.subject}${mail.text}${mail.html}`.replaceAll(linkIn(mail), '');
    expect(bare).not.toContain(household.mpxn);
    expect(bare).not.toMatch(/\b(?:ir|mlr|pks|tid)_[0-9a-f]{8}/);
  });

  test('has an idempotency key', () => {
    expect(mail.idempotencyKey).toMatch(/^\S{8,}$/);
  });
});

test('a link that ends on our own page says so', async () => {
  const household = await createHousehold(account);
  await startOwn(household, { method: 'magic-link' });
  const mail = await mailbox.waitForMail(household.email ?? '');
  expect(mail.text).toContain('You finish on our own website');
});

describe('the mail with a code', () => {
  test.each([
    ['en', /^[^]*Your six-digit code[^]*Eich cod chwe digid/],
    ['cy', /^[^]*Eich cod chwe digid[^]*Your six-digit code/],
  ])("is in the page's language, %s, first", async (language, order) => {
    const household = await createHousehold(account);
    const { page } = await startAcross(asker, household.mpxn, { method: 'passkey-register' });
    const browser = new CustomerBrowser(origin);
    await browser.press('/passkey/email', fieldsOf(page), { 'accept-language': language });
    const mail = await mailbox.waitForMail(household.email ?? '', { where: isCodeMail });
    expect(mail.text).toMatch(order);
    expect(mail.text).toContain('Brightmeter');
    expect(mail.html).toContain(codeIn(mail));
    expect(mail.subject).not.toContain(codeIn(mail));
  });
});

test('headers that name another host never reach a link or a redirect', async () => {
  const forged = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '8443',
    forwarded: 'host=evil.example;proto=https',
    'x-original-host': 'evil.example',
    'x-host': 'evil.example',
  };
  const household = await createHousehold(account);
  const authorization = `Bearer ${await account.token()}`;
  const body = JSON.stringify({ mpxn: household.mpxn, method: 'magic-link' });
  const started = await httpRequest(`${origin}${REIDENTIFY}`, {
    method: 'POST',
    headers: { ...forged, authorization, 'content-type': 'application/json' },
    body,
  });
  const passkey = await httpRequest(`${origin}${REIDENTIFY}`, {
    method: 'POST',
    headers: { ...forged, authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ mpxn: household.mpxn, method: 'passkey-register' }),
  });
  const mail = await mailbox.waitForMail(household.email ?? '');
  const browser = new CustomerBrowser(origin);
  const page = await browser.open(linkIn(mail), forged);
  const pressed = await browser.press(`${linkIn(mail)}/confirm`, {}, forged);
  expect([started.status, passkey.status, page.status, pressed.status]).toEqual([
    200, 200, 200, 303,
  ]);
  expect(pressed.headers.location).toBe(`${origin}/done`);
  expect(linkIn(mail).startsWith(`${origin}/`)).toBe(true);
  for (const answer of [started, passkey, page, pressed, mail]) {
    expect(JSON.stringify(answer)).not.toContain('evil.example');
  }
});
