// The clock of the register steps while that of PostgreSQL does not.
// @module-tag postgres
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runNpm } from '../cli/run-npm';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { httpRequest } from '../../harness/http-request';
import { openMailbox } from '../../harness/mailbox';
import { startWebhookReceiver, type WebhookReceiver } from '../../harness/webhook-receiver';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { expectError } from './support/expect-error';
import { createHousehold, randomMpxn } from '../../harness/callers/household';
import { linkIn } from '../../harness/callers/mailed';
import { usePasskey } from '../../harness/callers/passkey-page';
import { registerAccess, revoke, stateOf } from '../../harness/callers/registered-access';
import { startOwn, statusOf } from '../../harness/callers/reidentification';
import { createHook } from './support/webhooks';

const MINUTE_MS = 60_000;
const HOUR_S = 3600;
const DAY_MS = 86_400_000;

let mail: FakeResend;
let receiver: WebhookReceiver;
let register: OwnRegister;
let account: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  mail = await startFakeResend();
  receiver = await startWebhookReceiver();
  const env = { ...mail.env, ALLOW_LOOPBACK_WEBHOOKS: '1' };
  register = await startOwnRegister({ name: 'clock-steps', env });
  account = await register.client.createAccount();
  customer = await enrolHousehold(account, register.origin);
});
afterAll(async () => {
  await receiver.close();
  await mail.close();
});

/** Both ways to prove, a mail and a webhook, all at the clock as it now stands. */
async function expectAllToWork(): Promise<void> {
  const started = await startOwn(customer, { method: 'passkey-assert' });
  const done = await usePasskey(customer.browser, customer.device, started.page);
  expect(done.body.result).toBe('done');
  expect((await statusOf(started)).status).toBe('confirmed');

  const household = await createHousehold(account);
  const mailed = await startOwn(household, { method: 'magic-link' });
  const sent = await openMailbox(mail.url).waitForMail(household.email ?? '', {
    timeoutMs: 20_000,
  });
  const pressed = await new CustomerBrowser(register.origin).press(`${linkIn(sent)}/confirm`);
  expect(pressed.status).toBe(303);
  expect((await statusOf(mailed)).status).toBe('confirmed');

  const endpoint = receiver.endpoint();
  await createHook(account, endpoint.url, { 'event-types': ['consent.withdrawal'] });
  const ak = await registerAccess(account, consentBody(household.ir));
  expect((await revoke(account, ak)).status).toBe(200);
  expect(await stateOf(register.client, ak)).toBe('REVOKED');
  await endpoint.waitFor(1, 20_000);
  expect(endpoint.events().map(({ payload }) => payload.ak)).toEqual([ak]);
}

const exists = (mpxn: string) => account.call('GET', `/v1/identity-records/exists?mpxn=${mpxn}`);

/** Uses up what may be asked about one meter point in an hour. */
async function spendLimit(): Promise<string> {
  const mpxn = randomMpxn();
  const answers = await Promise.all(Array.from({ length: 60 }, () => exists(mpxn)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expectError(await exists(mpxn), 429, 'RATE001');
  return mpxn;
}

test('a minute backward: nothing is refused that was good, no limit starts anew, nothing waits', async () => {
  const token = await account.token();
  const mpxn = await spendLimit();
  const before = await startOwn(customer, { method: 'passkey-assert' });
  await register.clock.advance(-MINUTE_MS);
  expect(await account.token()).toBe(token);
  expect((await account.call('GET', '/v1/self')).status).toBe(200);
  const refused = await exists(mpxn);
  expectError(refused, 429, 'RATE001');
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(HOUR_S + 60);
  const done = await usePasskey(customer.browser, customer.device, before.page);
  expect(done.body.result).toBe('done');
  await expectAllToWork();
  account.forgetToken();
  expect((await account.call('GET', '/v1/self')).status).toBe(200);
});

test('a day forward: what had its time is over to the instant, and all else goes on', async () => {
  const mpxn = await spendLimit();
  const token = await account.token();
  const expiry = new Date(register.clock.now().getTime() + DAY_MS / 2).toISOString();
  const body = changed(consentBody(customer.ir), ['access-event.expiry', expiry]);
  const ak = await registerAccess(account, body);
  const open = await startOwn(customer, { method: 'passkey-assert' });
  await register.clock.advance(DAY_MS);
  const headers = { authorization: `Bearer ${token}` };
  expect((await register.client.call('GET', '/v1/self', { headers })).status).toBe(401);
  account.forgetToken();
  register.client.admin.forgetToken();
  expect(await stateOf(register.client, ak)).toBe('EXPIRED');
  expect((await statusOf(open)).status).toBe('expired');
  expect((await exists(mpxn)).status).toBe(200);
  await expectAllToWork();
});

test('a day backward again, as after a mended clock: all goes on', async () => {
  await register.clock.advance(-DAY_MS);
  account.forgetToken();
  await expectAllToWork();
});

test('through all of it no duration was negative, and the audit chain is whole', async () => {
  const lines = register
    .logs()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  const times = lines.map((line) => (JSON.parse(line) as { ms?: number }).ms ?? 0);
  expect(times.filter((ms) => ms < 0 || ms > MINUTE_MS)).toEqual([]);
  const metrics = (await httpRequest(`${register.listenUrl}/metrics`)).text;
  expect(metrics.match(/^register_\w+(?:\{.*\})? -.*$/gm)).toBeNull();
  const databaseUrl = register.databaseUrl ?? '';
  // The embedded database belongs to one process, and the folder goes with the register.
  if (inject('postgresServer') === null) await register.kill();
  const { code, stdout } = await runNpm(
    { DATA_DIR: register.dataDir, DATABASE_URL: databaseUrl },
    'audit:verify',
  );
  expect(stdout).toContain('whole');
  expect(code).toBe(0);
  await register.stop();
});
