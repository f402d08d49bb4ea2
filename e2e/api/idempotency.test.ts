import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { basicAuth, type ApiAccount, type JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { credentialsOf, createHousehold, type Household } from '../../harness/callers/household';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { expectError, expectInvalid } from './support/expect-error';
import { confirmedToken } from './support/meter-point';
import {
  registerAccess,
  registerConsent,
  replace,
  revoke,
  stateOf,
  type AccessToken,
} from '../../harness/callers/registered-access';

const { client, origin } = sharedRegister();
const ACCESS_RECORDS = '/v1/access-records';

const newKey = () => randomBytes(12).toString('hex');

let account: ApiAccount;
let household: Household;

beforeAll(async () => {
  account = await client.createAccount();
  household = await createHousehold(account);
});

/** A write under a key. */
function write<Body = JsonObject>(
  key: string,
  method: string,
  path: string,
  body?: unknown,
  caller = account,
) {
  return caller.call<Body>(method, path, body, { 'Idempotency-Key': key });
}

function register(key: string, caller = account, ir = household.ir) {
  const body = consentBody(ir);
  return write<{ 'access-token': AccessToken }>(key, 'POST', ACCESS_RECORDS, body, caller);
}

async function recordsOf(caller: ApiAccount): Promise<number> {
  return (await caller.call<{ total: number }>('GET', '/v1/records')).body.total;
}

describe('the same key and request again', () => {
  test('replay the first answer to the letter and do nothing', async () => {
    const key = newKey();
    const first = await register(key);
    expect(first.status).toBe(201);
    const before = await recordsOf(account);
    const again = await register(key);
    expect([again.status, again.text]).toEqual([201, first.text]);
    for (const header of ['location', 'x-transaction-id', 'content-type', 'cache-control']) {
      expect(again.headers[header]).toBe(first.headers[header]);
    }
    expect(first.headers.location).toContain(first.body['access-token'].key);
    expect(await recordsOf(account)).toBe(before);
  });

  test('replay the answer though the world has moved on', async () => {
    const ak = await registerConsent(household);
    const key = newKey();
    const body = changed(consentBody(household.ir), ['processing.purpose', 'Once']);
    const first = await write(key, 'PUT', `${ACCESS_RECORDS}/${ak}`, body);
    await revoke(account, ak);
    const again = await write(key, 'PUT', `${ACCESS_RECORDS}/${ak}`, body);
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(await stateOf(client, ak)).toBe('REVOKED');
  });

  test('replay a 204', async () => {
    const home = await enrolHousehold(account, origin);
    const [credential] = await credentialsOf(home);
    const path = `/v1/identity-records/${home.ir}/credentials/${credential?.['credential-id']}`;
    const key = newKey();
    for (let round = 0; round < 2; round += 1) {
      const answer = await write(key, 'DELETE', path);
      expect([answer.status, answer.text]).toEqual([204, '']);
    }
    expect((await write(newKey(), 'DELETE', path)).status).toBe(404);
  });

  test('replay a 400', async () => {
    const key = newKey();
    const body = changed(consentBody(household.ir), ['processing.purpose', '']);
    const first = await write(key, 'POST', ACCESS_RECORDS, body);
    expectInvalid(first, ['processing.purpose']);
    const again = await write(key, 'POST', ACCESS_RECORDS, body);
    expect([again.status, again.text]).toEqual([400, first.text]);
  });

  test('replay of many errors the beginning, and say so', async () => {
    const key = newKey();
    const unknown = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`field-${at}`, 0]));
    const body = { ...consentBody(household.ir), ...unknown };
    const first = await write(key, 'POST', ACCESS_RECORDS, body);
    expectError(first, 400, 'VAL001');
    expect(first.errors).toHaveLength(101);
    const again = await write(key, 'POST', ACCESS_RECORDS, body);
    expectError(again, 400, 'VAL001');
    expect(again.headers['x-transaction-id']).toBe(first.headers['x-transaction-id']);
    expect(again.text.length).toBeLessThan(5000);
    const named = again.errors.slice(0, -1);
    expect(named).toEqual(first.errors.slice(0, named.length));
    expect(again.errors.at(-1)?.message).toContain('named more faults than are kept');
    const other = await write(key, 'POST', ACCESS_RECORDS, consentBody(household.ir));
    expectError(other, 409, 'CON001');
  });

  test('replay a 404, after which another key finds', async () => {
    const duid = `duid_${newKey()}`;
    const path = `/v1/admin/accounts/${duid.replace('_', '-')}/suspend`;
    const key = newKey();
    const first = await write(key, 'POST', path, undefined, client.admin);
    expectError(first, 404, 'NOT001');
    await client.createAccount({ 'account-id': duid.replace('_', '-') });
    const again = await write(key, 'POST', path, undefined, client.admin);
    expect([again.status, again.text]).toEqual([404, first.text]);
    expect((await client.admin.call('POST', path)).status).toBe(200);
  });

  test('replay a 409, though the conflict is over', async () => {
    const home = await createHousehold(account);
    const ak = await registerConsent(home);
    const path = `/v1/identity-records/${home.ir}`;
    const key = newKey();
    const first = await write(key, 'DELETE', path);
    expectError(first, 409, 'CON001');
    await revoke(account, ak);
    const again = await write(key, 'DELETE', path);
    expect([again.status, again.text]).toEqual([409, first.text]);
    expect((await account.call('DELETE', path)).status).toBe(200);
  });

  test('replay a 422', async () => {
    const home = await createHousehold(account, { email: null });
    const path = `/v1/identity-records/${home.ir}/re-identify`;
    const key = newKey();
    const first = await write(key, 'POST', path, { method: 'magic-link' });
    const again = await write(key, 'POST', path, { method: 'magic-link' });
    expect(first.status).toBe(422);
    expect(again.text).toBe(first.text);
  });

  test('start one re-identification with one token-ref', async () => {
    const path = `/v1/identity-records/${household.ir}/re-identify`;
    const key = newKey();
    const first = await write(key, 'POST', path, { method: 'passkey-register' });
    const again = await write(key, 'POST', path, { method: 'passkey-register' });
    expect([first.status, again.text]).toEqual([200, first.text]);
  });
});

describe('another request under a key', () => {
  test.each<[string, () => [string, string, unknown?]]>([
    ['body', () => ['POST', ACCESS_RECORDS, contractBody(household.ir)]],
    ['path', () => ['POST', '/v1/identity-records', consentBody(household.ir)]],
    ['query', () => ['POST', `${ACCESS_RECORDS}?again=1`, consentBody(household.ir)]],
  ])('with another %s is a 409 that names the key', async (_what, request) => {
    const key = newKey();
    await register(key);
    const before = await recordsOf(account);
    const answer = await write(key, ...request());
    expectError(answer, 409, 'CON001');
    expect(answer.errors[0]?.field).toBe('Idempotency-Key');
    expect(answer.headers['retry-after']).toBeUndefined();
    expect(await recordsOf(account)).toBe(before);
  });

  test('with another method of the same path is a 409', async () => {
    const ak = await registerConsent(household);
    const key = newKey();
    const path = `${ACCESS_RECORDS}/${ak}`;
    const body = consentBody(household.ir);
    expect((await write(key, 'PUT', path, body)).status).toBe(200);
    const text = JSON.stringify(body);
    const answer = await account.call('DELETE', path, text, {
      'Idempotency-Key': key,
      'content-length': String(Buffer.byteLength(text)),
    });
    expectError(answer, 409, 'CON001');
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('does not spoil the first answer', async () => {
    const key = newKey();
    const first = await register(key);
    await write(key, 'POST', ACCESS_RECORDS, contractBody(household.ir));
    expect((await register(key)).text).toBe(first.text);
  });
});

describe('many at once under one key', { tags: 'postgres' }, () => {
  test('are one record; who comes too early is told to come again', async () => {
    const key = newKey();
    const before = await recordsOf(account);
    const answers = await Promise.all(Array.from({ length: 12 }, () => register(key)));
    for (const answer of answers) {
      if (answer.status === 201) continue;
      expectError(answer, 409, 'CON001');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    const made = answers.filter(({ status }) => status === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    expect(await recordsOf(account)).toBe(before + 1);
    expect((await register(key)).text).toBe(made[0]?.text);
  });

  test('find the first still running: a 409 with Retry-After', async () => {
    const key = newKey();
    // Hashing the new secret takes long enough for the others to come.
    const body = { 'account-id': `org-${key}`, 'display-name': 'One', role: 'dcc' };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => write(key, 'POST', '/v1/admin/accounts', body, client.admin)),
    );
    const running = answers.filter(({ status }) => status === 409);
    expect(running.length).toBeGreaterThan(0);
    for (const answer of running) {
      expectError(answer, 409, 'CON001');
      expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    }
    expect(answers.some(({ status }) => status === 201)).toBe(true);
  });
});

describe('what is not replayed', () => {
  test('a secret shown once', async () => {
    const key = newKey();
    const body = { 'account-id': `org-${key}`, 'display-name': 'One', role: 'dcc' };
    const send = () =>
      write<{ account: JsonObject; 'secret-key'?: string }>(
        key,
        'POST',
        '/v1/admin/accounts',
        body,
        client.admin,
      );
    const first = await send();
    const again = await send();
    expect([first.status, again.status]).toEqual([201, 201]);
    const secret = first.body['secret-key'] ?? '';
    expect(secret.length).toBeGreaterThan(20);
    expect(again.text).not.toContain('secret-key');
    expect(again.text).not.toContain(secret);
    expect(again.body.account).toEqual(first.body.account);
  });

  test('a rotated secret, which is not rotated again', async () => {
    const own = await client.createAccount();
    const key = newKey();
    const rotate = () =>
      write<{ 'secret-key'?: string }>(key, 'POST', '/v1/self/rotate-secret', undefined, own);
    const secret = (await rotate()).body['secret-key'] ?? '';
    for (let round = 0; round < 2; round += 1) {
      const again = await rotate();
      expect([again.status, again.body['secret-key']]).toEqual([200, undefined]);
    }
    for (const good of [secret, own.secret]) {
      const headers = { authorization: basicAuth(own.id, good) };
      expect((await client.call('GET', '/v1/auth/token', { headers })).status).toBe(200);
    }
  });

  test('a 401', async () => {
    const key = newKey();
    const headers = { authorization: 'Bearer nonsense', 'Idempotency-Key': key };
    const body = consentBody(household.ir);
    expectError(await client.call('POST', ACCESS_RECORDS, { body, headers }), 401, 'AUTH002');
    expect((await register(key)).status).toBe(201);
  });

  test('a 403', async () => {
    const home = await enrolHousehold(account, origin);
    const portal = await client.createAccount({ role: 'portal' });
    const ak = await registerAccess(account, contractBody(home.ir));
    const token = await confirmedToken(portal, home);
    const path = `${ACCESS_RECORDS}/${ak}?reidentification-token=${token}`;
    const key = newKey();
    expectError(await write(key, 'DELETE', path, undefined, portal), 403, 'AUTH003');
    await replace(account, ak, consentBody(home.ir));
    expect((await write(key, 'DELETE', path, undefined, portal)).status).toBe(200);
    expect(await stateOf(client, ak)).toBe('REVOKED');
  });

  test('another account’s answer', async () => {
    const other = await client.createAccount();
    const home = await createHousehold(other);
    const key = newKey();
    const ours = await register(key);
    const theirs = await register(key, other, home.ir);
    expect([ours.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body['access-token'].key).not.toBe(ours.body['access-token'].key);
  });
});

describe('the key itself', () => {
  test.each([
    ['is empty', ''],
    ['is longer than 255 characters', 'k'.repeat(256)],
    ['holds a letter beyond ASCII', 'clé'],
    ['holds a tab', 'a\tb'],
  ])('is refused when it %s, and nothing is done', async (_what, key) => {
    const before = await recordsOf(account);
    expectInvalid(await register(key), ['Idempotency-Key']);
    expect(await recordsOf(account)).toBe(before);
  });

  test.each([
    ['one character', () => '!'],
    ['255 characters', () => newKey().padEnd(255, '~')],
    ['spaces and quotes', () => `"a b ${newKey()}"`],
  ])('may be %s', async (_what, makeKey) => {
    const key = makeKey();
    const first = await register(key);
    expect(first.status).toBe(201);
    expect((await register(key)).text).toBe(first.text);
  });

  test('matters by case', async () => {
    const key = newKey();
    await register(`${key}a`);
    const before = await recordsOf(account);
    expect((await register(`${key}A`)).status).toBe(201);
    expect(await recordsOf(account)).toBe(before + 1);
  });

  test('means nothing to a GET, good or bad', async () => {
    const key = newKey();
    for (const header of ['', 'k'.repeat(256)]) {
      expect((await write(header, 'GET', '/v1/records')).status).toBe(200);
    }
    const list = () => write<{ total: number }>(key, 'GET', '/v1/records');
    const first = await list();
    await registerConsent(household);
    expect((await list()).body.total).toBe(first.body.total + 1);
    expect((await register(key)).status).toBe(201);
  });

  test('means nothing to a path that is not there, good or bad', async () => {
    const path = '/v1/webhooks/wid_000000000000000000000000/deliveries//replay';
    for (const header of [newKey(), 'k'.repeat(256)]) {
      expectError(await write(header, 'POST', path), 404, 'NOT001');
    }
  });
});
