import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  basicAuth,
  type ApiAccount,
  type ApiAnswer,
  type RegisterClient,
} from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { openMailbox, type Mailbox } from '../../harness/mailbox';
import { openDashboard } from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { expectError } from './support/expect-error';
import { expectLimited } from './support/expect-limited';
import { readJwt, signHs256 } from './support/hand-made-jwt';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, randomMpxn } from '../../harness/callers/household';
import { isCodeMail } from '../../harness/callers/mailed';
import { fieldsOf } from '../../harness/callers/passkey-page';
import { isOpenedMail, signInByPasskey, VERIFIED } from './support/portal';
import { startAcross } from '../../harness/callers/reidentification';

/**
 * What takes a register of its own: time that passes, keys that change, and the last operator. No
 * proxy stands before it, and its limits are a fiftieth of the contract's.
 */
let register: OwnRegister;
let client: RegisterClient;
let mail: FakeResend;
let mailbox: Mailbox;

beforeAll(async () => {
  mail = await startFakeResend();
  mailbox = openMailbox(mail.url);
  register = await startOwnRegister({
    name: 'lifecycle',
    env: { RATE_LIMIT_SCALE: '0.02', ...mail.env },
  });
  ({ client } = register);
});

afterAll(async () => {
  await register.stop();
  await mail.close();
});

const askToken = (id: string, secret: string, headers: Record<string, string> = {}) =>
  client.call<{ 'bearer-token': string }>('GET', '/v1/auth/token', {
    headers: { authorization: basicAuth(id, secret), ...headers },
  });
const askSelf = (token: string) =>
  client.call('GET', '/v1/self', { headers: { authorization: `Bearer ${token}` } });
const statusesOf = (answers: ApiAnswer<unknown>[]) => answers.map(({ status }) => status);

/** Lets time pass, for which the operator's own bearer may be too old afterwards. */
async function pass(seconds: number): Promise<void> {
  await register.clock.advance(seconds * 1000);
  client.admin.forgetToken();
}

describe('a bearer token', () => {
  it('works for two hours and then is AUTH002', async () => {
    const account = await client.createAccount();
    const token = await account.token();
    await pass(7150);
    expect((await askSelf(token)).status).toBe(200);
    await pass(60);
    expectError(await askSelf(token), 401, 'AUTH002');
    account.forgetToken();
    expect((await account.call('GET', '/v1/self')).status).toBe(200);
  });
});

interface RingKey {
  id: string;
  secret: string;
  'active-from': string;
}
type Ring = Record<'token' | 'link' | 'lookup' | 'encryption', RingKey[]>;

describe('rotating the token key', () => {
  const ringFile = () => path.join(register.dataDir, 'keys.json');

  function rotate(): { before: RingKey; after: RingKey } {
    const ring = JSON.parse(readFileSync(ringFile(), 'utf8')) as Ring;
    const before = ring.token.at(-1);
    if (!before) throw new Error('the ring has no token key');
    const after = {
      id: `test-${randomBytes(4).toString('hex')}`,
      secret: randomBytes(32).toString('base64url'),
      'active-from': register.clock.now().toISOString(),
    };
    writeFileSync(
      `${ringFile()}.draft`,
      JSON.stringify({ ...ring, token: [...ring.token, after] }),
    );
    renameSync(`${ringFile()}.draft`, ringFile());
    return { before, after };
  }

  /** The first token that the new key signed. */
  function tokenOf(account: ApiAccount, key: RingKey): Promise<string> {
    return vi.waitFor(
      async () => {
        const { body } = await askToken(account.id, account.secret);
        const token = body['bearer-token'];
        if (readJwt(token).header.kid !== key.id) throw new Error('the new ring is not in use');
        return token;
      },
      { timeout: 20_000, interval: 200 },
    );
  }

  /** A token for `account` that a key of the ring signed and that outlives it. */
  function longLived(token: string, key: RingKey): string {
    const { header, claims } = readJwt(token);
    const later = { ...claims, exp: Number(claims.exp) + 86_400 };
    return signHs256({ ...header, kid: key.id }, later, Buffer.from(key.secret, 'base64url'));
  }

  it('needs no restart: old and new bearers work side by side, until the old key retires', async () => {
    const account = await client.createAccount();
    const oldToken = await account.token();
    const { before, after } = rotate();
    const newToken = await tokenOf(account, after);
    expect(readJwt(oldToken).header.kid).toBe(before.id);
    expect((await askSelf(oldToken)).status).toBe(200);
    expect((await askSelf(newToken)).status).toBe(200);

    const oldForEver = longLived(oldToken, before);
    const newForEver = longLived(oldToken, after);
    await pass(7100);
    expect((await askSelf(oldForEver)).status).toBe(200);
    await pass(200);
    // Not for its age, by which the other one would fail as well: for its key.
    expectError(await askSelf(oldForEver), 401, 'AUTH002');
    expect((await askSelf(newForEver)).status).toBe(200);
  });

  it('that becomes active later signs nothing before', async () => {
    const account = await client.createAccount();
    const current = readJwt(await account.token()).header.kid;
    const ring = JSON.parse(readFileSync(ringFile(), 'utf8')) as Ring;
    const future = {
      id: `later-${randomBytes(4).toString('hex')}`,
      secret: randomBytes(32).toString('base64url'),
      'active-from': new Date(register.clock.now().getTime() + 600_000).toISOString(),
    };
    writeFileSync(
      `${ringFile()}.draft`,
      JSON.stringify({ ...ring, token: [...ring.token, future] }),
    );
    renameSync(`${ringFile()}.draft`, ringFile());
    const { body } = await askToken(account.id, account.secret);
    expect(readJwt(body['bearer-token']).header.kid).toBe(current);
    await pass(601);
    expect(readJwt(await tokenOf(account, future)).header.kid).toBe(future.id);
  });
});

describe('without a trusted proxy', () => {
  it('a client cannot choose its own address, by whichever header', async () => {
    const account = await client.createAccount();
    await pass(901);
    const wrong = { 'x-forwarded-for': '198.51.100.1' };
    expectError(await askToken(account.id, 'wrong-secret', wrong), 401, 'AUTH005');
    const claims: Record<string, string>[] = [
      { 'x-forwarded-for': '198.51.100.2' },
      { 'x-forwarded-for': '198.51.100.3, 198.51.100.4' },
      { forwarded: 'for=198.51.100.5' },
      { 'x-real-ip': '198.51.100.6' },
      { 'x-client-ip': '198.51.100.7', 'cf-connecting-ip': '198.51.100.7' },
      {},
    ];
    for (const headers of claims) {
      expectLimited(await askToken(account.id, account.secret, headers), 1, 900);
    }
    await pass(901);
    expect((await askToken(account.id, account.secret)).status).toBe(200);
  });
});

describe('RATE_LIMIT_SCALE 0.02', () => {
  it('right secrets never count', async () => {
    const account = await client.createAccount();
    for (let count = 0; count < 3; count += 1) {
      expect((await askToken(account.id, account.secret)).status).toBe(200);
    }
  });

  it('a hundred wrong secrets from one address become two, for whichever accounts', async () => {
    const account = await client.createAccount();
    await pass(901);
    const guesses = Array.from({ length: 2 }, (_, index) => askToken(`nobody-${index}`, 'wrong'));
    expect(new Set(statusesOf(await Promise.all(guesses)))).toEqual(new Set([401]));
    expectLimited(await askToken(account.id, account.secret), 2, 900);
    await pass(901);
    expect((await askToken(account.id, account.secret)).status).toBe(200);
  });

  it(
    '6,000 calls a minute of an account become 120, and other accounts go on',
    { tags: 'postgres' },
    async () => {
      const [account, other] = [await client.createAccount(), await client.createAccount()];
      const dashboard = await openDashboard(register.origin, account);
      await pass(61);
      await account.token();
      const answers: ApiAnswer<unknown>[] = [];
      while (answers.length < 130) {
        const ten = Array.from({ length: 10 }, () => account.call('HEAD', '/v1/self'));
        answers.push(...(await Promise.all(ten)));
      }
      const refused = statusesOf(answers).filter((status) => status === 429);
      // The token was a call as well.
      expect(refused).toHaveLength(11);
      expectLimited(await account.call('GET', '/v1/self'), 120, 60);
      // A limiter that the API's part of the process made refuses in that of the pages too.
      expect((await dashboard.press('/dashboard/identity-records/find')).status).toBe(429);
      expect((await other.call('GET', '/v1/self')).status).toBe(200);
      await pass(61);
      expect((await account.call('GET', '/v1/self')).status).toBe(200);
    },
  );

  const asks = (account: ApiAccount) => ({
    'whether identities exist': () =>
      account.call('GET', `/v1/identity-records/exists?mpxn=${randomMpxn()}`),
    'for a re-identification by meter number': () =>
      account.call('POST', '/v1/identity-records/reidentify', {
        mpxn: randomMpxn(),
        method: 'passkey-assert',
      }),
  });

  it.each([
    ['whether identities exist', 200],
    ['for a re-identification by meter number', 404],
  ] as const)('600 questions a minute %s become 12', async (what, status) => {
    const account = await client.createAccount();
    const ask = asks(account)[what];
    const answers = await Promise.all(Array.from({ length: 12 }, ask));
    expect(new Set(statusesOf(answers))).toEqual(new Set([status]));
    expectLimited(await ask(), 12, 60);
    await pass(61);
    expect((await ask()).status).toBe(status);
  });

  it(
    '200 mails an hour for an asking account become four, to whomever they go',
    { tags: 'postgres' },
    async () => {
      const account = await client.createAccount();
      const mail = async () => {
        const { ir } = await createHousehold(account);
        return account.call('POST', `/v1/identity-records/${ir}/re-identify`, {
          method: 'magic-link',
        });
      };
      const answers = await Promise.all(Array.from({ length: 4 }, mail));
      expect(new Set(statusesOf(answers))).toEqual(new Set([200]));
      expectLimited(await mail(), 4, 3600);
      await pass(3601);
      account.forgetToken();
      expect((await mail()).status).toBe(200);
    },
  );

  it('presses that the limit of a record refuses cost the organisation no mail', async () => {
    const [owner, asker] = [await client.createAccount(), await client.createAccount()];
    const household = await createHousehold(owner);
    const { page } = await startAcross(asker, household.mpxn, { method: 'passkey-register' });
    const browser = new CustomerBrowser(register.origin);
    await browser.open(page);
    const press = () => browser.press('/passkey/email', fieldsOf(page));
    await Promise.all(Array.from({ length: 10 }, press));
    await mailbox.waitForMail(household.email ?? '', { where: isCodeMail });
    for (let other = 0; other < 3; other += 1) {
      const { mpxn } = await createHousehold(owner);
      await startAcross(asker, mpxn, { method: 'magic-link' });
    }
    expect(await mailbox.mailsTo(household.email ?? '')).toHaveLength(1);
  });

  it('questions that the limit of a meter point refuses cost nothing of the account’s', async () => {
    const account = await client.createAccount();
    const ask = (mpxn: string) => account.call('GET', `/v1/identity-records/exists?mpxn=${mpxn}`);
    const mpxn = randomMpxn();
    expect((await ask(mpxn)).status).toBe(200);
    for (let refused = 0; refused < 15; refused += 1) expectLimited(await ask(mpxn), 1, 3600);
    expect((await ask(randomMpxn())).status).toBe(200);
  });

  it('notices are among them: of a passkey, of a redirect host, of an opened meter point', async () => {
    const [account, other] = [await client.createAccount(), await client.createAccount()];
    const link = async () => {
      const { ir } = await createHousehold(account);
      return account.call('POST', `/v1/identity-records/${ir}/re-identify`, {
        method: 'magic-link',
      });
    };
    await enrolHousehold(account, register.origin);
    const urls = { 'redirect-urls': ['https://new.northwind.example/back'] };
    expect((await account.call('PUT', '/v1/self/redirect-urls', urls)).status).toBe(200);
    const { mpxn } = await createHousehold(other, { fields: VERIFIED });
    const options = { mpxn, email: null, fields: VERIFIED };
    const occupant = await enrolHousehold(account, register.origin, options);
    await signInByPasskey(occupant.browser, occupant.device);
    expect((await link()).status).toBe(200);
    expectLimited(await link(), 4, 3600);
    await pass(3601);
  });

  it('a mailbox is told of openings ten times an hour, which become one', async () => {
    const [account, other] = [await client.createAccount(), await client.createAccount()];
    const { mpxn, email } = await createHousehold(other, { fields: VERIFIED });
    const countOpenedMails = async () =>
      (await mailbox.mailsTo(email ?? '')).filter(isOpenedMail).length;
    const open = async () => {
      const options = { mpxn, email: null, fields: VERIFIED, isAnother: true };
      const { browser, device } = await enrolHousehold(account, register.origin, options);
      await signInByPasskey(browser, device);
    };
    await open();
    await expect.poll(countOpenedMails, { timeout: 30_000 }).toBe(1);
    await open();
    await pass(3601);
    account.forgetToken();
    await open();
    await expect.poll(countOpenedMails, { timeout: 30_000 }).toBe(2);
  });
});

describe('the last active operator', { tags: 'postgres' }, () => {
  const change = (actor: ApiAccount, id: string, verb: string) =>
    actor.call('POST', `/v1/admin/accounts/${id}/${verb}`);
  const newAdmin = async () => {
    const admin = await client.createAccount({ role: 'admin', 'display-name': 'Operator' });
    await admin.token();
    return admin;
  };

  it('can be neither suspended nor terminated, and a suspended one does not count', async () => {
    const { admin } = client;
    const second = await newAdmin();
    expect((await change(admin, second.id, 'suspend')).status).toBe(200);
    for (const verb of ['suspend', 'terminate']) {
      expectError(await change(admin, admin.id, verb), 409, 'CON001');
    }
    expect((await admin.call('GET', '/v1/self')).body).toMatchObject({
      account: { status: 'active' },
    });
    // It is not the last one any more once the other is back.
    expect((await change(admin, second.id, 'reactivate')).status).toBe(200);
    expect((await change(second, admin.id, 'suspend')).status).toBe(200);
    expectError(await change(second, second.id, 'suspend'), 409, 'CON001');
    expect((await change(second, admin.id, 'reactivate')).status).toBe(200);
    expect((await change(admin, second.id, 'terminate')).status).toBe(200);
  });

  it('an account of another role goes without asking how many operators there are', async () => {
    const account = await client.createAccount();
    expect((await change(client.admin, account.id, 'terminate')).status).toBe(200);
  });

  it('remains when two terminate each other at the same moment', async () => {
    for (let round = 0; round < 2; round += 1) {
      const [one, two] = [await newAdmin(), await newAdmin()];
      expect((await change(one, client.admin.id, 'suspend')).status).toBe(200);
      const answers = await Promise.all([
        change(one, two.id, 'terminate'),
        change(two, one.id, 'terminate'),
      ]);
      const survivors = [one, two].filter((_, index) => answers[index]?.status === 200);
      const [loser] = answers.filter(({ status }) => status !== 200);
      const [survivor] = survivors;
      if (!survivor || !loser || survivors.length !== 1) {
        throw new Error(`one of two should remain: ${statusesOf(answers).join()}`);
      }
      expect([403, 409]).toContain(loser.status);
      expect((await change(survivor, client.admin.id, 'reactivate')).status).toBe(200);
      expect((await change(client.admin, survivor.id, 'terminate')).status).toBe(200);
    }
  });

  it('remains when two suspend themselves at the same moment', async () => {
    const second = await newAdmin();
    const { admin } = client;
    const answers = await Promise.all([
      change(admin, admin.id, 'suspend'),
      change(second, second.id, 'suspend'),
    ]);
    expect(statusesOf(answers).sort()).toEqual([200, 409]);
    const [left, gone] = answers[0].status === 409 ? [admin, second] : [second, admin];
    expect((await change(left, gone.id, 'reactivate')).status).toBe(200);
    expect((await change(admin, second.id, 'terminate')).status).toBe(200);
  });
});
