import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedRegister, startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { httpRequest } from '../../harness/http-request';
import { openMailbox } from '../../harness/mailbox';
import { startWebhookReceiver } from '../../harness/webhook-receiver';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold } from '../../harness/callers/household';
import { linkIn } from '../../harness/callers/mailed';
import { startOwn } from '../../harness/callers/reidentification';
import { createHook, replayDelivery, sendTest, untilTried } from './support/webhooks';

const token = randomBytes(18).toString('base64url');
let mail: FakeResend;
let register: OwnRegister;

beforeAll(async () => {
  mail = await startFakeResend();
  register = await startOwnRegister({
    name: 'metrics',
    env: {
      METRICS_TOKEN: token,
      TRUSTED_PROXY_HOPS: '1',
      ALLOW_LOOPBACK_WEBHOOKS: '1',
      ...mail.env,
    },
  });
});
afterAll(async () => {
  await register.stop();
  await mail.close();
});

const read = (headers: Record<string, string> = {}) =>
  httpRequest(`${register.listenUrl}/metrics`, { headers });

/** The value of one line of the answer, 0 where there is none. */
async function valueOf(line: string): Promise<number> {
  const { status, text } = await read({ authorization: `Bearer ${token}` });
  expect(status).toBe(200);
  const found = text.split('\n').find((candidate) => candidate.startsWith(`${line} `));
  return Number(found?.slice(line.length + 1) ?? 0);
}

describe('who may read the metrics', () => {
  it('whoever has METRICS_TOKEN, where it is set, and nobody else', async () => {
    const answer = await read({ authorization: `Bearer ${token}` });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4; charset=utf-8$/);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.text).toContain('process_cpu_seconds_total');
    for (const authorization of ['', `Bearer ${token}x`, token]) {
      const refused = await read({ authorization });
      expect(refused.status).toBe(401);
      expect(refused.headers['www-authenticate']).toMatch(/^Bearer /);
      expect(refused.text).not.toContain('register_');
    }
  });

  it('without that setting, outside production, this machine alone', async () => {
    const shared = sharedRegister();
    expect((await httpRequest(`${shared.origin}/metrics`)).status).toBe(200);
    const open = await startOwnRegister({ name: 'metrics-open', env: { TRUSTED_PROXY_HOPS: '1' } });
    try {
      const from = (address: string) =>
        httpRequest(`${open.listenUrl}/metrics`, { headers: { 'x-forwarded-for': address } });
      for (const here of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1']) {
        expect((await from(here)).status, here).toBe(200);
      }
      for (const elsewhere of ['203.0.113.7', '2001:db8::1', '::2', 'localhost']) {
        expect((await from(elsewhere)).status, elsewhere).toBe(404);
      }
    } finally {
      await open.stop();
    }
  });
});

describe('the metrics tell', () => {
  it(
    'what webhooks wait for, since when, and what came of each try',
    { tags: 'postgres' },
    async () => {
      const receiver = await startWebhookReceiver();
      try {
        const { client } = register;
        const endpoint = receiver.endpoint();
        endpoint.answers.push(500);
        const account = await client.createAccount();
        const hook = await createHook(account, endpoint.url);
        const eventId = await sendTest(hook);
        await untilTried(hook, eventId, 1);
        expect(await valueOf('register_webhook_attempts_total{outcome="refused"}')).toBe(1);
        expect(await valueOf('register_webhook_deliveries{status="pending"}')).toBe(1);
        expect(await valueOf('register_webhook_oldest_pending_seconds')).toBeGreaterThan(0);
        await replayDelivery(hook, eventId);
        await untilTried(hook, eventId, 2);
        expect(await valueOf('register_webhook_attempts_total{outcome="delivered"}')).toBe(1);
        expect(await valueOf('register_webhook_deliveries{status="pending"}')).toBe(0);
        expect(await valueOf('register_webhook_oldest_pending_seconds')).toBe(0);
      } finally {
        await receiver.close();
      }
    },
  );

  it('how long calls took, by the path’s pattern and never by an address', async () => {
    const { client } = register;
    const unknown = `ak_${randomBytes(12).toString('hex')}`;
    const line =
      'register_api_request_duration_seconds_count{method="GET",path="/access-records/{ak}",status="4xx"}';
    const before = await valueOf(line);
    await client.call('GET', `/v1/access-records/${unknown}`);
    expect(await valueOf(line)).toBe(before + 1);
    expect(await valueOf('register_verify_duration_seconds_count{status="4xx"}')).toBe(before + 1);
    const { text } = await read({ authorization: `Bearer ${token}` });
    expect(text).not.toContain(unknown);
    expect(text).not.toContain(register.admin.id);
  });

  it('which re-identifications were started, confirmed and declined', async () => {
    const owner = await register.client.createAccount();
    const line = (outcome: string) =>
      `register_reidentifications_total{method="magic-link",outcome="${outcome}"}`;
    const household = await createHousehold(owner);
    const mailbox = openMailbox(mail.url);
    const browser = new CustomerBrowser(register.listenUrl);
    for (const [index, press] of ['confirm', 'decline', 'decline'].entries()) {
      await startOwn(household, { method: 'magic-link' });
      const sent = await mailbox.waitForMail(household.email ?? '', { count: index + 1 });
      const link = linkIn(sent);
      await browser.open(link);
      await browser.press(`${link}/${press}`);
      await browser.press(`${link}/${press}`);
    }
    expect(await valueOf(line('started'))).toBe(3);
    expect(await valueOf(line('confirmed'))).toBe(1);
    expect(await valueOf(line('declined'))).toBe(2);
    expect(await valueOf('register_mails_total{kind="magic-link",outcome="sent"}')).toBe(3);
  });

  it('how many mails wait, and for how long', { tags: 'postgres' }, async () => {
    const owner = await register.client.createAccount();
    const waiting = 'register_queue_jobs{queue="send-mail",state="waiting"}';
    expect(await valueOf(waiting)).toBe(0);
    expect(await valueOf('register_queue_oldest_waiting_seconds{queue="send-mail"}')).toBe(0);
    mail.failNext(1, { status: 500 });
    await startOwn(await createHousehold(owner), { method: 'magic-link' });
    await expect.poll(() => valueOf(waiting), { timeout: 20_000 }).toBe(1);
    await expect
      .poll(() => valueOf('register_queue_oldest_waiting_seconds{queue="send-mail"}'))
      .toBeGreaterThan(0);
    await expect.poll(() => valueOf(waiting), { timeout: 30_000 }).toBe(0);
  });
});
