import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ApiAccount } from '../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../harness/api-context';
import { enrolHousehold, type EnrolledHousehold } from './support/enrolled-household';
import { createHousehold, randomMpxn } from './support/household';
import { fillWithMany } from './support/many-records';
import { usePasskey } from './support/passkey-page';
import { registerConsent } from './support/registered-access';
import { REIDENTIFY, startOwn } from './support/reidentification';
import { readsBetween, readsOfLargeTables } from './support/row-reads';
import { createHook } from './support/webhooks';

/** After five times PostgreSQL may plan a prepared statement once for all values. */
const TIMES = 8;
/** Entries of indexes and rows behind them that one call may look at in any one table. */
const FEW = 60;

/** As many records make no call dearer: none goes through a table to find what it asks for. */
describe.runIf(inject('postgresServer') !== null)('with many access records', () => {
  let register: OwnRegister;
  let account: ApiAccount;
  let home: EnrolledHousehold;

  beforeAll(async () => {
    register = await startOwnRegister({
      name: 'api-plans',
      env: { RATE_LIMIT_SCALE: '1000', SWEEP_INTERVAL_S: '3600' },
    });
    account = await register.client.createAccount();
    const other = await register.client.createAccount();
    const hook = await createHook(account, 'https://northwind.invalid/plans');
    const otherHook = await createHook(other, 'https://northwind.invalid/plans');
    await fillWithMany(register.databaseUrl ?? '', {
      account: account.id,
      other: other.id,
      wid: hook.wid,
      otherWid: otherHook.wid,
    });
    home = await enrolHousehold(account, register.origin);
  }, 600_000);
  afterAll(() => register.stop());

  const mpxnOf = (n: number) => `12${String(n).padStart(11, '0')}`;
  const called = async (expected: number, method: string, path: string, body?: unknown) => {
    const { status, text } = await account.call(method, path, body);
    expect([path, status, status === expected ? '' : text]).toEqual([path, expected, '']);
  };
  const calls: [what: string, call: (turn: number) => Promise<unknown>][] = [
    [
      'verifying a key',
      (turn) => {
        const ak = `ak_${(500 + turn).toString(16).padStart(24, '0')}`;
        return called(200, 'GET', `/v1/access-records/${ak}`);
      },
    ],
    [
      'asking whether somebody exists',
      (turn) => called(200, 'GET', `/v1/identity-records/exists?mpxn=${mpxnOf(500 + turn)}`),
    ],
    [
      'listing a meter point',
      (turn) => called(200, 'GET', `/v1/meter-points/${mpxnOf(2 * turn + 2)}/access-records`),
    ],
    ['listing a page of own records', () => called(200, 'GET', '/v1/records?limit=5')],
    ['creating an Identity Record', () => createHousehold(account)],
    [
      're-identifying by meter point',
      () => called(404, 'POST', REIDENTIFY, { mpxn: randomMpxn(), method: 'magic-link' }),
    ],
    ['registering a consent', () => registerConsent(home)],
    [
      'a ceremony with a passkey',
      async () => {
        const { page } = await startOwn(home, { method: 'passkey-assert' });
        expect((await usePasskey(home.browser, home.device, page)).status).toBe(200);
      },
    ],
  ];

  test.each(calls)('%s looks at a few rows of each large table', async (_what, call) => {
    const databaseUrl = register.databaseUrl ?? '';
    await call(0);
    const before = await readsOfLargeTables(databaseUrl);
    for (let turn = 1; turn <= TIMES; turn += 1) await call(turn);
    const reads = readsBetween(before, await readsOfLargeTables(databaseUrl));
    expect(reads).toEqual(reads.map((read) => ({ ...read, whole: 0 })));
    expect(Math.max(...reads.map(({ entries }) => entries))).toBeLessThan(TIMES * FEW);
  });
});
