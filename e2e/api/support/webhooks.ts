import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiAccount, JsonObject } from '../../../harness/api-client';

export interface WebhookView {
  wid: string;
  'callback-url': string;
  'alert-email': string;
  'notify-days-before': number;
  'event-types': string[];
  'created-at': string;
  active: boolean;
}

export interface WebhookAnswer {
  webhook: WebhookView;
  'signing-secret': string;
}

export interface AttemptView {
  at: string;
  'status-code'?: number;
  'duration-ms': number;
  error?: string;
}

export interface DeliveryView {
  'event-id': string;
  'event-type': string;
  status: 'pending' | 'delivered' | 'undelivered';
  attempts: AttemptView[];
  'next-attempt-at'?: string;
  'created-at': string;
}

/** A subscription that a test made. */
export interface Hook {
  owner: ApiAccount;
  wid: string;
  secret: string;
}

export const ALERT_EMAIL = 'alerts@northwind.example';

export function postWebhook(account: ApiAccount, callbackUrl: string, fields: JsonObject = {}) {
  return account.call<WebhookAnswer>('POST', '/v1/webhooks', {
    'callback-url': callbackUrl,
    'alert-email': ALERT_EMAIL,
    ...fields,
  });
}

/** Subscribes an account. @throws {Error} when it was refused */
export async function createHook(
  owner: ApiAccount,
  callbackUrl: string,
  fields: JsonObject = {},
): Promise<Hook> {
  const answer = await postWebhook(owner, callbackUrl, fields);
  if (answer.status !== 201) throw new Error(`no webhook: ${answer.status} ${answer.text}`);
  return { owner, wid: answer.body.webhook.wid, secret: answer.body['signing-secret'] };
}

export function patchHook({ owner, wid }: Hook, fields: JsonObject) {
  return owner.call<WebhookAnswer>('PATCH', `/v1/webhooks/${wid}`, fields);
}

/** The subscription as its owner's list has it. @throws {Error} when it is not there */
export async function hookOf({ owner, wid }: Hook): Promise<WebhookView> {
  const answer = await owner.call<{ webhooks: WebhookView[] }>('GET', '/v1/webhooks');
  const found = answer.body.webhooks.find((webhook) => webhook.wid === wid);
  if (!found) throw new Error(`no webhook ${wid}: ${answer.text}`);
  return found;
}

export function listDeliveries({ owner, wid }: Hook, query = '') {
  return owner.call<{ deliveries: DeliveryView[]; 'next-cursor': string | null }>(
    'GET',
    `/v1/webhooks/${wid}/deliveries${query}`,
  );
}

export async function deliveriesOf(hook: Hook): Promise<DeliveryView[]> {
  return (await listDeliveries(hook)).body.deliveries;
}

export function askForTest({ owner, wid }: Hook) {
  return owner.call<{ 'event-id': string }>('POST', `/v1/webhooks/${wid}/test`);
}

/** Has a test sent and answers its event-id. @throws {Error} when it was refused */
export async function sendTest(hook: Hook): Promise<string> {
  const answer = await askForTest(hook);
  if (answer.status !== 202) throw new Error(`no test: ${answer.status} ${answer.text}`);
  return answer.body['event-id'];
}

export function replayDelivery({ owner, wid }: Hook, eventId: string) {
  return owner.call<{ 'event-id': string }>(
    'POST',
    `/v1/webhooks/${wid}/deliveries/${eventId}/replay`,
  );
}

/** Waits until the delivery of an event is as the test wants it. @throws {Error} saying how it is */
export async function untilDelivery(
  hook: Hook,
  eventId: string,
  fits: (delivery: DeliveryView) => boolean,
  timeoutMs = 15_000,
): Promise<DeliveryView> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = (await deliveriesOf(hook)).find((one) => one['event-id'] === eventId);
    if (found && fits(found)) return found;
    if (Date.now() > deadline) throw new Error(`${eventId} is ${JSON.stringify(found)}`);
    await sleep(50);
  }
}

/** Waits for the `count`-th try to be written down. */
export function untilTried(hook: Hook, eventId: string, count: number): Promise<DeliveryView> {
  return untilDelivery(hook, eventId, ({ attempts }) => attempts.length >= count);
}

/**
 * Waits until nothing is on its way to a subscription any more. What is to be sent to it stands in its list
 * from the moment that causes it, so that nothing comes later.
 */
export async function untilSettled(hook: Hook, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const pending = (await deliveriesOf(hook)).filter(({ status }) => status === 'pending');
    if (pending.length === 0) return;
    if (Date.now() > deadline) throw new Error(`still on its way: ${JSON.stringify(pending)}`);
    await sleep(50);
  }
}
