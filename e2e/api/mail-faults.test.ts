// The queue sends again what failed.
// @module-tag postgres
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { freePort } from '../../harness/free-port';
import { httpRequest } from '../../harness/http-request';
import { consentBody } from '../../harness/callers/access-record-body';
import { confirmProposal } from '../../harness/callers/confirmed-proposal';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { proposedConsent } from '../../harness/callers/proposal';
import { registerAccess } from '../../harness/callers/registered-access';
import { createHousehold, type Household } from '../../harness/callers/household';
import { isMagicLinkMail } from '../../harness/callers/mailed';
import { startOwn } from '../../harness/callers/reidentification';

/** No request waits for a mail API, whose answer is waited for three times as long. */
const SOON_MS = 5000;
const SENT_MS = 90_000;

let port: number;
let mail: FakeResend | null = null;
let register: OwnRegister;
let account: ApiAccount;

beforeAll(async () => {
  port = await freePort();
  const env = { RESEND_BASE_URL: `http://127.0.0.1:${port}`, RESEND_API_KEY: 're_test_key' };
  register = await startOwnRegister({ name: 'mail-faults', env });
  account = await register.client.createAccount();
});
afterAll(async () => {
  await register.stop();
  await mail?.close();
});

/** Asks for a link for each of so many customers at once, and says how long the slowest took. */
async function askFor(count: number): Promise<{ households: Household[]; slowestMs: number }> {
  const households: Household[] = [];
  for (let index = 0; index < count; index += 1) households.push(await createHousehold(account));
  const times = await Promise.all(
    households.map(async (household) => {
      const started = performance.now();
      await startOwn(household, { method: 'magic-link' });
      return performance.now() - started;
    }),
  );
  return { households, slowestMs: Math.max(...times) };
}

const linksTo = (api: FakeResend, { email }: Household) =>
  api.mails.filter((one) => one.to.includes(email ?? '') && isMagicLinkMail(one));

async function settled(outcome: 'sent' | 'failed'): Promise<number> {
  const type = `mail.${outcome}`;
  const { body } = await register.client.admin.call<{ total: number }>(
    'GET',
    `/v1/admin/audit?event_type=${type}`,
  );
  return body.total;
}

/** Every customer gets one link, and nothing is left to send. */
async function expectOneEach(api: FakeResend, households: Household[], sent: number) {
  const counts = () => households.map((household) => linksTo(api, household).length);
  await expect.poll(counts, { timeout: SENT_MS }).toEqual(households.map(() => 1));
  await expect.poll(() => settled('sent'), { timeout: SENT_MS }).toBe(sent);
  const metrics = (await httpRequest(`${register.listenUrl}/metrics`)).text;
  expect(metrics).toContain('register_queue_jobs{queue="send-mail",state="waiting"} 0');
  expect(await settled('failed')).toBe(0);
  expect(counts()).toEqual(households.map(() => 1));
}

test('a mail API that is down: requests are not slowed, their mails go out when it is back', async () => {
  const { households, slowestMs } = await askFor(6);
  expect(slowestMs).toBeLessThan(SOON_MS);
  // Each has been tried in vain.
  await expect
    .poll(() => register.logs().match(/"mail not sent"/g)?.length ?? 0, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(6);
  mail = await startFakeResend(port);
  await expectOneEach(mail, households, 6);
});

test('a mail API that hangs, breaks off, fails and limits: each mail goes out later, once', async () => {
  if (mail === null) throw new Error('the mail API is not up');
  const before = mail.attempts.length;
  mail.failNext(3, { status: 429, retryAfter: 2 });
  mail.loseNext(2);
  mail.hangNext(2);
  mail.failNext(2, { status: 503 });
  const { households, slowestMs } = await askFor(8);
  expect(slowestMs).toBeLessThan(SOON_MS);
  await expectOneEach(mail, households, 14);
  const statuses = mail.attempts.slice(before).map(({ status }) => String(status));
  expect(statuses.sort()).toEqual([
    // Two of them for mails that the API had already, under the same key.
    ...Array<string>(8).fill('200'),
    ...['429', '429', '429', '503', '503', 'hung', 'hung', 'lost', 'lost'],
  ]);
});

test('a receipt whose first try was lost is the same when it is sent again', async () => {
  mail ??= await startFakeResend(port);
  const household = await enrolHousehold(account, register.origin);
  const { tokenRef } = await confirmProposal(household, proposedConsent());
  mail.loseNext(1);
  const token = { 'confirmation-token': tokenRef };
  await registerAccess(account, { ...consentBody(household.ir), ...token });
  const before = await settled('sent');
  // Another mail under the same key would be refused for good.
  await expect.poll(() => settled('sent'), { timeout: SENT_MS }).toBe(before + 1);
  expect(await settled('failed')).toBe(0);
  const sent = mail.mails.filter(({ to }) => to.includes(household.email ?? ''));
  expect(sent.filter(({ attachments }) => attachments.length > 0)).toHaveLength(1);
});
