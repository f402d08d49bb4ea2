// PostgreSQL itself counts what was read, whatever plan it chose for which statement.
// @module-tag postgres
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, randomMpxn } from '../../harness/callers/household';
import { usePasskey } from '../../harness/callers/passkey-page';
import { registerConsent } from '../../harness/callers/registered-access';
import { REIDENTIFY, startOwn } from '../../harness/callers/reidentification';
import { openAdmin, openDashboard } from './support/console';
import { signInByPasskey } from './support/portal';
import { CHANGES, fillWithMany, OWN_RECORDS } from './support/many-records';
import { readsBetween, readsOfLargeTables, type RowReads } from './support/row-reads';
import { createHook, type Hook } from './support/webhooks';

/** After five times PostgreSQL may plan a prepared statement once for all values. */
const TIMES = 8;
/** Entries of indexes and rows behind them that one call may look at in any one table. */
const FEW = 60;

/** The id of a record that is there, of the account's own. */
const idOf = (prefix: string) => `${prefix}_${(500).toString(16).padStart(24, '0')}`;
const mpxnOf = (n: number) => `12${String(n).padStart(11, '0')}`;

/** As many records make no call and no page dearer: none goes through a table to find what it asks for. */
describe.runIf(inject('postgresServer') !== null)('with many access records', () => {
  let register: OwnRegister;
  let account: ApiAccount;
  let provider: ApiAccount;
  let home: EnrolledHousehold;
  let hook: Hook;
  let databaseUrl: string;
  let visitor: CustomerBrowser;

  beforeAll(async () => {
    register = await startOwnRegister({
      name: 'query-plans',
      env: { RATE_LIMIT_SCALE: '1000', SWEEP_INTERVAL_S: '3600' },
    });
    databaseUrl = register.databaseUrl ?? '';
    account = await register.client.createAccount();
    const other = await register.client.createAccount();
    provider = await register.client.createAccount({ role: 'data_provider' });
    hook = await createHook(account, 'https://northwind.invalid/plans');
    const otherHook = await createHook(other, 'https://northwind.invalid/plans');
    await fillWithMany(databaseUrl, {
      account: account.id,
      other: other.id,
      wid: hook.wid,
      otherWid: otherHook.wid,
      provider: provider.id,
    });
    home = await enrolHousehold(account, register.origin);
    visitor = new CustomerBrowser(register.origin);
    await signInByPasskey(visitor, home.device);
  }, 600_000);
  afterAll(() => register.stop());

  async function readsOf(work: () => Promise<void>): Promise<RowReads[]> {
    const before = await readsOfLargeTables(databaseUrl);
    await work();
    return readsBetween(before, await readsOfLargeTables(databaseUrl));
  }

  const mostEntries = (reads: RowReads[]) => Math.max(...reads.map(({ entries }) => entries));
  const readWhole = (reads: RowReads[]) => reads.filter(({ whole }) => whole > 0);

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
    [
      'following changes from where one is',
      async () => {
        const path = `/v1/release-changes?after=${CHANGES - 20}`;
        const { body } = await provider.call<{ next: number }>('GET', path);
        expect(body.next).toBeGreaterThanOrEqual(CHANGES);
      },
    ],
    [
      'a list of the portal with what waits',
      async () => expect((await visitor.open('/portal/records')).status).toBe(200),
    ],
  ];

  test.each(calls)('%s looks at a few rows of each large table', async (_what, call) => {
    await call(0);
    const reads = await readsOf(async () => {
      for (let turn = 1; turn <= TIMES; turn += 1) await call(turn);
    });
    expect(readWhole(reads)).toEqual([]);
    expect(mostEntries(reads)).toBeLessThan(TIMES * FEW);
  });

  const nextOf = async (browser: CustomerBrowser, path: string) =>
    (await browser.open(path)).links.find((link) => link.includes('cursor=')) ?? '';

  /** Neither from end to end nor, to find or count a few, entry by entry through all that the account has. */
  async function expectFewReads(browser: CustomerBrowser, paths: string[]): Promise<void> {
    const reads = await readsOf(async () => {
      for (const path of paths)
        expect([path, (await browser.open(path)).status]).toEqual([path, 200]);
    });
    expect(readWhole(reads)).toEqual([]);
    expect(reads.filter(({ entries }) => entries >= OWN_RECORDS)).toEqual([]);
  }

  test('no page of the dashboard reads a large table from end to end', async () => {
    const browser = await openDashboard(register.origin, account);
    const next = await nextOf(browser, '/dashboard/records');
    const nextAudit = await nextOf(browser, '/dashboard/audit');
    await browser.press('/dashboard/identity-records/find', { mpxn: '1200000000250' });
    await expectFewReads(browser, [
      '/dashboard/identity-records',
      '/dashboard',
      '/dashboard/records',
      next,
      '/dashboard/records?state=ACTIVE',
      '/dashboard/records?state=REVOKED&legal-basis=uk-consent',
      '/dashboard/records?q=CRM-500',
      `/dashboard/records?q=${idOf('ak')}`,
      '/dashboard/records?q=1200000000100',
      `/dashboard/records/${idOf('ak')}`,
      `/dashboard/identity-records/${idOf('ir')}`,
      `/dashboard/identity-records/${idOf('ir')}/anonymise`,
      '/dashboard/webhooks',
      `/dashboard/webhooks/${hook.wid}`,
      `/dashboard/webhooks/${hook.wid}?status=undelivered`,
      `/dashboard/webhooks/${hook.wid}?event-type=webhook.test`,
      `/dashboard/webhooks/${hook.wid}?event-type=tenancy.change`,
      `/dashboard/webhooks/${hook.wid}?event-type=tenancy.change&status=undelivered`,
      `/dashboard/webhooks/${hook.wid}?event-type=consent.expiring&status=delivered`,
      `/dashboard/webhooks/${hook.wid}/deliveries/${idOf('evt')}`,
      '/dashboard/charts',
      '/dashboard/audit',
      nextAudit,
      '/dashboard/audit?event_type=token.issued',
      '/dashboard/audit?event_type=webhook.created',
      '/dashboard/audit?event_type=webhook.deleted',
      '/dashboard/settings',
    ]);
  });

  test('no page of the operator’s console reads a large table from end to end', async () => {
    const admin = await register.client.createAccount({ role: 'admin' });
    const { browser } = await openAdmin(register.origin, admin);
    await expectFewReads(browser, [
      '/admin',
      '/admin/records',
      await nextOf(browser, '/admin/records'),
      ...['ACTIVE', 'EXPIRED', 'REVOKED', 'DISCOVERED'].map(
        (state) => `/admin/records?state=${state}`,
      ),
      `/admin/records?q=${idOf('ak')}`,
      `/admin/records?q=${account.duid}`,
      '/admin/records?q=1200000000100',
      '/admin/records?q=CRM-500',
      `/admin/records/${idOf('ak')}`,
      `/admin/identity-records?ir=${idOf('ir')}`,
      '/admin/discovered',
      '/admin/discovered?q=1200000000100&only=open',
      '/admin/webhooks',
      `/admin/webhooks/${hook.wid}`,
      '/admin/audit',
      await nextOf(browser, '/admin/audit'),
      `/admin/audit?account_id=${account.id}`,
      '/admin/audit?event_type=credential.counter',
      `/admin/audit?account_id=${account.id}&event_type=credential.counter`,
      `/admin/audit?account_id=${account.id}&event_type=webhook.deleted`,
      '/admin/accounts?role=portal',
      `/admin/audit?ak=${idOf('ak')}`,
    ]);
  });
});
