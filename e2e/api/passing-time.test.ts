// The database compares times, by a clock of its own where SQL says now().
// @module-tag postgres
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, RegisterClient } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { openMailbox, type Mailbox } from '../../harness/mailbox';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { declineAfterProof } from './support/decline-after-proof';
import { askForCode, proveByCode, typeCode } from './support/email-proof';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, RETURN_URL } from '../../harness/callers/household';
import {
  codeIn,
  isMagicLinkMail,
  isPasskeyAddedMail,
  linkIn,
  otherCode,
} from '../../harness/callers/mailed';
import {
  allowedIds,
  answerOptions,
  complete,
  fieldsOf,
  stepOf,
  usePasskey,
  withWay,
} from '../../harness/callers/passkey-page';
import { openRecords, signInByMail } from './support/portal';
import {
  REIDENTIFY,
  startAcross,
  startOwn,
  statusOf,
} from '../../harness/callers/reidentification';

// These tests move the time of a register of their own, forward only, and run at the contract's limits.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What a test's own requests may take on a slow machine. */
const SLACK = 20 * SECOND;

const ASSERT = { method: 'passkey-assert', 'passkey-return-url': RETURN_URL };
const REGISTER = { method: 'passkey-register' };

let register: OwnRegister;
let mail: FakeResend;
let mailbox: Mailbox;
let client: RegisterClient;
let creator: ApiAccount;
let asker: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  mail = await startFakeResend();
  register = await startOwnRegister({ name: 'passing-time', env: mail.env });
  mailbox = openMailbox(mail.url);
  ({ client } = register);
  creator = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  asker = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  customer = await enrolHousehold(creator, register.origin);
});

afterAll(async () => {
  await register.stop();
  await mail.close();
});

async function pass(ms: number): Promise<void> {
  await register.clock.advance(ms);
  for (const account of [creator, asker, client.admin]) account.forgetToken();
}

/** Makes it `ms` after `instant`, however long what came in between took. */
async function passFrom(instant: Date, ms: number): Promise<void> {
  await pass(instant.getTime() + ms - register.clock.now().getTime());
}

const newBrowser = () => new CustomerBrowser(register.origin);
const newDevice = () => new SoftwareAuthenticator({ origin: register.origin });

test('a mail that could not be sent is sent again, as the same mail', async () => {
  // The mail of the set-up must be out of the way.
  await mailbox.waitForMail(customer.email ?? '');
  const household = await createHousehold(creator);
  mail.failNext(1, { status: 500 });
  const attempted = mail.attempts.length;
  const started = await startOwn(household, { method: 'magic-link' });
  expect((await statusOf(started)).status).toBe('pending');
  const sent = await mailbox.waitForMail(household.email ?? '', { where: isMagicLinkMail });
  const attempts = mail.attempts.slice(attempted);
  const tries = attempts.filter(({ idempotencyKey }) => idempotencyKey === sent.idempotencyKey);
  expect(tries.map(({ status }) => status)).toEqual([500, 200]);
  expect((await newBrowser().press(`${linkIn(sent)}/confirm`)).status).toBe(303);
});

describe('a passkey page', () => {
  test('lives five minutes; then it says so and leads back with dar-error', async () => {
    const started = await startOwn(customer, { ...ASSERT, state: 'x' });
    await pass(5 * MINUTE - SLACK);
    expect(stepOf(await customer.browser.open(started.page))).toBe('assert');
    expect((await statusOf(started)).status).toBe('pending');
    const late = answerOptions(customer.device, await customer.browser.open(started.page));
    await pass(SLACK);
    expect(await statusOf(started)).toMatchObject({ status: 'expired', declined: false });
    const page = await customer.browser.open(started.page);
    expect(page.status).toBe(200);
    expect(stepOf(page)).toBe('ended');
    expect(page.words).toContain('Time is up for this request');
    expect(page.links).toContain(`${RETURN_URL}?dar-error=expired&state=x`);
    expect((await complete(customer.browser, started.page, late)).status).toBe(409);
    expect((await customer.browser.press('/passkey/decline', fieldsOf(started.page))).status).toBe(
      410,
    );
    expect(await statusOf(started)).toMatchObject({ status: 'expired', declined: false });
  });

  test('whose session is prolonged by a mail has challenges of five minutes still', async () => {
    const started = await startAcross(asker, customer.mpxn, ASSERT);
    const old = answerOptions(customer.device, await customer.browser.open(started.page));
    await askForCode(
      customer.browser,
      mailbox,
      withWay(started.page, 'mail'),
      customer.email ?? '',
    );
    await pass(5 * MINUTE);
    const refused = await complete(customer.browser, started.page, old);
    expect(refused.status).toBe(422);
    expect(refused.body).toEqual({ result: 'problem', problem: 'challenge' });
    expect((await usePasskey(customer.browser, customer.device, started.page)).status).toBe(200);
  });

  test('waits for its code for fifteen minutes, and five more after the proof', async () => {
    const household = await createHousehold(creator);
    const started = await startAcross(asker, household.mpxn, REGISTER);
    const browser = newBrowser();
    const asked = register.clock.now();
    const sent = await askForCode(browser, mailbox, started.page, household.email ?? '');
    await passFrom(asked, 15 * MINUTE - SLACK);
    await typeCode(browser, started.page, codeIn(sent));
    expect(stepOf(await browser.open(started.page))).toBe('enrol');
    await pass(5 * MINUTE - SLACK);
    expect((await usePasskey(browser, newDevice(), started.page)).status).toBe(200);
  });

  test('takes no code after fifteen minutes', async () => {
    const household = await createHousehold(creator);
    const started = await startAcross(asker, household.mpxn, REGISTER);
    const browser = newBrowser();
    const sent = await askForCode(browser, mailbox, started.page, household.email ?? '');
    await pass(15 * MINUTE);
    await typeCode(browser, started.page, codeIn(sent));
    expect((await statusOf(started)).status).toBe('expired');
    expect((await browser.press(`${linkIn(sent)}/confirm`)).status).toBe(410);
  });
});

test('a magic link works for fifteen minutes; then a press is a 410', async () => {
  const household = await createHousehold(creator);
  const asked = register.clock.now();
  const started = await startOwn(household, { method: 'magic-link', 'redirect-url': RETURN_URL });
  const link = linkIn(await mailbox.waitForMail(household.email ?? '', { where: isMagicLinkMail }));
  const browser = newBrowser();
  await passFrom(asked, 15 * MINUTE - SLACK);
  const path = `${new URL(link).pathname}/confirm`;
  expect((await browser.open(link)).actions).toContain(path);
  await pass(2 * SLACK);
  const page = await browser.open(link);
  expect(page.actions).not.toContain(path);
  expect(page.links).toContain(`${RETURN_URL}?dar-error=expired`);
  for (const action of ['confirm', 'decline']) {
    expect((await browser.press(`${link}/${action}`)).status).toBe(410);
  }
  expect((await browser.open('/done')).words).toContain('Time is up for this request');
  expect(await statusOf(started)).toMatchObject({ status: 'expired', declined: false });
});

test('a magic link is answered in the portal for ten minutes after its mailbox was shown, then by its mail', async () => {
  const home = await createHousehold(creator);
  const browser = new CustomerBrowser(register.origin);
  await signInByMail(browser, mailbox, home.email ?? '');
  await startOwn(home, { method: 'magic-link' });
  const answer = '/portal/requests/answer';
  await pass(10 * MINUTE - SLACK);
  expect((await openRecords(browser)).actions).toContain(answer);
  await pass(SLACK);
  const later = await openRecords(browser);
  expect(later.actions).not.toContain(answer);
  expect(later.actions).toContain('/portal/requests/refuse');
});

test('an ending is told for ten minutes', async () => {
  const household = await createHousehold(creator, { email: null });
  const { page } = await startOwn(household, REGISTER);
  const browser = newBrowser();
  await usePasskey(browser, newDevice(), page);
  expect((await browser.open('/done')).words).toContain('You have confirmed');
  await pass(10 * MINUTE);
  expect((await browser.open('/done')).words).toContain('Nothing is waiting for you here');
});

test('a bound return that never shows its code expires', async () => {
  const started = await startAcross(asker, customer.mpxn, { ...ASSERT, 'bind-return': true });
  const done = await usePasskey(customer.browser, customer.device, started.page);
  const code = new URL(done.body.location ?? '').searchParams.get('dar-return-code') ?? '';
  expect((await statusOf(started)).status).toBe('pending');
  await pass(HOUR);
  expect((await statusOf(started)).status).toBe('expired');
  expect((await statusOf(started, code)).status).toBe('expired');
});

describe('a reidentification-token', () => {
  async function confirmedToken(): Promise<string> {
    const started = await startAcross(asker, customer.mpxn, ASSERT);
    await usePasskey(customer.browser, customer.device, started.page);
    return started.tokenRef;
  }
  const use = (token: string) =>
    asker.call('POST', '/v1/access-records', {
      ...contractBody(),
      'reidentification-token': token,
    });

  test('links a record within the hour of its issue, and not after it', async () => {
    const [first, second] = [await confirmedToken(), await confirmedToken()];
    await pass(HOUR - 2 * SLACK);
    expect((await use(first)).status).toBe(201);
    await pass(2 * SLACK);
    const late = await use(second);
    expect(late.status).toBe(422);
    expect(late.errors).toMatchObject([{ field: 'reidentification-token' }]);
  });

  test('that expired unanswered is a 422', async () => {
    const { tokenRef } = await startAcross(asker, customer.mpxn, ASSERT);
    await pass(5 * MINUTE);
    expect((await use(tokenRef)).status).toBe(422);
  });
});

test('an access record reads EXPIRED from the very instant of its end', async () => {
  const expiry = new Date(register.clock.now().getTime() + HOUR);
  const body = changed(consentBody(customer.ir), [
    'access-event.expiry',
    expiry.toISOString().replace(/\.\d+Z$/, 'Z'),
  ]);
  const answer = await creator.call<{ 'access-token': { key: string } }>(
    'POST',
    '/v1/access-records',
    body,
  );
  const path = `/v1/access-records/${answer.body['access-token'].key}`;
  /** What is answered, and between which instants it was looked up. */
  const look = async () => {
    const from = register.clock.now().getTime();
    const { body: read } = await client.call<{
      response: { timestamp: string };
      'access-record': { 'access-event': { state: string } };
    }>('GET', path);
    const to = Date.parse(read.response.timestamp);
    return { from, to, state: read['access-record']['access-event'].state };
  };
  const end = Math.floor(expiry.getTime() / SECOND) * SECOND;
  await passFrom(new Date(end), -SLACK);
  const seen = [await look()];
  await passFrom(new Date(end), -SECOND / 2);
  while ((seen.at(-1)?.from ?? 0) < end) seen.push(await look());
  expect(seen[0]?.state).toBe('ACTIVE');
  expect(seen.at(-1)?.state).toBe('EXPIRED');
  for (const { from, to, state } of seen) {
    if (to < end) expect(state, `at ${from}`).toBe('ACTIVE');
    if (from >= end) expect(state, `at ${from}`).toBe('EXPIRED');
  }
});

test('a passkey in place of a lost one is unproven for a day, and proven then', async () => {
  const owner = await enrolHousehold(creator, register.origin);
  const started = await startOwn(owner, REGISTER);
  const [browser, device] = [newBrowser(), newDevice()];
  await proveByCode(browser, mailbox, withWay(started.page, 'mail'), owner.email ?? '');
  await usePasskey(browser, device, started.page);
  expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'unproven' });
  const offered = async () => {
    const { page } = await startAcross(asker, owner.mpxn, ASSERT);
    return allowedIds(await newBrowser().open(page));
  };
  const [passkey] = device.passkeys;
  expect(await offered()).toEqual([owner.passkeyId]);
  await pass(DAY - MINUTE);
  expect(await offered()).toEqual([owner.passkeyId]);
  await pass(MINUTE);
  expect((await offered()).sort()).toEqual([owner.passkeyId, passkey?.id].sort());
  const later = await startAcross(asker, owner.mpxn, ASSERT);
  await usePasskey(browser, device, later.page);
  expect(await statusOf(later)).toMatchObject({ status: 'confirmed', assurance: 'proven' });
});

test('a passkey can be undone from the mail for seven days', async () => {
  const owner = await enrolHousehold(creator, register.origin);
  const other = await enrolHousehold(creator, register.origin);
  const linkOf = async (household: EnrolledHousehold) =>
    linkIn(await mailbox.waitForMail(household.email ?? '', { where: isPasskeyAddedMail }));
  const [early, late] = [await linkOf(owner), await linkOf(other)];
  await pass(7 * DAY - MINUTE);
  expect((await newBrowser().press(`${early}/confirm`)).status).toBe(303);
  await pass(MINUTE);
  expect((await newBrowser().press(`${late}/confirm`)).status).toBe(410);
});

test('the pause after three declines ends after a day', async () => {
  const owner = await enrolHousehold(creator, register.origin);
  for (let round = 0; round < 3; round += 1) {
    await declineAfterProof(owner, (await startAcross(asker, owner.mpxn, REGISTER)).page);
  }
  const start = () => asker.call('POST', REIDENTIFY, { mpxn: owner.mpxn, ...ASSERT });
  await pass(DAY - MINUTE);
  const paused = await start();
  expect([paused.status, paused.errors[0]?.['error-code']]).toEqual([429, 'RATE001']);
  expect(Number(paused.headers['retry-after'])).toBeLessThanOrEqual(60);
  await pass(MINUTE);
  expect((await start()).status).toBe(200);
});

test('three declines spread over more than a day pause nothing', async () => {
  const owner = await enrolHousehold(creator, register.origin);
  for (let round = 0; round < 3; round += 1) {
    await declineAfterProof(owner, (await startAcross(asker, owner.mpxn, REGISTER)).page);
    await pass(13 * HOUR);
  }
  const answer = await asker.call('POST', REIDENTIFY, { mpxn: owner.mpxn, ...ASSERT });
  expect(answer.status).toBe(200);
});

test('codes of one record can be guessed twenty times a day', async () => {
  const household = await createHousehold(creator);
  const email = household.email ?? '';
  const started = await startAcross(asker, household.mpxn, REGISTER);
  const browser = newBrowser();
  const guess = async (code: string) => (await typeCode(browser, started.page, code)).status;
  for (let mails = 0; mails < 4; mails += 1) {
    const code = codeIn(await askForCode(browser, mailbox, started.page, email));
    for (let wrong = 0; wrong < 5; wrong += 1) expect(await guess(otherCode(code))).toBe(303);
  }
  const right = codeIn(await askForCode(browser, mailbox, started.page, email));
  expect(await guess(right)).not.toBe(200);
  expect(stepOf(await browser.open(started.page))).not.toBe('enrol');

  await pass(DAY);
  const next = await startAcross(asker, household.mpxn, REGISTER);
  await proveByCode(browser, mailbox, next.page, email);
  expect(stepOf(await browser.open(next.page))).toBe('enrol');
});
