// The queue waits by the clock of the database.
// @module-tag postgres
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, RegisterClient } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { openMailbox, type Mailbox } from '../../harness/mailbox';
import {
  startWebhookReceiver,
  type Endpoint,
  type Received,
  type WebhookReceiver,
} from '../../harness/webhook-receiver';
import { auditOf } from './support/audit-events';
import { randomEmail } from '../../harness/callers/household';
import {
  askForTest,
  createHook,
  deliveriesOf,
  hookOf,
  patchHook,
  replayDelivery,
  sendTest,
  untilDelivery,
  untilTried,
  type Hook,
} from './support/webhooks';

// These tests move the time of a register of their own, forward only.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What a test's own requests may take on a slow machine. */
const SLACK = 20_000;
/** Longer than an event takes on its way, so that one more would be seen. */
const A_WHILE_MS = 1000;

/** From one failed try to the next (docs/api/webhooks.md#retries). */
const LADDER = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, DAY];

let register: OwnRegister;
let mail: FakeResend;
let mailbox: Mailbox;
let receiver: WebhookReceiver;
let client: RegisterClient;
let owner: ApiAccount;

beforeAll(async () => {
  mail = await startFakeResend();
  receiver = await startWebhookReceiver();
  register = await startOwnRegister({
    name: 'webhooks-time',
    env: { ALLOW_LOOPBACK_WEBHOOKS: '1', ...mail.env },
  });
  mailbox = openMailbox(mail.url);
  ({ client } = register);
  owner = await client.createAccount();
});

afterAll(async () => {
  await register.stop();
  await receiver.close();
  await mail.close();
});

async function pass(ms: number): Promise<void> {
  await register.clock.advance(ms);
  owner.forgetToken();
  client.admin.forgetToken();
}

async function newHook() {
  const endpoint = receiver.endpoint();
  const alerts = randomEmail();
  const hook = await createHook(owner, endpoint.url, { 'alert-email': alerts });
  return { endpoint, alerts, hook };
}

const remove = ({ wid }: Hook) => owner.call('DELETE', `/v1/webhooks/${wid}`);

test('retries come after 1, 5 and 30 minutes, 2 and 24 hours, then the event is undelivered and its owner told', async () => {
  const { endpoint, alerts, hook } = await newHook();
  endpoint.always = 500;
  const eventId = await sendTest(hook);
  for (const [index, step] of LADDER.entries()) {
    const tried = index + 1;
    const delivery = await untilTried(hook, eventId, tried);
    const last = Date.parse(delivery.attempts.at(-1)?.at ?? '');
    const wait = Date.parse(delivery['next-attempt-at'] ?? '') - last;
    expect(delivery.status).toBe('pending');
    expect(wait).toBeGreaterThanOrEqual(step);
    expect(wait).toBeLessThan(step + SLACK);
    await pass(step - SLACK);
    await sleep(A_WHILE_MS);
    expect(endpoint.received).toHaveLength(tried);
    await pass(SLACK);
  }
  const given = await untilDelivery(hook, eventId, ({ status }) => status === 'undelivered');
  expect(given.attempts).toHaveLength(6);
  expect(given).not.toHaveProperty('next-attempt-at');
  expect(new Set(endpoint.events().map((event) => event['event-id']))).toEqual(new Set([eventId]));
  expect(new Set(endpoint.received.map(({ raw }) => raw)).size).toBe(1);

  const mail = await mailbox.waitForMail(alerts);
  expect(mail.subject).toContain('could not be delivered');
  expect(mail.text).toContain(eventId);
  expect(mail.text).toContain(hook.wid);
  expect(await hookOf(hook)).toMatchObject({ active: true });
  await pass(2 * DAY);
  await sleep(A_WHILE_MS);
  expect(endpoint.received).toHaveLength(6);

  endpoint.always = 200;
  await replayDelivery(hook, eventId);
  const replayed = await untilDelivery(hook, eventId, ({ status }) => status === 'delivered');
  expect(replayed.attempts).toHaveLength(7);
  await remove(hook);
});

/** Moves time on until that many tries came: of a deleted webhook nobody is told when one was written down. */
async function passUntilTried(endpoint: Endpoint, count: number, step: number): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    await pass(step);
    for (let wait = 0; wait < 60 && endpoint.received.length < count; wait += 1) await sleep(100);
    if (endpoint.received.length >= count) return;
  }
  throw new Error(`${endpoint.received.length} of ${count} tries came`);
}

test('a deleted webhook is told nothing new, and what was queued is tried to the end of its ladder', async () => {
  const { endpoint, alerts, hook } = await newHook();
  endpoint.always = 500;
  const eventId = await sendTest(hook);
  await untilTried(hook, eventId, 1);
  const url = (await hookOf(hook))['callback-url'];
  expect((await remove(hook)).status).toBe(204);
  expect((await askForTest(hook)).status).toBe(404);
  // The URL is free again at once, and its new webhook has a secret of its own.
  const next = await createHook(owner, url);
  expect(next.secret).not.toBe(hook.secret);
  expect((await remove(next)).status).toBe(204);
  for (const [index, step] of LADDER.entries()) await passUntilTried(endpoint, index + 2, step);
  expect(new Set(endpoint.events().map((event) => event['event-id']))).toEqual(new Set([eventId]));
  expect((await mailbox.waitForMail(alerts)).text).toContain(eventId);
  await pass(2 * DAY);
  await sleep(A_WHILE_MS);
  expect(endpoint.received).toHaveLength(6);
});

test('every try is signed at its own time', async () => {
  const { endpoint, hook } = await newHook();
  endpoint.answers.push(500);
  await untilTried(hook, await sendTest(hook), 1);
  await pass(MINUTE);
  await endpoint.waitFor(2);
  const times = endpoint.received.map(({ headers }) => Number(headers['webhook-timestamp']));
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(60);
  await remove(hook);
});

test('after a rotation both secrets sign the standard header for 15 minutes, the new one alone the other', async () => {
  const { endpoint, hook } = await newHook();
  const { body } = await patchHook(hook, { 'rotate-secret': true });
  const [oldSecret, newSecret] = [hook.secret, body['signing-secret']];
  const verifiedBy = ({ raw, headers }: Received) => {
    // The library compares with the real time; the register's is shifted.
    const trio = headers as Record<string, string>;
    const signedBy = (secret: string) => {
      const at = new Date(Number(trio['webhook-timestamp']) * 1000);
      const expected = new Webhook(secret).sign(trio['webhook-id'] ?? '', at, raw);
      return trio['webhook-signature']?.split(' ').includes(expected);
    };
    const digest = createHmac('sha256', newSecret).update(raw).digest('hex');
    return {
      old: signedBy(oldSecret),
      new: signedBy(newSecret),
      own: trio['x-dar-signature'] === `sha256=${digest}`,
    };
  };
  await sendTest(hook);
  expect(verifiedBy(await endpoint.waitFor(1))).toEqual({ old: true, new: true, own: true });
  await pass(15 * MINUTE - SLACK);
  await sendTest(hook);
  expect(verifiedBy(await endpoint.waitFor(2))).toEqual({ old: true, new: true, own: true });
  await pass(SLACK);
  await sendTest(hook);
  expect(verifiedBy(await endpoint.waitFor(3))).toEqual({ old: false, new: true, own: true });
  await remove(hook);
});

describe('a webhook that fails', () => {
  test('for five days is switched off by its next failure, and its owner told', async () => {
    const { endpoint, alerts, hook } = await newHook();
    endpoint.always = 503;
    await untilTried(hook, await sendTest(hook), 1);
    await pass(4 * DAY);
    const second = await sendTest(hook);
    await untilTried(hook, second, 1);
    expect(await hookOf(hook)).toMatchObject({ active: true });
    await pass(DAY);
    await untilDelivery(hook, second, ({ status }) => status === 'undelivered');
    expect(await hookOf(hook)).toMatchObject({ active: false });
    const mail = await mailbox.waitForMail(alerts, {
      where: ({ subject }) => subject.includes('switched off'),
    });
    expect(mail.text).toContain('five days');
    const { events } = await auditOf(client.admin, { event_type: 'webhook.disabled' });
    expect(events[0]).toMatchObject({ detail: { wid: hook.wid, reason: 'failing' } });

    // Active again, it has five days again.
    await patchHook(hook, { active: true });
    await untilTried(hook, await sendTest(hook), 1);
    expect(await hookOf(hook)).toMatchObject({ active: true });
    await remove(hook);
  });

  test('and has nothing left to try is switched off after five days by the sweep', async () => {
    const { endpoint, hook } = await newHook();
    endpoint.always = 500;
    const eventId = await sendTest(hook);
    for (const [index, step] of LADDER.entries()) {
      await untilTried(hook, eventId, index + 1);
      await pass(step);
    }
    await untilDelivery(hook, eventId, ({ status }) => status === 'undelivered');
    await pass(3 * DAY);
    await sleep(A_WHILE_MS);
    expect(await hookOf(hook)).toMatchObject({ active: true });
    await pass(DAY);
    await expect.poll(async () => (await hookOf(hook)).active, { timeout: 10_000 }).toBe(false);
    await remove(hook);
  });

  test('and then succeeds once has five days from its next failure', async () => {
    const { endpoint, hook } = await newHook();
    endpoint.answers.push(500, 200);
    await untilTried(hook, await sendTest(hook), 1);
    await untilTried(hook, await sendTest(hook), 1);
    await pass(5 * DAY);
    endpoint.always = 500;
    await untilTried(hook, await sendTest(hook), 1);
    expect(await hookOf(hook)).toMatchObject({ active: true });
    await remove(hook);
  });

  test('with 410 is switched off at once, and its owner told', async () => {
    const { endpoint, alerts, hook } = await newHook();
    endpoint.always = 410;
    await sendTest(hook);
    const mail = await mailbox.waitForMail(alerts);
    expect(mail.subject).toContain('switched off');
    expect(mail.text).toContain('410');
    expect(await hookOf(hook)).toMatchObject({ active: false });
    await remove(hook);
  });
});

test('many undelivered events of one webhook are one mail an hour', async () => {
  const { endpoint, alerts, hook } = await newHook();
  endpoint.always = 500;
  const ids = [await sendTest(hook), await sendTest(hook), await sendTest(hook)];
  for (const [index, step] of LADDER.entries()) {
    for (const id of ids) await untilTried(hook, id, index + 1);
    await pass(step);
  }
  for (const id of ids) {
    await untilDelivery(hook, id, ({ status }) => status === 'undelivered');
  }
  await mailbox.waitForMail(alerts);
  await sleep(A_WHILE_MS);
  expect(await mailbox.mailsTo(alerts)).toHaveLength(1);
  await remove(hook);
});

test('what was in hand when the process was killed is sent again, under the same event-id', async () => {
  const { endpoint, hook } = await newHook();
  endpoint.answers.push('nothing');
  const eventId = await sendTest(hook);
  await endpoint.waitFor(1);
  await register.kill();
  await register.restart();
  await pass(30_000);
  const delivery = await untilTried(hook, eventId, 1);
  expect(delivery).toMatchObject({ status: 'delivered', attempts: [{ 'status-code': 200 }] });
  expect(endpoint.events().map((event) => event['event-id'])).toEqual([eventId, eventId]);
  await remove(hook);
});

test('a stop waits for what is in hand and writes it down', async () => {
  const { endpoint, hook } = await newHook();
  endpoint.answers.push((response) => {
    setTimeout(() => response.writeHead(200).end(), 3000);
  });
  const eventId = await sendTest(hook);
  await endpoint.waitFor(1);
  await register.restart();
  const [delivery] = await deliveriesOf(hook);
  expect(delivery).toMatchObject({
    'event-id': eventId,
    status: 'delivered',
    attempts: [{ 'status-code': 200 }],
  });
  expect(endpoint.received).toHaveLength(1);
  await remove(hook);
});
