import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRegisterClient, dataOf } from './create-register-client.js';
import { RegisterError, RegisterUnreachableError } from './register-error.js';
import { startFakeRegister, type FakeRegister } from './testing/start-fake-register.js';

let register: FakeRegister;
let waits: number[];

beforeEach(async () => {
  register = await startFakeRegister();
  waits = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await register.close();
});

function client() {
  return createRegisterClient({
    origin: register.origin,
    credentials: { accountId: 'northwind', secretKey: 'a secret' },
    retries: {
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    },
  });
}

const refusal = (code: string, field?: string) => ({
  response: { resource: '/v1/self', timestamp: '2026-01-01T00:00:00Z', 'transaction-id': 'tid_1' },
  errors: [{ 'error-code': code, message: 'No.', ...(field ? { field } : {}) }],
});

const rotate = (calls: ReturnType<typeof client>) => calls.POST('/self/rotate-secret');

test('one token serves many calls, also those made at once', async () => {
  const calls = client();
  await Promise.all([calls.GET('/self'), calls.GET('/self'), calls.GET('/self')]);
  await calls.GET('/self');
  expect(register.tokensIssued()).toBe(1);
  expect(new Set(register.seen.map(({ authorization }) => authorization))).toEqual(
    new Set(['Bearer token-1']),
  );
});

test('a token is renewed a minute before it ends, once for all who wait', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const calls = client();
  await calls.GET('/self');
  vi.setSystemTime(Date.now() + (7200 - 61) * 1000);
  await calls.GET('/self');
  expect(register.tokensIssued()).toBe(1);
  vi.setSystemTime(Date.now() + 2000);
  await Promise.all([calls.GET('/self'), calls.GET('/self')]);
  expect(register.tokensIssued()).toBe(2);
  expect(register.seen.at(-1)?.authorization).toBe('Bearer token-2');
});

test('a token that is no longer taken is replaced once', async () => {
  const calls = client();
  register.answers.push({ status: 401, body: refusal('AUTH002') });
  await calls.GET('/self');
  expect(register.seen.map(({ authorization }) => authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
  ]);
  register.answers.push({ status: 401, body: refusal('AUTH002') });
  register.answers.push({ status: 401, body: refusal('AUTH002') });
  await expect(calls.GET('/self')).rejects.toMatchObject({ status: 401 });
  expect(register.seen).toHaveLength(4);
});

test('a write keeps its Idempotency-Key through every try, and each write has its own', async () => {
  const calls = client();
  register.answers.push('break', { status: 503, headers: { 'retry-after': '3' } });
  await rotate(calls);
  await rotate(calls);
  const keys = register.seen.map(({ idempotencyKey }) => idempotencyKey);
  expect(keys).toHaveLength(4);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]]);
  expect(keys[3]).not.toBe(keys[0]);
  expect(waits).toEqual([500, 3000]);
});

test('a caller’s own Idempotency-Key is sent as it is', async () => {
  await client().POST('/self/rotate-secret', { headers: { 'idempotency-key': 'mine' } });
  expect(register.seen[0]?.idempotencyKey).toBe('mine');
});

test.each([409, 429, 503])('%i with Retry-After is tried again after that wait', async (status) => {
  register.answers.push({ status, headers: { 'retry-after': '7' }, body: refusal('RATE001') });
  await client().GET('/self');
  expect(waits).toEqual([7000]);
});

test.each([
  ['409 without Retry-After', { status: 409 }],
  ['500', { status: 500, headers: { 'retry-after': '1' } }],
  ['a wait longer than half a minute', { status: 429, headers: { 'retry-after': '31' } }],
])('%s is final', async (_, answer) => {
  register.answers.push({ ...answer, body: refusal('X') });
  await expect(client().GET('/self')).rejects.toBeInstanceOf(RegisterError);
  expect(waits).toEqual([]);
});

test('after two more tries the refusal is the caller’s, with all it says', async () => {
  for (let index = 0; index < 3; index += 1) {
    register.answers.push({
      status: 429,
      headers: { 'retry-after': '2' },
      body: refusal('RATE001', 'mpxn'),
    });
  }
  await expect(client().GET('/self')).rejects.toMatchObject({
    status: 429,
    problems: [{ code: 'RATE001', message: 'No.', field: 'mpxn' }],
    transactionId: 'tid_1',
    retryAfterSeconds: 2,
  });
  expect(register.seen).toHaveLength(3);
});

test('no answer, or one that is not JSON, is told apart from a refusal', async () => {
  register.answers.push('break', 'break', 'break');
  await expect(client().GET('/self')).rejects.toBeInstanceOf(RegisterUnreachableError);
  register.answers.push({ status: 502, headers: { 'content-type': 'text/html' } });
  await expect(client().GET('/self')).rejects.toBeInstanceOf(RegisterUnreachableError);
});

test('without credentials no token is fetched or sent', async () => {
  const calls = createRegisterClient({ origin: register.origin });
  await calls.GET('/access-records/{ak}', { params: { path: { ak: 'ak_1' } } });
  expect(register.tokensIssued()).toBe(0);
  expect(register.seen[0]).toMatchObject({
    path: '/v1/access-records/ak_1',
    authorization: undefined,
  });
});

test('what a call answers is there', async () => {
  register.answers.push({ status: 200, body: { account: { 'account-id': 'northwind' } } });
  const { account } = await dataOf(client().GET('/self'));
  expect(account['account-id']).toBe('northwind');
});
