import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, ApiAnswer, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { auditOf } from './support/audit-events';
import { expectError, expectInvalid } from './support/expect-error';
import { randomHost } from './support/random-host';
import {
  ALERT_EMAIL,
  askForTest,
  createHook,
  hookOf,
  listDeliveries,
  patchHook,
  postWebhook,
  replayDelivery,
  type Hook,
  type WebhookAnswer,
} from './support/webhooks';

const { client } = sharedRegister();
const DEFAULT_TYPES = ['consent.withdrawal', 'consent.expiring', 'tenancy.change'];
const UNKNOWN = 'wid_000000000000000000000000';
const EVENT = 'evt_000000000000000000000000';

let owner: ApiAccount;
let stranger: ApiAccount;

beforeAll(async () => {
  owner = await client.createAccount();
  stranger = await client.createAccount();
});

const newUrl = () => `https://${randomHost()}/hook`;
const remove = ({ owner: account, wid }: Hook) => account.call('DELETE', `/v1/webhooks/${wid}`);

async function auditTypes(hook: Hook): Promise<string[]> {
  const { events } = await auditOf(client.admin, { account_id: hook.owner.id });
  return events
    .filter(({ detail }) => detail.wid === hook.wid)
    .map(({ event_type: type }) => type)
    .reverse();
}

describe('a new webhook', () => {
  test('answers 201 with its defaults and a secret', async () => {
    const url = newUrl();
    const answer = await postWebhook(owner, url);
    expect(answer.status).toBe(201);
    const { response, ...body } = answer.body as WebhookAnswer & JsonObject;
    expect(response).toBeDefined();
    expect(body).toEqual({
      webhook: {
        wid: expect.stringMatching(/^wid_[0-9a-f]{24}$/) as string,
        'callback-url': url,
        'alert-email': ALERT_EMAIL,
        'notify-days-before': 30,
        'event-types': DEFAULT_TYPES,
        'created-at': expect.stringMatching(/Z$/) as string,
        active: true,
      },
      'signing-secret': expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/) as string,
    });
  });

  test('is in its owner’s list, without the secret, and in nobody else’s', async () => {
    const hook = await createHook(owner, newUrl(), {
      'notify-days-before': 7,
      'event-types': ['tenancy.change', 'consent.withdrawal', 'tenancy.change'],
    });
    expect(await hookOf(hook)).toMatchObject({
      'notify-days-before': 7,
      'event-types': ['consent.withdrawal', 'tenancy.change'],
    });
    for (const account of [owner, stranger]) {
      const { text } = await account.call('GET', '/v1/webhooks');
      expect(text).not.toContain('whsec_');
      expect(text.includes(hook.wid)).toBe(account === owner);
    }
  });

  test('takes null for what may be left out', async () => {
    const fields = { 'notify-days-before': null, 'event-types': null };
    const { body } = await postWebhook(owner, newUrl(), fields);
    expect(body.webhook).toMatchObject({ 'notify-days-before': 30, 'event-types': DEFAULT_TYPES });
  });

  test('at a URL that the account has is a 409; at another account it is none', async () => {
    const own = await client.createAccount();
    const url = newUrl();
    await createHook(own, url);
    expectError(await postWebhook(own, url), 409, 'CON001');
    expectError(await postWebhook(own, url.replace('https:', 'HTTPS:')), 409, 'CON001');
    expect((await postWebhook(stranger, url)).status).toBe(201);
  });

  test(
    'is the hundred-and-first of nobody, however many are asked for at once',
    { tags: 'postgres' },
    async () => {
      const own = await client.createAccount();
      const answers = await Promise.all(
        Array.from({ length: 103 }, () => postWebhook(own, newUrl())),
      );
      const made = answers.filter(({ status }) => status === 201);
      expect(made).toHaveLength(100);
      for (const answer of answers) {
        if (answer.status !== 201) expectError(answer, 409, 'CON001');
      }
    },
  );

  test('under an Idempotency-Key is made once, and its secret is shown once', async () => {
    const body = { 'callback-url': newUrl(), 'alert-email': ALERT_EMAIL };
    const key = { 'idempotency-key': `webhook-${randomHost()}` };
    const [first, again] = [
      await owner.call<WebhookAnswer>('POST', '/v1/webhooks', body, key),
      await owner.call<WebhookAnswer>('POST', '/v1/webhooks', body, key),
    ];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.webhook).toEqual(first.body.webhook);
    expect(first.text).toContain('whsec_');
    expect(again.text).not.toContain('whsec_');
  });

  test('names every field that fails', async () => {
    const answer = await owner.call('POST', '/v1/webhooks', {
      'callback-url': 'nowhere',
      'alert-email': 'nobody',
      'notify-days-before': 91,
      'event-types': ['webhook.test'],
      colour: 'red',
    });
    const fields = [
      'callback-url',
      'alert-email',
      'notify-days-before',
      'event-types[0]',
      'colour',
    ];
    expectInvalid(answer, fields);
    expectInvalid(await owner.call('POST', '/v1/webhooks', {}), ['callback-url', 'alert-email']);
  });

  test.each([
    ['notify-days-before', 0],
    ['notify-days-before', 1.5],
    ['notify-days-before', '30'],
    ['event-types', []],
    ['event-types', 'consent.expiring'],
    ['alert-email', 'a@example.com, b@example.com'],
    ['callback-url', null],
  ])('does not take %s %j', async (field, value) => {
    expectInvalid(await postWebhook(owner, newUrl(), { [field]: value }), [field]);
  });
});

describe('a change', () => {
  test('leaves what it does not name', async () => {
    const hook = await createHook(owner, newUrl(), { 'notify-days-before': 7 });
    const before = await hookOf(hook);
    const answer = await patchHook(hook, { 'event-types': ['consent.expiring'] });
    expect(answer.status).toBe(200);
    expect(answer.body.webhook).toEqual({ ...before, 'event-types': ['consent.expiring'] });
    expect(answer.body).not.toHaveProperty('signing-secret');
    expect(await hookOf(hook)).toEqual(answer.body.webhook);
    expect((await patchHook(hook, {})).body.webhook).toEqual(answer.body.webhook);
  });

  test('of each field is what the list then shows', async () => {
    const hook = await createHook(owner, newUrl());
    const fields = {
      'callback-url': newUrl(),
      'alert-email': 'others@northwind.example',
      'notify-days-before': 90,
      'event-types': ['tenancy.change'],
      active: false,
    };
    await patchHook(hook, fields);
    expect(await hookOf(hook)).toMatchObject(fields);
    const nothing = { 'event-types': null, 'notify-days-before': null, 'alert-email': '' };
    await patchHook(hook, { active: true, ...nothing });
    expect(await hookOf(hook)).toMatchObject({ ...fields, active: true });
  });

  test('takes what a GET returned', async () => {
    const hook = await createHook(owner, newUrl());
    const before = await hookOf(hook);
    const answer = await patchHook(hook, { ...before, 'notify-days-before': 9 });
    expect(answer.body.webhook).toEqual({ ...before, 'notify-days-before': 9 });
  });

  test('takes what a GET returned for a webhook of its own, too', async () => {
    const before = await hookOf(await createHook(owner, newUrl(), { 'notify-days-before': 9 }));
    const answer = await postWebhook(owner, newUrl(), { ...before, 'callback-url': newUrl() });
    expect(answer.status, answer.text).toBe(201);
    const { wid, 'callback-url': url, 'created-at': at, ...kept } = before;
    expect(answer.body.webhook).toMatchObject(kept);
    expect(answer.body.webhook).not.toMatchObject({ wid });
    expect([url, at]).not.toContain(answer.body.webhook['callback-url']);
  });

  test(
    'to a URL that another webhook of the account has is a 409',
    { tags: 'postgres' },
    async () => {
      const [one, two] = [await createHook(owner, newUrl()), await createHook(owner, newUrl())];
      const taken = (await hookOf(one))['callback-url'];
      expectError(await patchHook(two, { 'callback-url': taken }), 409, 'CON001');
      expect((await patchHook(one, { 'callback-url': taken })).status).toBe(200);
      await Promise.all([remove(one), remove(two)]);
    },
  );

  test('rotates the secret and shows the new one, this once', async () => {
    const hook = await createHook(owner, newUrl());
    const { body } = await patchHook(hook, { 'rotate-secret': true });
    expect(body['signing-secret']).toMatch(/^whsec_/);
    expect(body['signing-secret']).not.toBe(hook.secret);
    expect((await patchHook(hook, { 'rotate-secret': false })).text).not.toContain('whsec_');
    await remove(hook);
  });

  test('names every field that fails', async () => {
    const hook = await createHook(owner, newUrl());
    const answer = await patchHook(hook, {
      'callback-url': 'http://10.0.0.1',
      'alert-email': 'nobody',
      active: 'yes',
      'signing-secret': 'whsec_mine',
    });
    expectInvalid(answer, ['callback-url', 'alert-email', 'active', 'signing-secret']);
    await remove(hook);
  });
});

describe('deleting', () => {
  test('answers 204, then 404, and leaves nothing in the list', async () => {
    const hook = await createHook(owner, newUrl());
    await askForTest(hook);
    const answer = await remove(hook);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expectError(await remove(hook), 404, 'NOT001');
    expect((await owner.call('GET', '/v1/webhooks')).text).not.toContain(hook.wid);
  });

  test('frees its URL', async () => {
    const url = newUrl();
    await remove(await createHook(owner, url));
    expect((await postWebhook(owner, url)).status).toBe(201);
  });
});

describe('another organisation’s webhook', () => {
  const calls: [string, (hook: Hook) => Promise<ApiAnswer<unknown>>][] = [
    ['changing', (hook) => patchHook(hook, { active: false })],
    ['deleting', remove],
    ['listing the deliveries of', (hook) => listDeliveries(hook)],
    ['replaying to', (hook) => replayDelivery(hook, EVENT)],
    ['testing', askForTest],
  ];

  test.each(calls)('%s it answers as if there were none', async (_what, call) => {
    const own = await createHook(await client.createAccount(), newUrl());
    const foreign = await call({ ...own, owner: stranger });
    expectError(foreign, 404, 'NOT001');
    for (const wid of [UNKNOWN, 'wid_1', 'x']) {
      const unknown = await call({ ...own, owner: stranger, wid });
      expectError(unknown, 404, 'NOT001');
      expect(unknown.errors).toEqual(foreign.errors);
    }
    expect(await hookOf(own)).toMatchObject({ active: true });
  });
});

describe('the audit', () => {
  test('tells of a webhook’s life, and holds neither URL, address nor secret', async () => {
    const hook = await createHook(await client.createAccount(), newUrl());
    const { 'callback-url': url } = await hookOf(hook);
    await patchHook(hook, { 'notify-days-before': 3, 'rotate-secret': true });
    await patchHook(hook, { active: false });
    await remove(hook);
    expect(await auditTypes(hook)).toEqual([
      'webhook.created',
      'webhook.changed',
      'webhook.secret-rotated',
      'webhook.changed',
      'webhook.disabled',
      'webhook.deleted',
    ]);
    const kept = JSON.stringify(await auditOf(client.admin, { account_id: hook.owner.id }));
    for (const secret of [url, ALERT_EMAIL, hook.secret]) expect(kept).not.toContain(secret);
  });
});
