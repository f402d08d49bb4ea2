// The queue works through SQL of its own.
// @module-tag postgres
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { startWebhookReceiver, type WebhookReceiver } from '../../harness/webhook-receiver';
import { reportTenancy } from './support/dcc-reports';
import { expectError, expectInvalid } from './support/expect-error';
import { createHousehold } from '../../harness/callers/household';
import { registerConsent } from '../../harness/callers/registered-access';
import {
  askForTest,
  createHook,
  deliveriesOf,
  hookOf,
  listDeliveries,
  patchHook,
  replayDelivery,
  sendTest,
  untilDelivery,
  untilSettled,
  untilTried,
} from './support/webhooks';

const { client } = sharedRegister();
/** Longer than an event takes on its way, so that one more would be seen. */
const A_WHILE_MS = 1200;

let receiver: WebhookReceiver;
let owner: ApiAccount;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  owner = await client.createAccount();
});
afterAll(() => receiver.close());

async function newHook() {
  const endpoint = receiver.endpoint();
  return { endpoint, hook: await createHook(owner, endpoint.url) };
}

describe('a replay', () => {
  test('sends a delivered event again: same event-id, same bytes, and one more try in the list', async () => {
    const { endpoint, hook } = await newHook();
    const eventId = await sendTest(hook);
    await untilTried(hook, eventId, 1);
    const answer = await replayDelivery(hook, eventId);
    expect([answer.status, answer.body['event-id']]).toEqual([202, eventId]);
    const again = await endpoint.waitFor(2);
    expect(again.raw).toBe(endpoint.received[0]?.raw);
    expect(again.headers['webhook-id']).toBe(eventId);
    const delivery = await untilTried(hook, eventId, 2);
    expect(delivery).toMatchObject({ status: 'delivered', attempts: [{}, {}] });
    expect(await deliveriesOf(hook)).toHaveLength(1);
  });

  test('of one that waits for its next try is a try at once', async () => {
    const { endpoint, hook } = await newHook();
    endpoint.answers.push(500);
    const eventId = await sendTest(hook);
    await untilTried(hook, eventId, 1);
    expect((await replayDelivery(hook, eventId)).status).toBe(202);
    expect(await untilTried(hook, eventId, 2)).toMatchObject({
      status: 'delivered',
      attempts: [{ 'status-code': 500 }, { 'status-code': 200 }],
    });
  });

  test('of what was never sent to this webhook is a 404', async () => {
    const [one, two] = [await newHook(), await newHook()];
    const eventId = await sendTest(one.hook);
    for (const unknown of [eventId, 'evt_000000000000000000000000', 'evt_1', 'x']) {
      expectError(await replayDelivery(two.hook, unknown), 404, 'NOT001');
    }
    await untilSettled(two.hook);
    expect(two.endpoint.received).toEqual([]);
  });
});

describe('a webhook that is switched off', () => {
  test('is sent nothing, tests and replays are a 409, and what was pending can be replayed later', async () => {
    const { endpoint, hook } = await newHook();
    endpoint.answers.push(500);
    const eventId = await sendTest(hook);
    await untilTried(hook, eventId, 1);
    await patchHook(hook, { active: false });
    const [given] = await deliveriesOf(hook);
    expect(given).toMatchObject({ status: 'undelivered' });
    expect(given).not.toHaveProperty('next-attempt-at');
    expectError(await replayDelivery(hook, eventId), 409, 'CON001');
    expectError(await askForTest(hook), 409, 'CON001');
    await untilSettled(hook);
    expect(endpoint.received).toHaveLength(1);

    await patchHook(hook, { active: true });
    await replayDelivery(hook, eventId);
    expect(await untilTried(hook, eventId, 2)).toMatchObject({ status: 'delivered' });
  });

  test('hears nothing afterwards of what happened meanwhile', async () => {
    const own = await client.createAccount();
    const dcc = await client.createAccount({ role: 'dcc' });
    const endpoint = receiver.endpoint();
    const hook = await createHook(own, endpoint.url);
    const household = await createHousehold(own);
    await registerConsent(household);
    await patchHook(hook, { active: false });
    await reportTenancy(dcc, household.mpxn, '2026-05-01');
    await patchHook(hook, { active: true });
    await reportTenancy(dcc, household.mpxn, '2026-05-02');
    const { event } = await endpoint.waitFor(1);
    expect(event.payload).toMatchObject({ 'effective-date': '2026-05-02' });
    expect(await deliveriesOf(hook)).toHaveLength(1);
  });

  test('is the answer of 410: at once, with what was pending undelivered', async () => {
    const { endpoint, hook } = await newHook();
    endpoint.always = 410;
    const eventId = await sendTest(hook);
    const delivery = await untilDelivery(hook, eventId, ({ status }) => status !== 'pending');
    expect(delivery).toMatchObject({
      status: 'undelivered',
      attempts: [{ 'status-code': 410 }],
    });
    expect(delivery).not.toHaveProperty('next-attempt-at');
    expect(await hookOf(hook)).toMatchObject({ active: false });
  });
});

describe('a suspended account', () => {
  test('is sent nothing until it is active again, and then all of it', async () => {
    const own = await client.createAccount();
    const { admin } = client;
    const endpoint = receiver.endpoint();
    const hook = await createHook(own, endpoint.url);
    const household = await createHousehold(own);
    await registerConsent(household);
    const dcc = await client.createAccount({ role: 'dcc' });
    await admin.call('POST', `/v1/admin/accounts/${own.id}/suspend`);
    await reportTenancy(dcc, household.mpxn, '2026-05-01');
    await sleep(A_WHILE_MS);
    expect(endpoint.received).toEqual([]);
    await admin.call('POST', `/v1/admin/accounts/${own.id}/reactivate`);
    const { event } = await endpoint.waitFor(1);
    expect(event['event-type']).toBe('tenancy.change');
    expect(await deliveriesOf(hook)).toMatchObject([{ 'event-id': event['event-id'] }]);
  });

  test('that is terminated has no active webhook any more', async () => {
    const own = await client.createAccount();
    const { wid } = await createHook(own, receiver.endpoint().url);
    await client.admin.call('POST', `/v1/admin/accounts/${own.id}/terminate`);
    const { body } = await client.admin.call<{ webhooks: { wid: string }[] }>(
      'GET',
      '/v1/admin/webhooks?limit=20',
    );
    const webhook = body.webhooks.find((one) => one.wid === wid);
    expect(webhook).toMatchObject({ active: false, 'disabled-reason': 'terminated' });
  });
});

describe('events about one record', () => {
  test('are first tried in their order, however slow the first is', async () => {
    const own = await client.createAccount();
    const dcc = await client.createAccount({ role: 'dcc' });
    const endpoint = receiver.endpoint();
    const other = await createHousehold(own);
    const household = await createHousehold(own);
    await registerConsent(household);
    await registerConsent(other);
    await createHook(own, endpoint.url);
    const answerLater: (() => void)[] = [];
    const hold = (response: ServerResponse) => {
      answerLater.push(() => response.writeHead(500).end());
    };
    endpoint.answers.push(hold, hold);
    // While the account is suspended they gather, so that all are due at the same time.
    await client.admin.call('POST', `/v1/admin/accounts/${own.id}/suspend`);
    const dates = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04'];
    for (const date of dates) await reportTenancy(dcc, household.mpxn, date);
    await reportTenancy(dcc, other.mpxn, '2026-06-01');
    await client.admin.call('POST', `/v1/admin/accounts/${own.id}/reactivate`);
    // Another record's does not wait for this one's.
    await endpoint.waitFor(2);
    const first = endpoint.events().map(({ payload }) => payload['effective-date']);
    expect(first.toSorted()).toEqual(['2026-05-01', '2026-06-01']);
    for (const answer of answerLater) answer();
    await endpoint.waitFor(5);
    const received = endpoint.events().map(({ payload }) => payload);
    const seen = received.filter(({ mpxn }) => mpxn === household.mpxn);
    expect(seen.map((payload) => payload['effective-date'])).toEqual(dates);
  });
});

describe('the list of deliveries', () => {
  test('is newest first, a page at a time, each once', async () => {
    const { hook } = await newHook();
    const sent: string[] = [];
    for (let round = 0; round < 5; round += 1) sent.push(await sendTest(hook));
    const pages: string[][] = [];
    let cursor: string | null = null;
    do {
      const query = `?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`;
      const { status, body }: Awaited<ReturnType<typeof listDeliveries>> = await listDeliveries(
        hook,
        query,
      );
      expect(status).toBe(200);
      pages.push(body.deliveries.map((delivery) => delivery['event-id']));
      cursor = body['next-cursor'];
    } while (cursor !== null);
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(sent.reverse());
  });

  test('narrows by status', async () => {
    const { endpoint, hook } = await newHook();
    endpoint.answers.push(500);
    const failed = await sendTest(hook);
    await untilTried(hook, failed, 1);
    const taken = await sendTest(hook);
    await untilTried(hook, taken, 1);
    const ids = async (status: string) =>
      (await listDeliveries(hook, `?status=${status}`)).body.deliveries.map(
        (delivery) => delivery['event-id'],
      );
    expect(await ids('pending')).toEqual([failed]);
    expect(await ids('delivered')).toEqual([taken]);
    expect(await ids('undelivered')).toEqual([]);
  });

  test('names every parameter that fails', async () => {
    const { hook } = await newHook();
    expectInvalid(await listDeliveries(hook, '?status=lost&limit=501&page=2'), [
      'status',
      'limit',
      'page',
    ]);
    expectInvalid(await listDeliveries(hook, '?cursor=x'), ['cursor']);
  });
});
