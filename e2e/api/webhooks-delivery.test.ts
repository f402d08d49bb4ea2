import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import {
  startWebhookReceiver,
  type Received,
  type WebhookReceiver,
} from '../../harness/webhook-receiver';
import { createHook, sendTest, untilDelivery, untilTried } from './support/webhooks';

const { client } = sharedRegister();

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

const header = ({ headers }: Received, name: string) => String(headers[name]);

describe('a delivery', () => {
  test(
    'is a POST of exactly the event, within seconds of its cause',
    { tags: 'postgres' },
    async () => {
      const { endpoint, hook } = await newHook();
      const asked = Date.now();
      const eventId = await sendTest(hook);
      const { method, event, headers, at } = await endpoint.waitFor(1);
      expect(method).toBe('POST');
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      expect(Object.keys(event)).toEqual([
        'event-id',
        'event-type',
        'occurred-at',
        'wid',
        'payload',
      ]);
      expect(event).toMatchObject({
        'event-id': eventId,
        'event-type': 'webhook.test',
        wid: hook.wid,
      });
      expect(eventId).toMatch(/^evt_[0-9a-f]{24}$/);
      expect(event['occurred-at']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(at - asked).toBeLessThan(3000);
    },
  );

  test('is signed over its raw body with the secret as it was shown', async () => {
    const { endpoint, hook } = await newHook();
    await sendTest(hook);
    const received = await endpoint.waitFor(1);
    const digest = createHmac('sha256', hook.secret).update(received.raw).digest('hex');
    expect(header(received, 'x-dar-signature')).toBe(`sha256=${digest}`);
    expect(header(received, 'x-dar-event')).toBe('webhook.test');
    const seconds = header(received, 'x-dar-timestamp');
    expect(seconds).toMatch(/^\d{10}$/);
    expect(Math.abs(Number(seconds) * 1000 - Date.now())).toBeLessThan(10_000);
    expect(header(received, 'webhook-timestamp')).toBe(seconds);
  });

  test('is one that the Standard Webhooks library takes, and only with this secret', async () => {
    const { endpoint, hook } = await newHook();
    const other = await newHook();
    const eventId = await sendTest(hook);
    const { raw, headers, event } = await endpoint.waitFor(1);
    const trio = headers as Record<string, string>;
    expect(new Webhook(hook.secret).verify(raw, trio)).toEqual(event);
    expect(headers['webhook-id']).toBe(eventId);
    expect(() => new Webhook(other.hook.secret).verify(raw, trio)).toThrow();
    expect(() => new Webhook(hook.secret).verify(`${raw} `, trio)).toThrow();
  });

  test('that was taken is listed as delivered, with its try, and not sent again', async () => {
    const { endpoint, hook } = await newHook();
    const eventId = await sendTest(hook);
    const delivery = await untilTried(hook, eventId, 1);
    expect(delivery).toEqual({
      'event-id': eventId,
      'event-type': 'webhook.test',
      status: 'delivered',
      attempts: [
        {
          at: expect.stringMatching(/Z$/) as string,
          'status-code': 200,
          'duration-ms': expect.any(Number) as number,
        },
      ],
      'created-at': expect.stringMatching(/Z$/) as string,
    });
    expect(endpoint.received).toHaveLength(1);
  });

  test.each([201, 204, 299])('that is answered %i was taken', async (status) => {
    const { endpoint, hook } = await newHook();
    endpoint.always = status;
    const eventId = await sendTest(hook);
    expect(await untilTried(hook, eventId, 1)).toMatchObject({ status: 'delivered' });
  });

  test.each([300, 304, 400, 404, 429, 500, 503])(
    'that is answered %i was not, and is tried again in a minute',
    async (status) => {
      const { endpoint, hook } = await newHook();
      endpoint.always = status;
      const eventId = await sendTest(hook);
      const delivery = await untilTried(hook, eventId, 1);
      const [attempt] = delivery.attempts;
      expect(delivery.status).toBe('pending');
      expect(attempt).toMatchObject({ 'status-code': status });
      expect(attempt?.error).toContain(String(status));
      const wait = Date.parse(delivery['next-attempt-at'] ?? '') - Date.parse(attempt?.at ?? '');
      expect(wait).toBeGreaterThanOrEqual(60_000);
      expect(wait).toBeLessThan(65_000);
    },
  );

  test('follows no redirect', async () => {
    const { endpoint, hook } = await newHook();
    const elsewhere = receiver.endpoint();
    endpoint.always = (response) => void response.writeHead(307, { location: elsewhere.url }).end();
    const eventId = await sendTest(hook);
    const { status, attempts } = await untilTried(hook, eventId, 1);
    expect(status).toBe('pending');
    expect(attempts).toMatchObject([{ 'status-code': 307 }]);
    expect(elsewhere.received).toEqual([]);
  });

  test('keeps no cookie', async () => {
    const { endpoint, hook } = await newHook();
    endpoint.always = (response) => void response.writeHead(200, { 'set-cookie': 'a=b' }).end();
    await sendTest(hook);
    await endpoint.waitFor(1);
    await sendTest(hook);
    expect((await endpoint.waitFor(2)).headers.cookie).toBeUndefined();
  });

  test('whose answer has no end is read for so long only', async () => {
    const { endpoint, hook } = await newHook();
    let written = 0;
    endpoint.always = (response) => {
      response.writeHead(200);
      const more = () => {
        if (response.destroyed || written > 64 * 1024 * 1024) return;
        written += 65_536;
        response.write(Buffer.alloc(65_536), more);
      };
      more();
    };
    const eventId = await sendTest(hook);
    expect(await untilTried(hook, eventId, 1)).toMatchObject({ status: 'delivered' });
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  test('whose connection is closed without an answer was not taken', async () => {
    const { endpoint, hook } = await newHook();
    endpoint.always = (response) => void response.destroy();
    const eventId = await sendTest(hook);
    const { status, attempts } = await untilTried(hook, eventId, 1);
    expect(status).toBe('pending');
    expect(attempts).toMatchObject([{ error: 'the connection was closed' }]);
  });

  test('to a host that does not resolve is a try that failed', async () => {
    const hook = await createHook(owner, 'https://not-there.northwind.example/hook');
    const eventId = await sendTest(hook);
    const { status, attempts } = await untilTried(hook, eventId, 1);
    expect(status).toBe('pending');
    expect(attempts).toMatchObject([{ error: 'the host name does not resolve' }]);
  });
});

describe('an endpoint that does not answer', () => {
  test('has ten seconds, and delays neither another endpoint nor another organisation', async () => {
    const dead = await newHook();
    dead.endpoint.always = 'nothing';
    const live = await newHook();
    const neighbour = await client.createAccount();
    const theirs = receiver.endpoint();
    const theirHook = await createHook(neighbour, theirs.url);
    const eventId = await sendTest(dead.hook);
    await Promise.all(Array.from({ length: 20 }, () => sendTest(dead.hook)));
    await dead.endpoint.waitFor(1);
    const asked = Date.now();
    await Promise.all([sendTest(live.hook), sendTest(theirHook)]);
    await Promise.all([live.endpoint.waitFor(1), theirs.waitFor(1)]);
    expect(Date.now() - asked).toBeLessThan(5000);
    const { attempts } = await untilDelivery(
      dead.hook,
      eventId,
      (delivery) => delivery.attempts.length > 0,
      60_000,
    );
    expect(attempts[0]).toMatchObject({
      error: 'no whole answer within 10 seconds',
    });
    expect(attempts[0]?.['duration-ms']).toBeGreaterThanOrEqual(9900);
    expect(attempts[0]?.['duration-ms']).toBeLessThan(12_000);
  });

  test('is not asked for more than four things at once', { tags: 'postgres' }, async () => {
    const { endpoint, hook } = await newHook();
    endpoint.always = 'nothing';
    await Promise.all(Array.from({ length: 12 }, () => sendTest(hook)));
    await endpoint.waitFor(4);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(endpoint.received).toHaveLength(4);
  });
});
