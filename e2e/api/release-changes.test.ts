// The order in which transactions are committed and seen is the database's.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister, startOwnRegister } from '../../harness/api-context';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { createHousehold, type Household } from '../../harness/callers/household';
import { registerConsent, replace, revoke } from '../../harness/callers/registered-access';
import { httpRequest } from '../../harness/http-request';
import { reportTenancy } from './support/dcc-reports';

const { client, origin } = sharedRegister();

interface Changes {
  changes: { sequence: number; ak?: string; duid?: string; change: string; at: string }[];
  next: number;
}

let provider: ApiAccount;
let northwind: ApiAccount;
let home: Household;

beforeAll(async () => {
  provider = await client.createAccount({ role: 'data_provider' });
  northwind = await client.createAccount();
  home = await createHousehold(northwind);
});

async function permit(
  ak: string,
  of = { provider, owner: northwind, home, origin },
): Promise<void> {
  const answer = await httpRequest(`${of.origin}/access/v1/evaluation`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await of.provider.token()}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      subject: { type: 'data-user', id: of.owner.duid },
      action: { name: 'release' },
      resource: {
        type: 'meter-point',
        id: of.home.mpxn,
        properties: { 'data-types': ['HH-CONSUMPTION'], from: '2026-02-01', to: '2026-02-28' },
      },
      context: { 'access-key': ak },
    }),
  });
  expect(JSON.parse(answer.text)).toMatchObject({ decision: true });
}

async function ask(query: string, account = provider): Promise<Changes> {
  const { status, body, text } = await account.call<Changes>('GET', `/v1/release-changes?${query}`);
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  return body;
}

/** All that is told after `after`, once the time within which everything is told is over. */
async function told(after: number, count: number, account = provider) {
  const changes: Changes['changes'] = [];
  let next = after;
  for (let turn = 0; changes.length < count && turn < 4; turn += 1) {
    const answer = await ask(`after=${next}&wait=10`, account);
    changes.push(...answer.changes);
    ({ next } = answer);
  }
  return { changes, next };
}

const newest = async () => (await ask('wait=6')).next;

test('each change is told in its order, within ten seconds, to whom the access was permitted', async () => {
  const [narrowed, ended, moved] = [
    await registerConsent(home),
    await registerConsent(home),
    await createHousehold(northwind),
  ];
  const left = await registerConsent(moved);
  const dcc = await client.createAccount({ role: 'dcc' });
  await permit(narrowed);
  await permit(ended);
  await permit(left, { provider, owner: northwind, home: moved, origin });
  const start = await newest();
  const narrower = changed(consentBody(home.ir), ['access-event.expiry', '2030-01-01T00:00:00Z']);
  await replace(northwind, narrowed, narrower);
  await replace(northwind, narrowed, narrower);
  await reportTenancy(dcc, moved.mpxn, '2026-12-24');
  const began = performance.now();
  const revoked = await revoke(northwind, ended);
  const { changes } = await told(start, 3);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(changes).toMatchObject([
    { ak: narrowed, change: 'narrowed' },
    { ak: left, change: 'tenancy-changed' },
    { ak: ended, change: 'ended', at: revoked.body['revoked-at'] },
  ]);
  const stranger = await client.createAccount({ role: 'data_provider' });
  expect((await ask(`after=${start}`, stranger)).changes).toEqual([]);
  expect((await ask(`after=${start}`)).changes).toEqual(changes);
});

test('of as many that end at once none is missed, and none told twice', async () => {
  const keys = await Promise.all(Array.from({ length: 30 }, () => registerConsent(home)));
  for (const ak of keys) await permit(ak);
  const start = await newest();
  await Promise.all(keys.map((ak) => revoke(northwind, ak)));
  const { changes } = await told(start, keys.length);
  expect(changes.map(({ ak }) => ak).sort()).toEqual([...keys].sort());
  const sequences = changes.map(({ sequence }) => sequence);
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
});

test('a suspended Data User is told by its DUID', async () => {
  const owner = await client.createAccount();
  const own = await createHousehold(owner);
  const ak = await registerConsent(own);
  await permit(ak, { provider, owner, home: own, origin });
  const start = await newest();
  const path = `/v1/admin/accounts/${owner.id}`;
  await client.admin.call('POST', `${path}/suspend`);
  await client.admin.call('POST', `${path}/reactivate`);
  const { changes } = await told(start, 2);
  expect(changes).toMatchObject([
    { duid: owner.duid, change: 'suspended' },
    { duid: owner.duid, change: 'reactivated' },
  ]);
});

test.each([
  'wait=31',
  'wait=-1',
  'wait=soon',
  'after=-1',
  'after=first',
  'after=9007199254740991',
  'since=1',
])('%s is a 400', async (query) => {
  expect((await provider.call('GET', `/v1/release-changes?${query}`)).status).toBe(400);
});

test('who waits keeps nobody waiting: other calls of the account go on, an eleventh that waits is refused', async () => {
  const waiting = await client.createAccount({ role: 'data_provider' });
  const after = (await ask('', waiting)).next;
  const many = Array.from({ length: 10 }, () => ask(`after=${after}&wait=4`, waiting));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const began = performance.now();
  const others = await Promise.all(
    Array.from({ length: 20 }, () => waiting.call('GET', '/v1/releases')),
  );
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 200));
  expect(performance.now() - began).toBeLessThan(3000);
  const refused = await waiting.call('GET', `/v1/release-changes?after=${after}&wait=1`);
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '5']);
  await Promise.all(many);
});

describe('a register of its own', () => {
  test('that stops answers those that wait, and stops at once', async () => {
    const register = await startOwnRegister({ name: 'waiting-stops' });
    const account = await register.client.createAccount({ role: 'data_provider' });
    await ask('', account);
    const waiting = account.call<Changes>('GET', '/v1/release-changes?wait=30');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const began = performance.now();
    await register.stop();
    expect((await waiting).body).toMatchObject({ changes: [], next: 0 });
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
