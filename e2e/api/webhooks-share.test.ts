// The queue shares the work out in SQL.
// @module-tag postgres
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedRegister } from '../../harness/api-context';
import { startWebhookReceiver, type WebhookReceiver } from '../../harness/webhook-receiver';
import { createHook, sendTest, type Hook } from './support/webhooks';

/** Of the 128 tries that a process has at once. */
const EIGHTH = 16;

const { client } = sharedRegister();
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.close());

/** How many requests to one account's endpoints wait for their answer at once. */
class SlowReceivers {
  open = 0;
  most = 0;

  readonly hold = (response: ServerResponse): void => {
    this.open += 1;
    this.most = Math.max(this.most, this.open);
    response.once('close', () => {
      this.open -= 1;
    });
  };
}

test('an account’s slow receivers, however many, hold an eighth of the sending and hold up nobody else', async () => {
  const [slow, other] = [await client.createAccount(), await client.createAccount()];
  const receivers = new SlowReceivers();
  const hooks: Hook[] = [];
  for (let index = 0; index < 40; index += 1) {
    const endpoint = receiver.endpoint();
    endpoint.always = receivers.hold;
    hooks.push(await createHook(slow, endpoint.url));
  }
  const quick = receiver.endpoint();
  const quickHook = await createHook(other, quick.url);
  await Promise.all(hooks.flatMap((hook) => Array.from({ length: 4 }, () => sendTest(hook))));
  await expect.poll(() => receivers.most, { timeout: 30_000 }).toBeGreaterThanOrEqual(EIGHTH);
  for (let sent = 1; sent <= 3; sent += 1) {
    await sendTest(quickHook);
    await quick.waitFor(sent);
  }
  expect(receivers.most).toBe(EIGHTH);
  // Otherwise they would be tried on, into the tests that follow.
  for (const { wid } of hooks) await slow.call('DELETE', `/v1/webhooks/${wid}`);
});
