import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, randomMpxn } from '../../harness/callers/household';
import { REIDENTIFY } from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();
const EXISTS = '/v1/identity-records/exists';
const METHODS = ['magic-link', 'passkey-assert', 'passkey-register'];

interface ExistsAnswer {
  response: { resource: string };
  mpxn: string;
  exists: boolean;
  'available-methods': string[];
}

let creator: ApiAccount;
let asker: ApiAccount;

beforeAll(async () => {
  creator = await client.createAccount();
  asker = await client.createAccount({ 'display-name': 'Brightmeter' });
});

async function exists(mpxn: string, account = asker): Promise<ExistsAnswer> {
  const answer = await account.call<ExistsAnswer>(
    'GET',
    `${EXISTS}?mpxn=${encodeURIComponent(mpxn)}`,
  );
  expect(answer.status).toBe(200);
  return answer.body;
}

/** Which methods `reidentify` accepts now, tried one by one. */
async function accepted(mpxn: string): Promise<string[]> {
  const results = [];
  for (const method of METHODS) {
    const { status } = await asker.call('POST', REIDENTIFY, { mpxn, method });
    expect([200, 404, 422]).toContain(status);
    if (status === 200) results.push(method);
  }
  return results;
}

async function expectMethods(mpxn: string, methods: string[]): Promise<void> {
  expect((await exists(mpxn))['available-methods']).toEqual(methods);
  expect((await accepted(mpxn)).sort()).toEqual([...methods].sort());
}

describe('the methods it lists, which are those that reidentify accepts', () => {
  test('are none at a meter point that nobody registered', async () => {
    const mpxn = randomMpxn();
    expect(await exists(mpxn)).toMatchObject({ mpxn, exists: false, 'available-methods': [] });
    expect(await accepted(mpxn)).toEqual([]);
  });

  test('are passkey-register alone with neither e-mail nor passkey', async () => {
    const { mpxn } = await createHousehold(creator, { email: null });
    await expectMethods(mpxn, ['passkey-register']);
  });

  test('have magic-link first where an e-mail is stored', { tags: 'postgres' }, async () => {
    const { mpxn } = await createHousehold(creator);
    await expectMethods(mpxn, ['magic-link', 'passkey-register']);
  });

  test('have passkey-assert first where a passkey is registered', async () => {
    const { mpxn } = await enrolHousehold(creator, origin, { email: null });
    await expectMethods(mpxn, ['passkey-assert', 'passkey-register']);
  });

  test('are all three, in that order, with both', async () => {
    const { mpxn } = await enrolHousehold(creator, origin);
    await expectMethods(mpxn, ['passkey-assert', 'magic-link', 'passkey-register']);
  });

  test('join what several organisations know of the same occupant', async () => {
    const other = await client.createAccount();
    const { mpxn } = await createHousehold(creator);
    await enrolHousehold(other, origin, { mpxn, email: null });
    await expectMethods(mpxn, ['passkey-assert', 'magic-link', 'passkey-register']);
  });

  test('are none once the only record is anonymised', async () => {
    const { mpxn, ir } = await createHousehold(creator);
    expect((await exists(mpxn)).exists).toBe(true);
    expect((await creator.call('DELETE', `/v1/identity-records/${ir}`)).status).toBe(200);
    expect((await exists(mpxn)).exists).toBe(false);
    await expectMethods(mpxn, []);
  });
});

test('a record is found whoever asks, its creator included', async () => {
  const { mpxn } = await createHousehold(creator);
  expect((await exists(mpxn, creator)).exists).toBe(true);
  expect((await exists(mpxn, await client.createAccount())).exists).toBe(true);
});

test('a portal may ask', async () => {
  const portal = await client.createAccount({ role: 'portal' });
  const { mpxn } = await createHousehold(creator);
  expect((await exists(mpxn, portal)).exists).toBe(true);
});

test.each(['data_provider', 'dcc', 'admin'] as const)('the role %s may not ask', async (role) => {
  const account = await client.createAccount({ role });
  const { mpxn } = await createHousehold(creator);
  const answer = await account.call('GET', `${EXISTS}?mpxn=${mpxn}`);
  expect(answer.status).toBe(403);
  expect(answer.errors).toMatchObject([{ 'error-code': 'AUTH003' }]);
});

test('another spelling of the meter point finds the same record', async () => {
  const { mpxn } = await createHousehold(creator);
  const spelling = ` ${mpxn.slice(0, 2)} ${mpxn.slice(2, 6)} ${mpxn.slice(6)} `;
  expect(await exists(spelling)).toMatchObject({ mpxn, exists: true });
});

test('the answer is the meter point, whether it is known and the methods, and no ir', async () => {
  const { mpxn, ir } = await createHousehold(creator);
  const answer = await asker.call<ExistsAnswer>('GET', `${EXISTS}?mpxn=${mpxn}`);
  expect(Object.keys(answer.body).sort()).toEqual([
    'available-methods',
    'exists',
    'mpxn',
    'response',
  ]);
  expect(answer.body.response.resource).toBe(`${EXISTS}?mpxn=${mpxn}`);
  expect(answer.text).not.toContain(ir);
  expect(JSON.stringify(answer.headers)).not.toContain(ir);
});

test.each([
  ['no meter point', '', 'mpxn'],
  ['an empty one', '?mpxn=', 'mpxn'],
  ['one with a letter that none has', '?mpxn=1I34567890123', 'mpxn'],
  ['an unknown parameter', '?mpxn=1234567890123&email=a%40example.com', 'email'],
])('%s is refused by name', async (_case, query, field) => {
  const answer = await asker.call('GET', `${EXISTS}${query}`);
  expect(answer.status).toBe(400);
  expect(answer.errors).toMatchObject([{ 'error-code': 'VAL001', field }]);
});
