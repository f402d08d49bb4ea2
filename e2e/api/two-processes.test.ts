// Several processes are served by PostgreSQL only.
// @module-tag postgres
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startRegister, type RunningRegister } from '../../harness/start-register';
import { startWebhookReceiver, type WebhookReceiver } from '../../harness/webhook-receiver';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { createHousehold, type Household } from '../../harness/callers/household';
import { registerAccess, revoke } from '../../harness/callers/registered-access';
import { createHook } from './support/webhooks';

const DAY_MS = 86_400_000;
const CONSENTS = 60;
/** At once: what one account sends beyond that waits, and on a busy machine longer than a call may. */
const AT_ONCE = 10;
/** Longer than any round of the schedules, so that one more would be seen. */
const ROUNDS_MS = 2000;

// Embedded, a second process is refused: see settings.test.ts.
describe.skipIf(inject('postgresServer') === null)('two processes on one PostgreSQL', () => {
  let first: OwnRegister;
  let second: RunningRegister;
  let receiver: WebhookReceiver;
  let account: ApiAccount;
  let atSecond: ApiAccount;
  let household: Household;

  beforeAll(async () => {
    const env = { RATE_LIMIT_SCALE: '1000', ALLOW_LOOPBACK_WEBHOOKS: '1' };
    first = await startOwnRegister({ name: 'first-process', env });
    second = await startRegister({
      name: 'second-process',
      env: {
        ...env,
        DATABASE_URL: first.databaseUrl ?? '',
        KEY_RING_FILE: path.join(first.dataDir, 'keys.json'),
      },
    });
    receiver = await startWebhookReceiver();
    account = await first.client.createAccount();
    atSecond = new ApiAccount(second.listenUrl, account.id, account.secret, account.duid);
    household = await createHousehold(account);
  });
  afterAll(async () => {
    await receiver.close();
    await second.stop();
    await first.stop();
  });

  /** How often each event came. */
  const times = (ids: string[]) => ids.map((id) => ids.filter((other) => other === id).length);

  test('send each event once, whichever of them caused it', async () => {
    const endpoint = receiver.endpoint();
    await createHook(account, endpoint.url, { 'event-types': ['consent.withdrawal'] });
    const keys: string[] = [];
    const work = async () => {
      while (keys.length < CONSENTS) {
        const place = keys.push('') - 1;
        const ak = await registerAccess(account, consentBody(household.ir));
        keys[place] = ak;
        const answer = await revoke(place % 2 === 0 ? account : atSecond, ak);
        expect(answer.status).toBe(200);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await endpoint.waitFor(CONSENTS, 90_000);
    await sleep(ROUNDS_MS);
    const events = endpoint.events();
    expect(events.map(({ payload }) => payload.ak).sort()).toEqual(keys.sort());
    expect(times(events.map((event) => event['event-id'])).every((count) => count === 1)).toBe(
      true,
    );
  });

  test('announce an end once, and write an end down once', async () => {
    const endpoint = receiver.endpoint();
    const soon = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
    const keys = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        registerAccess(
          account,
          changed(consentBody(household.ir), ['access-event.expiry', soon(5 + index / 100)]),
        ),
      ),
    );
    const over = await registerAccess(
      account,
      changed(consentBody(household.ir), ['access-event.expiry', soon(2 / 86_400)]),
    );
    await createHook(account, endpoint.url, { 'event-types': ['consent.expiring'] });
    await endpoint.waitFor(keys.length, 90_000);
    await sleep(ROUNDS_MS);
    const announced = endpoint.events().map(({ payload }) => String(payload.ak));
    expect(announced.filter((ak) => ak !== over).sort()).toEqual(keys.sort());
    const audit = await first.client.admin.call<{ total: number }>(
      'GET',
      `/v1/admin/audit?event_type=access-record.expired&ak=${over}`,
    );
    expect(audit.body.total).toBe(1);
  });
});
