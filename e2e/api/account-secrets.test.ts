import { randomBytes, randomInt } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ApiAccount, basicAuth, type RegisterClient } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { consentBody } from '../../harness/callers/access-record-body';
import { leadsTo, openAdmin, openDashboard, shownSecret, tryConsole } from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { expectError } from './support/expect-error';
import { expectLimited } from './support/expect-limited';
import { createHousehold } from '../../harness/callers/household';
import { whileLocked } from './support/lock-tables';
import { registerAccess } from '../../harness/callers/registered-access';
import { createHook } from './support/webhooks';

const HOUR_S = 3600;
const ROTATE = '/v1/self/rotate-secret';
const SETTINGS = '/dashboard/settings';

/** Behind one trusted proxy, at the limits of the contract. */
let register: OwnRegister;
let client: RegisterClient;
/** A key that anybody may verify. */
let ak: string;

beforeAll(async () => {
  register = await startOwnRegister({
    name: 'account-secrets',
    env: { RATE_LIMIT_SCALE: '1', TRUSTED_PROXY_HOPS: '1' },
  });
  ({ client } = register);
  const owner = await client.createAccount();
  ak = await registerAccess(owner, consentBody((await createHousehold(owner)).ir));
});
afterAll(() => register.stop());

/** An account whose secret is hashed at the cost of the product, other than those made beforehand. */
const costlyAccount = () =>
  client.createAccount({ 'display-name': `Costly ${randomBytes(4).toString('hex')}` });

const withSecret = ({ id, duid }: ApiAccount, secret: string) =>
  new ApiAccount(register.listenUrl, id, secret, duid);

async function rotate(account: ApiAccount): Promise<ApiAccount> {
  const { status, text, body } = await account.call<{ 'secret-key': string }>('POST', ROTATE);
  expect(status, text).toBe(200);
  return withSecret(account, body['secret-key']);
}

const askToken = ({ id, secret }: { id: string; secret: string }, address = '198.51.100.9') =>
  client.call('GET', '/v1/auth/token', {
    headers: { authorization: basicAuth(id, secret), 'x-forwarded-for': address },
  });
const verify = () => client.call('GET', `/v1/access-records/${ak}`);

interface Fetched {
  status: number;
  retryAfter: string | null;
}

/** By a connection of its own, however many there are. */
async function fetchStatus(path: string, init: RequestInit): Promise<Fetched> {
  const { status, headers } = await fetch(`${register.listenUrl}${path}`, init);
  return { status, retryAfter: headers.get('retry-after') };
}

describe('a replaced secret, in its fifteen minutes', () => {
  test('gets tokens, and opens no dashboard', async () => {
    const account = await client.createAccount();
    const renewed = await rotate(account);
    expect((await askToken(account)).status).toBe(200);
    const browser = new CustomerBrowser(register.origin);
    expect(leadsTo(await tryConsole(browser, account))).toBe('/dashboard/sign-in?problem=replaced');
    expect((await browser.open('/dashboard/sign-in?problem=replaced')).words).toContain(
      'This secret key was replaced.',
    );
    expect(leadsTo(await tryConsole(browser, renewed))).toBe('/dashboard');
  });

  test('opens not even half of an operator’s console', async () => {
    const admin = await client.createAccount({ role: 'admin' });
    const renewed = await rotate(admin);
    const browser = new CustomerBrowser(register.origin);
    const refused = await tryConsole(browser, admin, 'admin');
    expect(leadsTo(refused)).toBe('/admin/sign-in?problem=replaced');
    expect(leadsTo(await browser.open('/admin/sign-in/passkey'))).toMatch(/^\/admin\/sign-in\?/);
    expect(leadsTo(await tryConsole(browser, renewed, 'admin'))).toBe('/admin/sign-in/passkey');
  });

  test('proves nobody anew before a sensitive step', async () => {
    const account = await client.createAccount();
    const browser = await openDashboard(register.origin, account);
    await browser.press(`${SETTINGS}/rotate-secret/confirm`);
    const secret = shownSecret((await browser.open(SETTINGS)).text) ?? '';
    const proveBy = async (typed: string) =>
      leadsTo(await browser.press('/dashboard/prove/secret', { secret: typed, next: SETTINGS }));
    expect(await proveBy(account.secret)).toMatch(/^\/dashboard\/prove\?problem=replaced/);
    expect(await proveBy(secret)).toBe(SETTINGS);
  });

  test('rotates nothing, by no token that was ever given for it', async () => {
    const account = await client.createAccount();
    const hook = await createHook(account, 'https://northwind.example/hook');
    const renewed = await rotate(account);
    const fresh = withSecret(account, account.secret);
    for (const holder of [account, fresh]) {
      expectError(await holder.call('POST', ROTATE), 401, 'AUTH002');
      const path = `/v1/webhooks/${hook.wid}`;
      const signing = await holder.call('PATCH', path, { 'rotate-secret': true });
      expectError(signing, 401, 'AUTH002');
      expect((await holder.call('PATCH', path, { 'notify-days-before': 7 })).status).toBe(200);
    }
    expect((await askToken(renewed)).status).toBe(200);
    await rotate(renewed);
  });

  test.skipIf(inject('postgresServer') === null)(
    'opens no dashboard where it was the newest one a moment ago',
    { tags: 'postgres' },
    async () => {
      const account = await client.createAccount();
      const holder = new pg.Client({ connectionString: register.databaseUrl ?? '' });
      await holder.connect();
      try {
        await holder.query('BEGIN');
        await holder.query('SELECT 1 FROM accounts WHERE id = $1 FOR UPDATE', [account.id]);
        const signIn = tryConsole(new CustomerBrowser(register.origin), account);
        const waiting = async () => {
          const { rows } = await holder.query<{ count: string }>(
            `SELECT count(*) FROM pg_stat_activity
              WHERE wait_event_type = 'Lock' AND datname = current_database()`,
          );
          return Number(rows[0]?.count);
        };
        await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
        await holder.query(
          `UPDATE accounts SET secret_hash = secret_hash || 'A', previous_secret_hash = secret_hash,
                  previous_secret_until = now() + interval '15 minutes' WHERE id = $1`,
          [account.id],
        );
        await holder.query('COMMIT');
        expect(leadsTo(await signIn)).toBe('/dashboard/sign-in?problem=replaced');
      } finally {
        await holder.end();
      }
    },
  );
});

describe('rotations of a secret', () => {
  test('are ten an hour for an account; the operator’s count apart', async () => {
    const { browser } = await openAdmin(
      register.origin,
      await client.createAccount({ role: 'admin' }),
    );
    let account = await client.createAccount();
    for (let count = 0; count < 10; count += 1) account = await rotate(account);
    expectLimited(await account.call('POST', ROTATE), 10, HOUR_S);
    const dashboard = await openDashboard(register.origin, account);
    const own = await dashboard.press(`${SETTINGS}/rotate-secret/confirm`);
    expect(leadsTo(own)).toBe(`${SETTINGS}/rotate-secret`);
    const path = `/admin/accounts/${account.id}`;
    expect(leadsTo(await browser.press(`${path}/rotate-secret/confirm`))).toBe(path);
    const secret = shownSecret((await browser.open(path)).text) ?? '';
    account = withSecret(account, secret);
    expectLimited(await account.call('POST', ROTATE), 10, HOUR_S);
    await register.clock.advance((HOUR_S + 1) * 1000);
    client.admin.forgetToken();
    await rotate(account);
  });

  test(
    'asked for thirty times at once leave verifying alone, and one is done',
    { tags: 'postgres' },
    async () => {
      const account = await costlyAccount();
      const headers = { authorization: `Bearer ${await account.token()}` };
      const rotations = Promise.all(
        Array.from({ length: 30 }, () => fetchStatus(ROTATE, { method: 'POST', headers })),
      );
      const verified: number[] = [];
      for (let count = 0; count < 30; count += 1) verified.push((await verify()).status);
      expect(verified).toEqual(Array(30).fill(200));
      const statuses = (await rotations).map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      // Of the others some are told that the secret changed meanwhile, or that there were too many.
      expect(statuses.filter((status) => ![200, 401, 409, 429].includes(status))).toEqual([]);
    },
  );
});

describe.skipIf(inject('postgresServer') === null)(
  'calls of one account that all wait',
  { tags: 'postgres' },
  () => {
    test('hold a third of the connections; a hundred more wait, and the rest is refused', async () => {
      const account = await client.createAccount();
      const other = await client.createAccount();
      const headers = { authorization: `Bearer ${await account.token()}` };
      await other.token();
      const answered: Fetched[] = [];
      const { calls } = await whileLocked(register.databaseUrl ?? '', ['webhooks'], async () => {
        const calls = Promise.all(
          Array.from({ length: 120 }, async () => {
            answered.push(await fetchStatus('/v1/webhooks', { headers }));
          }),
        );
        await expect.poll(() => answered.length, { timeout: 10_000 }).toBe(17);
        for (let count = 0; count < 10; count += 1) {
          expect((await verify()).status).toBe(200);
          expect((await other.call('GET', '/v1/self')).status).toBe(200);
        }
        return { calls };
      });
      await calls;
      const refused = answered.filter(({ status }) => status === 429);
      expect(refused).toEqual(Array(17).fill({ status: 429, retryAfter: '1' }));
      expect(answered.filter(({ status }) => status === 200)).toHaveLength(103);
    });
  },
);

describe('wrong secrets from a rotating /48', () => {
  test('keep no right one elsewhere waiting, nor one found right before', async () => {
    const [known, first] = [await costlyAccount(), await costlyAccount()];
    expect((await askToken(known)).status).toBe(200);
    const network = `2001:db8:${randomInt(1, 65_536).toString(16)}`;
    const anywhere = () => `${network}:${randomInt(1, 65_536).toString(16)}::1`;
    const wrong: Fetched[] = [];
    const guesses = Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const headers = {
          authorization: basicAuth(`nobody-${index}`, 'wrong'),
          'x-forwarded-for': anywhere(),
        };
        wrong.push(await fetchStatus('/v1/auth/token', { headers }));
      }),
    );
    const judged = () => wrong.filter(({ status }) => status === 401).length;
    // More than are judged one by one of a network wait nowhere.
    await expect.poll(() => wrong.length, { timeout: 20_000 }).toBeGreaterThan(100);
    const before = judged();
    expect((await askToken(first, '198.51.100.10')).status).toBe(200);
    expect((await askToken(known, anywhere())).status).toBe(200);
    // A hash of its own, beside theirs: one of theirs ends meanwhile, or a few.
    expect(judged() - before).toBeLessThan(10);
    await guesses;
    const refused = wrong.filter(({ status }) => status !== 401);
    expect(refused).toEqual(Array(refused.length).fill({ status: 503, retryAfter: '5' }));
    expect(judged()).toBeGreaterThan(0);
  });
});
