// The sweep compares times in SQL.
// @module-tag postgres
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAccount, RegisterClient } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import {
  startWebhookReceiver,
  type Endpoint,
  type WebhookReceiver,
} from '../../harness/webhook-receiver';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { createHousehold } from '../../harness/callers/household';
import { registerAccess, replace, revoke } from '../../harness/callers/registered-access';
import { createHook, patchHook } from './support/webhooks';

// These tests move the time of a register of their own, forward only. Its sweep runs every second.

const DAY = 86_400_000;
/** Longer than a sweep and an event's way take. */
const A_WHILE_MS = 3000;

let register: OwnRegister;
let receiver: WebhookReceiver;
let client: RegisterClient;
let owner: ApiAccount;
let ir: string;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  register = await startOwnRegister({
    name: 'webhooks-expiring',
    env: { ALLOW_LOOPBACK_WEBHOOKS: '1' },
  });
  ({ client } = register);
});
afterAll(async () => {
  await register.stop();
  await receiver.close();
});

async function pass(ms: number): Promise<void> {
  await register.clock.advance(ms);
  owner.forgetToken();
  client.admin.forgetToken();
}

/** An organisation of its own for each test, so that nothing else of it is about to end. */
async function newOwner(): Promise<void> {
  client.admin.forgetToken();
  owner = await client.createAccount();
  ir = (await createHousehold(owner)).ir;
}

async function listen(days: number) {
  const endpoint = receiver.endpoint();
  const hook = await createHook(owner, endpoint.url, {
    'notify-days-before': days,
    'event-types': ['consent.expiring'],
  });
  return { endpoint, hook };
}

const inDays = (days: number) =>
  new Date(register.clock.now().getTime() + days * DAY).toISOString();
const body = (expiry: string) => changed(consentBody(ir), ['access-event.expiry', expiry]);

/** The keys announced so far, once nothing more is on its way. */
async function announced(endpoint: Endpoint): Promise<unknown[]> {
  await sleep(A_WHILE_MS);
  return endpoint.events().map(({ payload }) => payload.ak);
}

test('a consent is announced once, when its window is reached, and not before', async () => {
  await newOwner();
  const { endpoint } = await listen(30);
  const expiry = inDays(31);
  const ak = await registerAccess(owner, body(expiry));
  expect(await announced(endpoint)).toEqual([]);
  await pass(DAY);
  const { event } = await endpoint.waitFor(1);
  expect(event).toMatchObject({ 'event-type': 'consent.expiring' });
  expect(event.payload).toEqual({
    ak,
    mpxn: expect.any(String) as string,
    duid: owner.duid,
    expiry,
    'days-remaining': 30,
  });
  await pass(5 * DAY);
  expect(await announced(endpoint)).toEqual([ak]);
});

test('days remaining are whole days, rounded up', async () => {
  await newOwner();
  const { endpoint } = await listen(30);
  await registerAccess(owner, body(inDays(2.5)));
  expect((await endpoint.waitFor(1)).event.payload['days-remaining']).toBe(3);
});

test('only consents that are ACTIVE and end are announced', async () => {
  await newOwner();
  const { endpoint } = await listen(30);
  const expiry = inDays(10);
  const revoked = await registerAccess(owner, body(inDays(31)));
  await revoke(owner, revoked);
  await registerAccess(owner, changed(contractBody(ir), ['access-event.expiry', expiry]));
  await registerAccess(owner, consentBody(ir));
  await registerAccess(owner, body(inDays(-1)));
  const ak = await registerAccess(owner, body(expiry));
  await pass(2 * DAY);
  expect(await announced(endpoint)).toEqual([ak]);
});

test('each subscription hears of it at its own time, and another organisation never', async () => {
  await newOwner();
  const [early, late] = [await listen(60), await listen(10)];
  const neighbour = await client.createAccount();
  const foreign = receiver.endpoint();
  await createHook(neighbour, foreign.url, { 'notify-days-before': 90 });
  const ak = await registerAccess(owner, body(inDays(50)));
  await early.endpoint.waitFor(1);
  expect(await announced(late.endpoint)).toEqual([]);
  await pass(40 * DAY);
  await late.endpoint.waitFor(1);
  expect(await announced(early.endpoint)).toEqual([ak]);
  expect(foreign.events()).toEqual([]);
  const ids = [early, late].map(({ endpoint }) => endpoint.events()[0]?.['event-id']);
  expect(ids[0]).not.toBe(ids[1]);
});

test('more days before make it due at once, fewer announce nothing twice', async () => {
  await newOwner();
  const { endpoint, hook } = await listen(10);
  const near = await registerAccess(owner, body(inDays(5)));
  const far = await registerAccess(owner, body(inDays(20)));
  expect(await announced(endpoint)).toEqual([near]);
  await patchHook(hook, { 'notify-days-before': 25 });
  expect(await announced(endpoint)).toEqual([near, far]);
  await patchHook(hook, { 'notify-days-before': 3 });
  await patchHook(hook, { 'notify-days-before': 90 });
  expect(await announced(endpoint)).toEqual([near, far]);
});

test('another expiry is another announcement; the first one again is none', async () => {
  await newOwner();
  const { endpoint } = await listen(30);
  const [first, second] = [inDays(10), inDays(20)];
  const ak = await registerAccess(owner, body(first));
  await endpoint.waitFor(1);
  await replace(owner, ak, body(second));
  await endpoint.waitFor(2);
  await replace(owner, ak, body(first));
  expect(await announced(endpoint)).toEqual([ak, ak]);
  expect(endpoint.events().map(({ payload }) => payload.expiry)).toEqual([first, second]);
});

test('a webhook that is switched off hears of it once it is on again', async () => {
  await newOwner();
  const { endpoint, hook } = await listen(30);
  await patchHook(hook, { active: false });
  const ak = await registerAccess(owner, body(inDays(10)));
  expect(await announced(endpoint)).toEqual([]);
  await patchHook(hook, { active: true });
  await endpoint.waitFor(1);
  expect(await announced(endpoint)).toEqual([ak]);
});

test('after a restart nothing is announced again', async () => {
  await newOwner();
  const { endpoint } = await listen(30);
  const keys: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    keys.push(await registerAccess(owner, body(inDays(10 + round))));
  }
  await endpoint.waitFor(3);
  await register.restart();
  expect((await announced(endpoint)).sort()).toEqual(keys.sort());
});
