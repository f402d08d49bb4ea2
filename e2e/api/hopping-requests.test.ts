// Several processes are served by PostgreSQL only.
// @module-tag postgres
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { writeKeyRingFile } from '../../lib/platform/key-ring-file';
import { parseKeyRing, rotateKeyRing } from '../../lib/platform/key-ring-shape';
import { ApiAccount, basicAuth, type ApiAnswer } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { startHoppingFront, type HoppingFront } from '../../harness/hopping-front';
import { httpRequest } from '../../harness/http-request';
import { openMailbox } from '../../harness/mailbox';
import { startRegister, type RunningRegister } from '../../harness/start-register';
import { consentBody } from '../../harness/callers/access-record-body';
import { isLedOut, openDashboard } from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { expectError } from './support/expect-error';
import { createHousehold, randomMpxn } from '../../harness/callers/household';
import { linkIn } from '../../harness/callers/mailed';
import { answerOptions, complete, usePasskey } from '../../harness/callers/passkey-page';
import {
  isSignedOut,
  openRecords,
  recordIds,
  signInByMail,
  signInByPasskey,
  VERIFIED,
  withdraw,
} from './support/portal';
import { queryDatabase } from '../../harness/query-database';
import { statusOf, startOwn } from '../../harness/callers/reidentification';
import { registerAccess, registerConsent, revoke } from '../../harness/callers/registered-access';

const MINUTE_MS = 60_000;

/** Waits longer than a process keeps a key ring unread. */
const RING_MS = 1200;

// Embedded, a second process is refused: see settings.test.ts.
describe.skipIf(inject('postgresServer') === null)('behind a balancer that hops', () => {
  let front: HoppingFront;
  let mail: FakeResend;
  let first: OwnRegister;
  let second: RunningRegister;
  /** The same account, as it speaks to each. */
  let atFirst: ApiAccount;
  let atSecond: ApiAccount;
  let hopping: ApiAccount;

  const at = (register: { listenUrl: string }, { id, secret, duid }: ApiAccount) =>
    new ApiAccount(register.listenUrl, id, secret, duid);

  beforeAll(async () => {
    front = await startHoppingFront();
    mail = await startFakeResend();
    const { origin } = front;
    first = await startOwnRegister({ name: 'hop-first', origin, env: mail.env });
    const keyRing = { KEY_RING_FILE: path.join(first.dataDir, 'keys.json') };
    const env = { ...mail.env, ...keyRing, DATABASE_URL: first.databaseUrl ?? '' };
    second = await startRegister({ name: 'hop-second', origin, env });
    front.targets.push(first.listenUrl, second.listenUrl);
    atFirst = await first.client.createAccount();
    atSecond = at(second, atFirst);
    hopping = new ApiAccount(origin, atFirst.id, atFirst.secret, atFirst.duid);
  });
  afterAll(async () => {
    const [one = 0, other = 0] = front.given.values();
    expect(Math.abs(one - other)).toBeLessThanOrEqual(1);
    await second.stop();
    await first.stop();
    await mail.close();
    await front.close();
  });

  async function moveBoth(ms: number): Promise<void> {
    await Promise.all([first.clock.advance(ms), second.clock.advance(ms)]);
  }

  function askToken(register: { listenUrl: string }, id: string, secret: string) {
    return httpRequest(`${register.listenUrl}/v1/auth/token`, {
      headers: { authorization: basicAuth(id, secret) },
    });
  }

  async function selfAt(register: { listenUrl: string }, token: string): Promise<number> {
    const headers = { authorization: `Bearer ${token}` };
    return (await httpRequest(`${register.listenUrl}/v1/self`, { headers })).status;
  }

  test('a bearer token of one is good at the other, until the account is suspended', async () => {
    const account = await first.client.createAccount();
    const token = await account.token();
    expect(await selfAt(second, token)).toBe(200);
    await first.client.admin.call('POST', `/v1/admin/accounts/${account.id}/suspend`);
    expect(await selfAt(second, token)).toBe(403);
  });

  test('a bearer token signed with a key added just now is good at the other at once', async () => {
    const file = path.join(first.dataDir, 'keys.json');
    const account = await first.client.createAccount();
    const before = await account.token();
    await sleep(RING_MS);
    const ring = parseKeyRing(readFileSync(file, 'utf8'), file);
    // The other has just read the ring as it was.
    expect(await selfAt(second, before)).toBe(200);
    writeKeyRingFile(file, rotateKeyRing(ring, 'token', first.clock.now()));
    const after = await at(first, account).token();
    const keyOf = (token: string) => Buffer.from(token.split('.')[0] ?? '', 'base64url').toString();
    expect(keyOf(after)).not.toBe(keyOf(before));
    expect(await selfAt(second, after)).toBe(200);
    expect(await selfAt(second, before)).toBe(200);
  });

  test('a passkey page opened at one is answered at the other', async () => {
    const customer = await enrolHousehold(hopping, front.origin);
    for (let time = 0; time < 2; time += 1) {
      const started = await startOwn(customer, { method: 'passkey-assert' });
      const done = await usePasskey(customer.browser, customer.device, started.page);
      expect(done.body.result).toBe('done');
      expect((await statusOf(started)).status).toBe('confirmed');
    }
  });

  test('one answer of a passkey, given to both at once, counts once', async () => {
    const customer = await enrolHousehold(hopping, front.origin);
    const started = await startOwn(customer, { method: 'passkey-assert' });
    const page = await customer.browser.open(started.page);
    const response = answerOptions(customer.device, page);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => complete(customer.browser, started.page, response)),
    );
    const outcomes = answers.map(({ status, body }) => body.problem ?? status);
    expect(outcomes.filter((outcome) => outcome === 200)).toHaveLength(1);
    // Of the others each hears that the challenge was spent, or, when it comes after, that all is over.
    expect(outcomes.filter((outcome) => outcome === 'challenge' || outcome === 409)).toHaveLength(
      5,
    );
  });

  test('a magic link pressed at both at once confirms once', async () => {
    const mailbox = openMailbox(mail.url);
    for (let time = 0; time < 3; time += 1) {
      const household = await createHousehold(hopping);
      const started = await startOwn(household, { method: 'magic-link' });
      const link = linkIn(await mailbox.waitForMail(household.email ?? ''));
      const pressed = await Promise.all(
        Array.from({ length: 4 }, () => new CustomerBrowser(front.origin).press(`${link}/confirm`)),
      );
      expect(pressed.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
      expect((await statusOf(started)).status).toBe('confirmed');
      const events = await queryDatabase(
        first.databaseUrl ?? '',
        `SELECT 1 FROM audit_events WHERE token_ref = $1 AND event_type LIKE '%confirmed'`,
        [started.tokenRef],
      );
      expect(events).toHaveLength(1);
    }
  });

  test('a session of the portal is one at both, and ends at both', async () => {
    const customer = await enrolHousehold(hopping, front.origin, { fields: VERIFIED });
    await registerConsent({ ...customer, owner: hopping });
    const browser = new CustomerBrowser(front.origin);
    await signInByPasskey(browser, customer.device);
    const [id = ''] = recordIds(await openRecords(browser));
    expect(recordIds(await openRecords(browser))).toEqual([id]);
    expect((await withdraw(browser, id)).status).toBe(303);
    await browser.press('/portal/sign-out');
    for (let time = 0; time < 2; time += 1) {
      expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
    }
  });

  test('a code mailed for the portal is good wherever it is typed', async () => {
    const household = await createHousehold(hopping, { fields: VERIFIED });
    const browser = new CustomerBrowser(front.origin);
    await signInByMail(browser, openMailbox(mail.url), household.email ?? '');
    for (let time = 0; time < 2; time += 1) {
      expect((await openRecords(browser)).status).toBe(200);
    }
  });

  test('a session of a console is one at both, and a rotation at one ends it at the other', async () => {
    const account = await first.client.createAccount();
    const browser = await openDashboard(front.origin, account);
    for (let time = 0; time < 2; time += 1) {
      expect((await browser.open('/dashboard')).status).toBe(200);
    }
    await account.call('POST', '/v1/self/rotate-secret');
    for (let time = 0; time < 2; time += 1) {
      expect(isLedOut(await browser.open('/dashboard'))).toBe(true);
    }
  });

  test('a revocation at one is what verify answers at the other with the next request', async () => {
    const household = await createHousehold(atFirst);
    const path = (ak: string) => `${second.listenUrl}/v1/access-records/${ak}`;
    for (let time = 0; time < 20; time += 1) {
      const ak = await registerAccess(atFirst, consentBody(household.ir));
      expect((await httpRequest(path(ak))).text).toContain('"state":"ACTIVE"');
      expect((await revoke(atFirst, ak)).status).toBe(200);
      expect((await httpRequest(path(ak))).text).toContain('"state":"REVOKED"');
    }
  });

  test('an Idempotency-Key of one replays at the other, and at both at once does the work once', async () => {
    const household = await createHousehold(atFirst);
    const write = (account: ApiAccount, key: string) =>
      account.call('POST', '/v1/access-records', consentBody(household.ir), {
        'idempotency-key': key,
      });
    const answer = await write(atFirst, 'hop');
    expect(answer.status).toBe(201);
    expect((await write(atSecond, 'hop')).text).toBe(answer.text);

    const together = await Promise.all(
      [atFirst, atSecond, atFirst, atSecond].map((account) => write(account, 'both')),
    );
    const created = together.filter(({ status }) => status === 201);
    expect(new Set(created.map(({ text }) => text)).size).toBe(1);
    const others = together.filter(({ status }) => status !== 201);
    expect(others.every(({ status, headers }) => status === 409 && headers['retry-after'])).toBe(
      true,
    );
  });

  test('limits count together', async () => {
    const mpxn = randomMpxn();
    const exists = (account: ApiAccount): Promise<ApiAnswer<unknown>> =>
      account.call('GET', `/v1/identity-records/exists?mpxn=${mpxn}`);
    const allowed = await Promise.all(
      Array.from({ length: 60 }, (_, index) => exists(index % 3 === 0 ? atFirst : atSecond)),
    );
    expect(new Set(allowed.map(({ status }) => status))).toEqual(new Set([200]));
    for (const account of [atFirst, atSecond]) {
      expectError(await exists(account), 429, 'RATE001');
    }
  });

  test('a secret rotated at one: its grace is exact at the other, that knew the old one', async () => {
    let account = await first.client.createAccount();
    const statuses = async (secret: string) => {
      const answers = await Promise.all(
        [first, second].map((register) => askToken(register, account.id, secret)),
      );
      return answers.map(({ status }) => status);
    };
    expect(await statuses(account.secret)).toEqual([200, 200]);
    const rotate = async () => {
      const answer = await account.call<{ 'secret-key': string }>('POST', '/v1/self/rotate-secret');
      const secret = answer.body['secret-key'];
      // A token of the one before rotates nothing.
      account = new ApiAccount(first.listenUrl, account.id, secret, account.duid);
      return secret;
    };
    const original = account.secret;
    const newer = await rotate();
    const rotatedAt = first.clock.now().getTime();
    expect(await statuses(original)).toEqual([200, 200]);
    expect(await statuses(newer)).toEqual([200, 200]);
    // Seconds, for what the test does meanwhile.
    await moveBoth(15 * MINUTE_MS - 10_000 - (first.clock.now().getTime() - rotatedAt));
    expect(await statuses(original)).toEqual([200, 200]);
    await moveBoth(10_000);
    expect(await statuses(original)).toEqual([401, 401]);
    const newest = await rotate();
    expect(await statuses(newer)).toEqual([200, 200]);
    await rotate();
    // A secret replaced twice is gone, though its day is not over.
    expect(await statuses(newer)).toEqual([401, 401]);
    expect(await statuses(newest)).toEqual([200, 200]);
  });
});
