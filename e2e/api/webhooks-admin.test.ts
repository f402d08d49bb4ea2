import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, ApiAnswer, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { expectInvalid } from './support/expect-error';
import { randomHost } from './support/random-host';
import {
  askForTest,
  createHook,
  hookOf,
  patchHook,
  type Hook,
  type WebhookView,
} from './support/webhooks';

const { client } = sharedRegister();
const DEFAULT_TYPES = ['consent.withdrawal', 'consent.expiring', 'tenancy.change'];
let owner: ApiAccount;

beforeAll(async () => {
  owner = await client.createAccount();
});

const newUrl = () => `https://${randomHost()}/hook`;
const remove = ({ owner: account, wid }: Hook) => account.call('DELETE', `/v1/webhooks/${wid}`);

describe('the operator', () => {
  interface AdminList {
    webhooks: (WebhookView & JsonObject)[];
    total: number;
    'next-cursor': string | null;
  }
  const list = (query = '') => client.admin.call<AdminList>('GET', `/v1/admin/webhooks${query}`);

  test('sees every webhook with its owner and how it fares, without secret or address', async () => {
    const hook = await createHook(owner, newUrl());
    await askForTest(hook);
    const { body, text } = await list('?limit=1');
    // Whether the first try has failed by now is nobody's concern here.
    const shown = body.webhooks.map((webhook) => ({ ...webhook, 'failing-since': undefined }));
    expect(shown).toEqual([
      {
        wid: hook.wid,
        'callback-url': (await hookOf(hook))['callback-url'],
        'notify-days-before': 30,
        'event-types': DEFAULT_TYPES,
        'created-at': (await hookOf(hook))['created-at'],
        active: true,
        'account-id': owner.id,
        duid: owner.duid,
        'display-name': 'Northwind Energy',
        'pending-deliveries': 1,
      },
    ]);
    expect(text).not.toMatch(/whsec_|alerts@/);
    await patchHook(hook, { active: false });
    const [now] = (await list('?limit=1')).body.webhooks;
    expect(now).toMatchObject({ active: false, 'disabled-reason': 'owner' });
    expect(now).toMatchObject({ 'pending-deliveries': 0 });
    await remove(hook);
  });

  test('turns the pages of that list', async () => {
    const { body: whole } = await list();
    const pages: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: ApiAnswer<AdminList> = await list(
        `?limit=7${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      expect(body.total).toBe(whole.total);
      pages.push(...body.webhooks.map(({ wid }) => wid));
      cursor = body['next-cursor'];
    } while (cursor !== null);
    expect(pages).toEqual(whole.webhooks.map(({ wid }) => wid));
    expectInvalid(await list('?cursor=x'), ['cursor']);
  });

  test('counts webhooks and deliveries', async () => {
    const stats = async () =>
      (await client.admin.call<Record<string, number>>('GET', '/v1/admin/stats')).body;
    const before = await stats();
    const hook = await createHook(owner, newUrl());
    await askForTest(hook);
    const one = await stats();
    const grown = (name: string, after: Record<string, number>) =>
      (after[name] ?? NaN) - (before[name] ?? NaN);
    expect(grown('total_webhooks', one)).toBe(1);
    expect(grown('active_webhooks', one)).toBe(1);
    expect(grown('pending_deliveries', one)).toBe(1);
    await patchHook(hook, { active: false });
    const two = await stats();
    expect(grown('total_webhooks', two)).toBe(1);
    expect(grown('active_webhooks', two)).toBe(0);
    expect(grown('pending_deliveries', two)).toBe(0);
    expect(grown('undelivered_deliveries', two)).toBe(1);
    await remove(hook);
  });
});
