// Counts are kept by statements that run at the same time.
// @module-tag postgres
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  basicAuth,
  registerClient,
  type ApiAccount,
  type ApiAnswer,
  type RegisterClient,
} from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startRegister } from '../../harness/start-register';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { expectLimited } from './support/expect-limited';
import { createHousehold, randomEmail, randomMpxn } from '../../harness/callers/household';
import { registerAccess, replace } from '../../harness/callers/registered-access';

const MINUTE_S = 60;
const HOUR_S = 3600;

/** Behind one trusted proxy, at the limits of the contract. */
let register: OwnRegister;
let client: RegisterClient;

beforeAll(async () => {
  register = await startOwnRegister({
    name: 'limits',
    env: { RATE_LIMIT_SCALE: '1', TRUSTED_PROXY_HOPS: '1' },
  });
  ({ client } = register);
});

afterAll(async () => register.stop());

/** Lets a window pass; the operator's own bearer may be too old afterwards. */
async function pass(seconds: number): Promise<void> {
  await register.clock.advance((seconds + 1) * 1000);
  client.admin.forgetToken();
}

const times = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index));
const statusesOf = (answers: ApiAnswer<unknown>[]) => answers.map(({ status }) => status);

/** Asks for a token as the proxy passes it on: what the client claims of itself, then its address. */
function askToken(account: ApiAccount, secret: string, chain: string, at: RegisterClient = client) {
  const authorization = basicAuth(account.id, secret);
  return at.call('GET', '/v1/auth/token', { headers: { authorization, 'x-forwarded-for': chain } });
}

/** An address of a network that is nobody's. */
const randomAddress = () => `203.0.113.${randomInt(1, 255)}`;
/** Some /64 of the prefix for documentation. */
const randomPrefix = () =>
  `2001:db8:${randomInt(1, 65_536).toString(16)}:${randomInt(1, 65_536).toString(16)}`;

describe('wrong secrets', () => {
  it('ten in fifteen minutes for an account from an address, and nobody else is shut out', async () => {
    const account = await client.createAccount();
    const neighbour = await client.createAccount();
    const address = randomAddress();
    const wrong = await Promise.all(times(10, () => askToken(account, 'wrong-secret', address)));
    expect(new Set(statusesOf(wrong))).toEqual(new Set([401]));

    expectLimited(await askToken(account, account.secret, address), 10, 15 * MINUTE_S);
    // A client cannot choose its address: what it claims itself stands before the proxy's word.
    const claimed = `198.51.100.7, ${address}`;
    expectLimited(await askToken(account, account.secret, claimed), 10, 15 * MINUTE_S);

    expect((await askToken(neighbour, neighbour.secret, address)).status).toBe(200);
    expect((await askToken(account, account.secret, '198.51.100.7')).status).toBe(200);
    await pass(15 * MINUTE_S);
    expect((await askToken(account, account.secret, address)).status).toBe(200);
  });

  it.each([
    ['an IPv4 address', randomAddress(), (address: string, port: number) => `${address}:${port}`],
    [
      'an IPv6 address',
      `${randomPrefix()}::7`,
      (address: string, port: number) => `[${address}]:${port}`,
    ],
  ])('%s counts without the port that a proxy adds', async (_what, address, written) => {
    const account = await client.createAccount();
    const wrong = times(10, (port) =>
      askToken(account, 'wrong-secret', written(address, 50_000 + port)),
    );
    expect(new Set(statusesOf(await Promise.all(wrong)))).toEqual(new Set([401]));
    const here = await askToken(account, account.secret, written(address, 443));
    expectLimited(here, 10, 15 * MINUTE_S);
    expectLimited(await askToken(account, account.secret, address), 10, 15 * MINUTE_S);
    const elsewhere = `${randomAddress().replace(/^203/, '192')}:50001`;
    expect((await askToken(account, account.secret, elsewhere)).status).toBe(200);
    await pass(15 * MINUTE_S);
  });

  it('what is no address counts as the proxy’s', async () => {
    const account = await client.createAccount();
    const nobodies = ['unknown', '_hidden', '', '203.0.113.7:port', '[2001:db8::1', '999.1.1.1:80'];
    const wrong = times(10, (index) =>
      askToken(account, 'wrong-secret', nobodies[index % nobodies.length] ?? ''),
    );
    expect(new Set(statusesOf(await Promise.all(wrong)))).toEqual(new Set([401]));
    // The proxy of this test is this machine.
    for (const proxy of ['unknown', '127.0.0.1', '127.0.0.1:4000']) {
      expectLimited(await askToken(account, account.secret, proxy), 10, 15 * MINUTE_S);
    }
    expect((await askToken(account, account.secret, randomAddress())).status).toBe(200);
    await pass(15 * MINUTE_S);
  });

  it('thirty at once, from thirty addresses of one /64, pass by none', async () => {
    const account = await client.createAccount();
    const prefix = randomPrefix();
    const answers = await Promise.all(
      times(30, (index) => askToken(account, 'wrong-secret', `${prefix}::${index}`)),
    );
    const looked = statusesOf(answers).filter((status) => status === 401).length;
    expect(looked).toBe(10);
    const full = `${prefix}:ffff:ffff:ffff:ffff`;
    expectLimited(await askToken(account, account.secret, full), 10, 15 * MINUTE_S);
    const elsewhere = `${randomPrefix()}::1`;
    expect((await askToken(account, account.secret, elsewhere)).status).toBe(200);
  });

  it('are counted by all processes of one register together', async ({ skip }) => {
    const { databaseUrl } = register;
    if (databaseUrl === null) return skip('no second process may open the embedded database');
    const second = await startRegister({
      name: 'limits-second',
      origin: register.origin,
      env: {
        RATE_LIMIT_SCALE: '1',
        TRUSTED_PROXY_HOPS: '1',
        DATABASE_URL: databaseUrl,
        KEY_RING_FILE: path.join(register.dataDir, 'keys.json'),
      },
    });
    try {
      await second.clock.set(register.clock.now());
      const other = registerClient(second.listenUrl, register.admin);
      const account = await client.createAccount();
      const address = randomAddress();
      const wrong = times(10, (index) =>
        askToken(account, 'wrong-secret', address, index % 2 ? client : other),
      );
      expect(new Set(statusesOf(await Promise.all(wrong)))).toEqual(new Set([401]));
      for (const at of [client, other]) {
        expectLimited(await askToken(account, account.secret, address, at), 10, 15 * MINUTE_S);
      }
    } finally {
      await second.stop();
    }
  });
});

describe('asking whether an identity exists', () => {
  const ask = (account: ApiAccount, mpxn: string) =>
    account.call('GET', `/v1/identity-records/exists?mpxn=${mpxn}`);

  it('sixty times an hour for an account and a meter point, however that is spelled', async () => {
    const [account, other] = [await client.createAccount(), await client.createAccount()];
    const mpxn = randomMpxn();
    const answers = await Promise.all(
      times(60, (index) =>
        ask(account, index % 2 ? mpxn : `%20${mpxn.slice(0, 3)}+${mpxn.slice(3)}`),
      ),
    );
    expect(new Set(statusesOf(answers))).toEqual(new Set([200]));
    expectLimited(await ask(account, mpxn), 60, HOUR_S);
    expect((await ask(account, randomMpxn())).status).toBe(200);
    expect((await ask(other, mpxn)).status).toBe(200);
    await pass(HOUR_S);
    expect((await ask(account, mpxn)).status).toBe(200);
  });
});

describe('started re-identifications', () => {
  it('twenty an hour for a record and an account, by either way of starting', async () => {
    const owner = await client.createAccount();
    const other = await client.createAccount();
    const household = await createHousehold(owner, { email: null });
    const own = () =>
      owner.call('POST', `/v1/identity-records/${household.ir}/re-identify`, {
        method: 'passkey-register',
      });
    const across = (account: ApiAccount) =>
      account.call('POST', '/v1/identity-records/reidentify', {
        mpxn: household.mpxn,
        method: 'passkey-register',
      });
    const answers = await Promise.all(times(20, (index) => (index % 2 ? own() : across(owner))));
    expect(new Set(statusesOf(answers))).toEqual(new Set([200]));
    expectLimited(await own(), 20, HOUR_S);
    expectLimited(await across(owner), 20, HOUR_S);
    expect((await across(other)).status).toBe(200);
    await pass(HOUR_S);
    expect((await own()).status).toBe(200);
  });
});

describe('asking for a re-identification by meter number', () => {
  const ask = (account: ApiAccount, mpxn: string) =>
    account.call('POST', '/v1/identity-records/reidentify', { mpxn, method: 'passkey-assert' });

  it('sixty times an hour for an account and a meter point, whether there is a record or not', async () => {
    const [account, other] = [await client.createAccount(), await client.createAccount()];
    const mpxn = randomMpxn();
    const answers = await Promise.all(
      times(60, (index) =>
        ask(account, index % 2 ? mpxn : ` ${mpxn.slice(0, 5)} ${mpxn.slice(5)}`),
      ),
    );
    expect(new Set(statusesOf(answers))).toEqual(new Set([404]));
    expectLimited(await ask(account, mpxn), 60, HOUR_S);
    expect((await ask(account, randomMpxn())).status).toBe(404);
    expect((await ask(other, mpxn)).status).toBe(404);
    await pass(HOUR_S);
    expect((await ask(account, mpxn)).status).toBe(404);
  });
});

describe('mails', () => {
  const mail = (account: ApiAccount, ir: string) =>
    account.call('POST', `/v1/identity-records/${ir}/re-identify`, { method: 'magic-link' });

  it('five an hour for a record, whichever organisation asks', async () => {
    const owner = await client.createAccount();
    const other = await client.createAccount();
    const household = await createHousehold(owner);
    const across = () =>
      other.call('POST', '/v1/identity-records/reidentify', {
        mpxn: household.mpxn,
        method: 'magic-link',
      });
    const answers = await Promise.all(
      times(5, (index) => (index % 2 ? across() : mail(owner, household.ir))),
    );
    expect(new Set(statusesOf(answers))).toEqual(new Set([200]));
    expectLimited(await mail(owner, household.ir), 5, HOUR_S);
    expectLimited(await across(), 5, HOUR_S);
    await pass(HOUR_S);
    expect((await mail(owner, household.ir)).status).toBe(200);
  });

  it('ten an hour for an address, whatever records and spellings it hides behind', async () => {
    const owner = await client.createAccount();
    const email = randomEmail();
    const spellings = [email, email.replace('example.com', 'EXAMPLE.COM'), ` ${email} `];
    const households = await Promise.all(
      spellings.map((spelling) => createHousehold(owner, { email: spelling })),
    );
    const [first, second, third] = households;
    const tenOfTwo = times(10, (index) =>
      mail(owner, (index % 2 ? first : second)?.ir ?? 'missing'),
    );
    expect(new Set(statusesOf(await Promise.all(tenOfTwo)))).toEqual(new Set([200]));
    expectLimited(await mail(owner, third?.ir ?? 'missing'), 10, HOUR_S);
    const someoneElse = await createHousehold(owner);
    expect((await mail(owner, someoneElse.ir)).status).toBe(200);
  });
});

describe('replacements that a customer is told of', () => {
  it('are five an hour for a record: one that could not be told is refused', async () => {
    const account = await client.createAccount();
    const { ir, mpxn } = await createHousehold(account);
    const dummy = await createHousehold(account, { mpxn, email: null });
    const ak = await registerAccess(account, consentBody(ir));
    // There and back: from the one who has an address every second time.
    const irs = times(12, (n) => (n % 2 === 0 ? dummy.ir : ir));
    const statuses: number[] = [];
    for (const to of irs) {
      statuses.push((await replace(account, ak, consentBody(to))).status);
    }
    expect(statuses).toEqual([...times(10, () => 200), 429, 200]);
    const other = changed(consentBody(ir), ['processing.purpose', 'In other words']);
    expect((await replace(account, ak, other)).status).toBe(200);
  });
});
