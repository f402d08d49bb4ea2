import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { askForCode, proveByCode, typeCode } from './support/email-proof';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, credentialsOf, RETURN_URL } from '../../harness/callers/household';
import { codeIn, isCodeMail, linkIn, otherCode } from '../../harness/callers/mailed';
import { fieldsOf, stepOf, usePasskey, withWay } from '../../harness/callers/passkey-page';
import { startAcross, statusOf, type Started } from '../../harness/callers/reidentification';

const { client, origin, mailbox } = sharedRegister();

let creator: ApiAccount;
let asker: ApiAccount;

beforeAll(async () => {
  creator = await client.createAccount();
  asker = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
});

interface Waiting {
  started: Started;
  browser: CustomerBrowser;
  email: string;
  ask: () => ReturnType<typeof askForCode>;
}

/** An enrolment page that waits for the customer's e-mail to be proved. */
async function waitingPage(fields = {}): Promise<Waiting> {
  const household = await createHousehold(creator);
  const started = await startAcross(asker, household.mpxn, {
    method: 'passkey-register',
    ...fields,
  });
  const browser = new CustomerBrowser(origin);
  const email = household.email ?? '';
  return { started, browser, email, ask: () => askForCode(browser, mailbox, started.page, email) };
}

const stepAt = async ({ browser, started }: Waiting) => stepOf(await browser.open(started.page));

describe.concurrent('the mail', () => {
  test('goes out on a press, never on opening the page', async () => {
    const waiting = await waitingPage();
    for (let round = 0; round < 5; round += 1) expect(await stepAt(waiting)).toBe('prove-email');
    await waiting.ask();
    const codes = (await mailbox.mailsTo(waiting.email)).filter(isCodeMail);
    expect(codes).toHaveLength(1);
    expect(await stepAt(waiting)).toBe('enter-code');
  });

  test('is no way out where the record has no e-mail', async () => {
    const customer = await enrolHousehold(creator, origin, { email: null });
    const { page } = await startAcross(asker, customer.mpxn, { method: 'passkey-assert' });
    const answer = await customer.browser.press('/passkey/email', fieldsOf(page));
    expect(answer.status).toBe(303);
    expect(stepOf(await customer.browser.open(withWay(page, 'mail')))).toBe('assert');
  });

  test('asked for again holds another code, and the earlier one ends', async () => {
    const waiting = await waitingPage();
    const first = await waiting.ask();
    const second = await waiting.ask();
    expect(linkIn(second)).not.toBe(linkIn(first));
    await waiting.browser.press(`${linkIn(first)}/confirm`);
    expect(await stepAt(waiting)).toBe('enter-code');
    await typeCode(waiting.browser, waiting.started.page, codeIn(second));
    expect(await stepAt(waiting)).toBe('enrol');
  });
});

describe.concurrent('the code', () => {
  test('may be typed with spaces and a dash', async () => {
    const waiting = await waitingPage();
    const code = codeIn(await waiting.ask());
    await typeCode(
      waiting.browser,
      waiting.started.page,
      ` ${code.slice(0, 3)} - ${code.slice(3)} `,
    );
    expect(await stepAt(waiting)).toBe('enrol');
  });

  test('still counts after four wrong ones', async () => {
    const waiting = await waitingPage();
    const code = codeIn(await waiting.ask());
    for (let wrong = 0; wrong < 4; wrong += 1) {
      await typeCode(waiting.browser, waiting.started.page, otherCode(code));
      expect(await stepAt(waiting)).toBe('enter-code');
    }
    await typeCode(waiting.browser, waiting.started.page, code);
    expect(await stepAt(waiting)).toBe('enrol');
  });

  test('ends with the fifth wrong one; a new mail helps', async () => {
    const waiting = await waitingPage();
    const code = codeIn(await waiting.ask());
    for (let wrong = 0; wrong < 5; wrong += 1) {
      await typeCode(waiting.browser, waiting.started.page, otherCode(code));
    }
    await typeCode(waiting.browser, waiting.started.page, code);
    expect(await stepAt(waiting)).not.toBe('enrol');
    await typeCode(waiting.browser, waiting.started.page, codeIn(await waiting.ask()));
    expect(await stepAt(waiting)).toBe('enrol');
  });

  test('has five tries, however many come at once', { tags: 'postgres' }, async () => {
    const waiting = await waitingPage();
    const code = codeIn(await waiting.ask());
    await Promise.all(
      Array.from({ length: 12 }, () =>
        typeCode(waiting.browser, waiting.started.page, otherCode(code)),
      ),
    );
    await typeCode(waiting.browser, waiting.started.page, code);
    expect(await stepAt(waiting)).not.toBe('enrol');
  });

  test('counts in the browser that asked for it alone, and other browsers use up no try', async () => {
    const waiting = await waitingPage();
    const code = codeIn(await waiting.ask());
    const stranger = new CustomerBrowser(origin);
    await stranger.open(waiting.started.page);
    await typeCode(stranger, waiting.started.page, code);
    expect(stepOf(await stranger.open(waiting.started.page))).toBe('prove-email');
    for (let wrong = 0; wrong < 6; wrong += 1) {
      await typeCode(stranger, waiting.started.page, otherCode(code));
    }
    expect(await stepAt(waiting)).toBe('enter-code');
    await typeCode(waiting.browser, waiting.started.page, code);
    expect(await stepAt(waiting)).toBe('enrol');
  });

  test('opens the enrolment in the browser that typed it alone', async () => {
    const waiting = await waitingPage();
    await typeCode(waiting.browser, waiting.started.page, codeIn(await waiting.ask()));
    const stranger = new CustomerBrowser(origin);
    expect(stepOf(await stranger.open(waiting.started.page))).toBe('prove-email');
  });

  test('of one page is none for another page of the same browser', async () => {
    const waiting = await waitingPage();
    const other = await waitingPage();
    const code = codeIn(await waiting.ask());
    await askForCode(waiting.browser, mailbox, other.started.page, other.email);
    await typeCode(waiting.browser, other.started.page, code);
    expect(stepOf(await waiting.browser.open(other.started.page))).toBe('enter-code');
  });
});

describe.concurrent('the link', () => {
  test('leads the asking browser on, once', async () => {
    const waiting = await waitingPage();
    const link = linkIn(await waiting.ask());
    const pressed = await waiting.browser.press(`${link}/confirm`);
    expect([pressed.status, pressed.headers.location]).toEqual([303, waiting.started.page]);
    expect(await stepAt(waiting)).toBe('enrol');
    expect((await waiting.browser.press(`${link}/confirm`)).status).toBe(409);
  });

  test('pressed in another browser says so, points to the code and does not count', async () => {
    const waiting = await waitingPage();
    const mail = await waiting.ask();
    const stranger = new CustomerBrowser(origin);
    const page = await stranger.open(linkIn(mail));
    expect(page.actions).not.toContain(`${new URL(linkIn(mail)).pathname}/confirm`);
    expect(page.words).toContain('six-digit code');
    const pressed = await stranger.press(`${linkIn(mail)}/confirm`);
    expect(pressed.status).toBe(409);
    expect((await stranger.open('/done')).words).toContain(
      'Please go back to the browser where you started',
    );
    expect(await stepAt(waiting)).toBe('enter-code');
    expect(stepOf(await stranger.open(waiting.started.page))).toBe('prove-email');
    await waiting.browser.press(`${linkIn(mail)}/confirm`);
    expect(await stepAt(waiting)).toBe('enrol');
  });

  test('opened a hundred times proves nothing', async () => {
    const waiting = await waitingPage();
    const link = linkIn(await waiting.ask());
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        await waiting.browser.open(link);
        await waiting.browser.head(link);
      }),
    );
    expect(await stepAt(waiting)).toBe('enter-code');
  });

  test('and the code are one: after the code the link is used', async () => {
    const waiting = await waitingPage();
    const mail = await waiting.ask();
    await typeCode(waiting.browser, waiting.started.page, codeIn(mail));
    expect((await waiting.browser.press(`${linkIn(mail)}/confirm`)).status).toBe(409);
    expect(await stepAt(waiting)).toBe('enrol');
  });

  test('can be declined, which ends the request', async () => {
    const waiting = await waitingPage({ 'passkey-return-url': RETURN_URL });
    const link = linkIn(await waiting.ask());
    const answer = await new CustomerBrowser(origin).press(`${link}/decline`);
    expect(answer.headers.location).toBe(`${RETURN_URL}?dar-error=declined`);
    expect(await statusOf(waiting.started)).toMatchObject({ status: 'expired', declined: true });
  });
});

describe.concurrent('a customer whose device makes no passkey', () => {
  test('ends with the proved e-mail: confirmed by magic link, proven, no passkey made', async () => {
    const household = await createHousehold(creator);
    const started = await startAcross(asker, household.mpxn, {
      method: 'passkey-register',
      'passkey-return-url': RETURN_URL,
    });
    const browser = new CustomerBrowser(origin);
    await proveByCode(browser, mailbox, started.page, household.email ?? '');
    expect((await browser.open(started.page)).actions).toContain('/passkey/finish');
    const finished = await browser.press('/passkey/finish', fieldsOf(started.page));
    expect(finished.status).toBe(303);
    expect(finished.headers.location).toBe(`${RETURN_URL}?dar-passkey-token=${started.tokenRef}`);
    expect(await statusOf(started)).toMatchObject({
      method: 'passkey-register',
      status: 'confirmed',
      'confirmed-by': 'magic-link',
      assurance: 'proven',
    });
    expect(await credentialsOf(household)).toEqual([]);
  });

  test('cannot end so before the proof, nor from another browser', async () => {
    const waiting = await waitingPage();
    const { started, browser, email } = waiting;
    const finish = (from: CustomerBrowser) => from.press('/passkey/finish', fieldsOf(started.page));
    expect((await finish(browser)).headers.location).toBe(started.page);
    await proveByCode(browser, mailbox, started.page, email);
    expect((await finish(new CustomerBrowser(origin))).headers.location).toBe(started.page);
    expect((await statusOf(started)).status).toBe('pending');
    expect((await finish(browser)).headers.location).toBe(`${origin}/done`);
  });

  test('cannot end so where a passkey alone was proved', async () => {
    const customer = await enrolHousehold(creator, origin);
    const started = await startAcross(asker, customer.mpxn, { method: 'passkey-register' });
    await usePasskey(customer.browser, customer.device, withWay(started.page, 'new'));
    const view = await customer.browser.open(withWay(started.page, 'new'));
    expect(view.actions).not.toContain('/passkey/finish');
    await customer.browser.press('/passkey/finish', fieldsOf(started.page));
    expect((await statusOf(started)).status).toBe('pending');
  });
});

test('the way out by mail of an assertion page confirms, with its token-ref and parameter', async () => {
  const customer = await enrolHousehold(creator, origin);
  const started = await startAcross(asker, customer.mpxn, {
    method: 'passkey-assert',
    'passkey-return-url': RETURN_URL,
    state: 'x',
  });
  const browser = new CustomerBrowser(origin);
  const page = withWay(started.page, 'mail');
  expect(stepOf(await browser.open(page))).toBe('prove-email');
  const typed = await proveByCode(browser, mailbox, page, customer.email ?? '');
  expect(typed.status).toBe(303);
  expect(typed.headers.location).toBe(
    `${RETURN_URL}?dar-passkey-token=${started.tokenRef}&state=x`,
  );
  expect(await statusOf(started)).toMatchObject({
    method: 'passkey-assert',
    status: 'confirmed',
    'confirmed-by': 'magic-link',
    assurance: 'proven',
  });
});
