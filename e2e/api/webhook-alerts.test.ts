import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { httpRequest } from '../../harness/http-request';
import { startWebhookReceiver, type WebhookReceiver } from '../../harness/webhook-receiver';
import { createHousehold, randomEmail } from '../../harness/callers/household';
import { isMagicLinkMail } from '../../harness/callers/mailed';
import { startOwn } from '../../harness/callers/reidentification';
import { askForTest, createHook, hookOf, patchHook, type Hook } from './support/webhooks';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const POLL_MS = 50;

/** At the limits of the contract, its time moved forward only. */
let register: OwnRegister;
let mail: FakeResend;
let receiver: WebhookReceiver;

beforeAll(async () => {
  mail = await startFakeResend();
  receiver = await startWebhookReceiver();
  register = await startOwnRegister({
    name: 'webhook-alerts',
    env: { ALLOW_LOOPBACK_WEBHOOKS: '1', OPERATOR_EMAIL: 'operator@example.org', ...mail.env },
  });
});
afterAll(async () => {
  await register.stop();
  await receiver.close();
  await mail.close();
});

/** A subscription whose endpoint is gone, and whose alerts go to a mailbox of its owner's choice. */
function goneHook(owner: ApiAccount, alerts: string): Promise<Hook> {
  const endpoint = receiver.endpoint();
  endpoint.always = 410;
  return createHook(owner, endpoint.url, { 'alert-email': alerts });
}

/** Has it switched off by its endpoint's answer, which its alert address is told. */
async function switchOff(hook: Hook): Promise<void> {
  if (!(await hookOf(hook)).active) await patchHook(hook, { active: true });
  const asked = await askForTest(hook);
  if (asked.status !== 202) throw new Error(`no test: ${asked.status}`);
  const isActive = async () => (await hookOf(hook)).active;
  await expect.poll(isActive, { timeout: 60_000, interval: POLL_MS }).toBe(false);
}

/** The mails to an address once none waits any more. */
async function mailsTo(address: string): Promise<number> {
  const nothingWaits = async () => {
    const { text } = await httpRequest(`${register.listenUrl}/metrics`);
    return ['waiting', 'active'].every((state) =>
      text.includes(`register_queue_jobs{queue="send-mail",state="${state}"} 0`),
    );
  };
  await expect.poll(nothingWaits, { timeout: 90_000, interval: POLL_MS }).toBe(true);
  return mail.mails.filter(({ to }) => to.includes(address)).length;
}

async function pass(ms: number, ...accounts: ApiAccount[]): Promise<void> {
  await register.clock.advance(ms);
  for (const account of [register.client.admin, ...accounts]) account.forgetToken();
}

describe('alert mails', () => {
  test('are one an hour for a subscription, however often it is switched off and on', async () => {
    const owner = await register.client.createAccount();
    const alerts = randomEmail();
    const hook = await goneHook(owner, alerts);
    for (let round = 0; round < 4; round += 1) await switchOff(hook);
    expect(await mailsTo(alerts)).toBe(1);
    await pass(HOUR, owner);
    for (let round = 0; round < 2; round += 1) await switchOff(hook);
    expect(await mailsTo(alerts)).toBe(2);
  });

  test(
    'are twenty a day for an account, however many subscriptions it has',
    { tags: 'postgres' },
    async () => {
      const owner = await register.client.createAccount();
      const alerts = randomEmail();
      const hooks = await Promise.all(Array.from({ length: 24 }, () => goneHook(owner, alerts)));
      await Promise.all(hooks.map(switchOff));
      expect(await mailsTo(alerts)).toBe(20);
      await pass(2 * HOUR, owner);
      await Promise.all(hooks.slice(0, 3).map(switchOff));
      expect(await mailsTo(alerts)).toBe(20);
      await pass(DAY, owner);
      await Promise.all(hooks.slice(0, 3).map(switchOff));
      expect(await mailsTo(alerts)).toBe(23);
    },
  );
});

test(
  'a customer’s link does not wait behind other mails, nor while those hang',
  { tags: 'postgres' },
  async () => {
    const noisy = await register.client.createAccount();
    const household = await createHousehold(await register.client.createAccount());
    const before = mail.mails.length;
    mail.hangNext(4);
    for (let index = 0; index < 12; index += 1) {
      const urls = [`https://host-${index}.example/back`];
      await noisy.call('PUT', '/v1/self/redirect-urls', { 'redirect-urls': urls });
    }
    const hung = () => mail.attempts.filter(({ status }) => status === 'hung').length;
    await expect.poll(hung, { timeout: 30_000 }).toBe(4);
    await startOwn(household, { method: 'magic-link' });
    const isSent = () => mail.mails.slice(before).some(isMagicLinkMail);
    await expect.poll(isSent, { timeout: 60_000, interval: POLL_MS }).toBe(true);
    expect(mail.mails.slice(before).findIndex(isMagicLinkMail)).toBe(0);
  },
);
