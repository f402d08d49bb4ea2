import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser, type Page } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, type Household } from '../../harness/callers/household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import { stepOf } from '../../harness/callers/passkey-page';
import { startOwn, statusOf, type Started } from '../../harness/callers/reidentification';
import { auditOf } from './support/audit-events';
import { openRecords, signInByMail, signInByPasskey, VERIFIED } from './support/portal';

const { client, mailbox, origin } = sharedRegister();

const HEADING = 'Waiting for your answer';

let northwind: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount({ 'display-name': 'Northwind Energy' });
});

const enrol = () => enrolHousehold(northwind, origin, { fields: VERIFIED });
const askByMail = (home: Household) => startOwn(home, { method: 'magic-link' });
const askByPasskey = (home: Household) => startOwn(home, { method: 'passkey-assert' });

async function byPasskey({ device }: EnrolledHousehold): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, device);
  return browser;
}

async function byMail({ email }: Household): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  await signInByMail(browser, mailbox, email ?? '');
  return browser;
}

const handlesIn = ({ text }: Page) =>
  [...text.matchAll(/name="request" value="([^"]+)"/g)].map(([, handle = '']) => handle);

/** The one that the list names. */
async function handleIn(browser: CustomerBrowser): Promise<string> {
  const [handle = 'none'] = handlesIn(await openRecords(browser));
  return handle;
}

const answer = (browser: CustomerBrowser, request: string) =>
  browser.press('/portal/requests/answer', { request });
const refuse = (browser: CustomerBrowser, request: string) =>
  browser.press('/portal/requests/refuse', { request });

const OVER = `${origin}/portal/records?problem=request-over`;
const isPending = async (started: Started) => (await statusOf(started)).status === 'pending';

describe('a request that waits', () => {
  test('stands in the customer’s own list, with who asks, until when, and its reference', async () => {
    const home = await enrol();
    const { tokenRef } = await askByPasskey(home);
    const reference = tokenRef
      .slice(-8)
      .toUpperCase()
      .replace(/^(.{4})/, '$1 ');
    const { words, text } = await openRecords(await byPasskey(home));
    expect(words).toContain(HEADING);
    expect(words).toMatch(
      /Northwind Energy Asks you to confirm who you are\. Asked on .* You can answer until \d\d:\d\d\./,
    );
    expect(words).toContain(`Reference ${reference}.`);
    expect(text).not.toContain(tokenRef);
  });

  test('is gone from it once it is answered, and none is there where nobody asks', async () => {
    const home = await enrol();
    const browser = await byPasskey(home);
    expect((await openRecords(browser)).words).not.toContain(HEADING);
    const { page } = await askByPasskey(home);
    expect((await openRecords(browser)).words).toContain(HEADING);
    const { session = '' } = Object.fromEntries(new URL(page).searchParams);
    await browser.press('/passkey/decline', { session, kind: 'assert' });
    expect((await openRecords(browser)).words).not.toContain(HEADING);
  });

  test('at another meter point, or of another household, is neither shown nor answered', async () => {
    const home = await enrol();
    const started = await askByPasskey(home);
    const handle = await handleIn(await byPasskey(home));
    const stranger = await byPasskey(await enrol());
    expect((await openRecords(stranger)).words).not.toContain(HEADING);
    for (const press of [answer, refuse]) {
      expect((await press(stranger, handle)).headers.location).toBe(OVER);
    }
    expect(await isPending(started)).toBe(true);
  });

  test('of a housemate is not shown, though all of the meter point is', async () => {
    const home = await enrol();
    const options = { fields: VERIFIED, mpxn: home.mpxn, isAnother: true };
    const housemate = await enrolHousehold(northwind, origin, options);
    await askByPasskey(housemate);
    expect((await openRecords(await byPasskey(home))).words).not.toContain(HEADING);
    expect((await openRecords(await byPasskey(housemate))).words).toContain(HEADING);
  });
});

describe('a mailed request', () => {
  test('is answered on the page of its own link, by who has just shown that the mailbox is theirs', async () => {
    const home = await createHousehold(northwind);
    const started = await askByMail(home);
    const mail = await mailbox.waitForMail(home.email ?? '', { where: isMagicLinkMail });
    const browser = await byMail(home);
    const led = await answer(browser, await handleIn(browser));
    expect([led.status, led.headers.location]).toEqual([303, linkIn(mail)]);
    expect(await isPending(started)).toBe(true);
    await browser.press(`${linkIn(mail)}/confirm`);
    expect(await statusOf(started)).toMatchObject({
      status: 'confirmed',
      'confirmed-by': 'magic-link',
    });
  });

  test('is left to the mail where another proof signed in, and the page says to which address', async () => {
    const home = await enrol();
    const started = await askByMail(home);
    const browser = await byPasskey(home);
    const page = await openRecords(browser);
    expect(page.actions).not.toContain('/portal/requests/answer');
    expect(page.words).toMatch(/To say yes, open the email that we sent to c\S*@/);
    expect(page.text).not.toContain(home.email);
    expect((await answer(browser, handlesIn(page)[0] ?? '')).headers.location).toBe(OVER);
    expect(await isPending(started)).toBe(true);
  });
});

describe('a request on a page', () => {
  test('is answered in the browser where it began, and nowhere else', async () => {
    const home = await enrol();
    const started = await askByPasskey(home);
    for (const browser of [await byPasskey(home), await byMail(home)]) {
      const page = await openRecords(browser);
      expect(page.actions).not.toContain('/portal/requests/answer');
      expect(page.words).toContain('To say yes, go back to the window where you began.');
      expect((await answer(browser, handlesIn(page)[0] ?? '')).headers.location).toBe(OVER);
    }
    expect(await isPending(started)).toBe(true);
  });
});

describe('saying no in the portal', () => {
  test('declines for good wherever the request began, and is audited as its customer’s', async () => {
    const home = await enrol();
    const started = await askByPasskey(home);
    const browser = await byPasskey(home);
    const handle = await handleIn(browser);
    const { headers } = await refuse(browser, handle);
    expect(headers.location).toBe(`${origin}/portal/records?problem=request-refused`);
    expect((await browser.open(headers.location ?? '')).words).toContain('You said no.');
    expect(await statusOf(started)).toMatchObject({ status: 'expired', declined: true });
    expect(stepOf(await new CustomerBrowser(origin).open(started.page))).toBe('ended');
    const { events } = await auditOf(client.admin, { event_type: 'reidentification.declined' });
    expect(events[0]).toMatchObject({ detail: { proved: true, reason: 'refused' } });
    expect((await refuse(browser, handle)).headers.location).toBe(OVER);
  });

  test('three times in a day stops the organisation from asking, as behind a mailed link', async () => {
    const home = await enrol();
    const browser = await byPasskey(home);
    for (let n = 0; n < 3; n += 1) {
      await askByPasskey(home);
      await refuse(browser, await handleIn(browser));
    }
    const path = `/v1/identity-records/${home.ir}/re-identify`;
    const { status } = await northwind.call('POST', path, { method: 'passkey-assert' });
    expect(status).toBe(429);
  });
});
