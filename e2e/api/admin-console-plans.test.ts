import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startOwnRegister, type OwnRegister } from '../harness/api-context';
import { openAdmin } from './support/console';
import type { CustomerBrowser } from './support/customer-browser';
import { fillWithMany, OWN_RECORDS } from './support/many-records';
import { readsBetween, readsOfLargeTables } from './support/row-reads';
import { createHook, type Hook } from './support/webhooks';

/** PostgreSQL itself counts whether a page read a large table from end to end, whatever its plans were. */
describe.runIf(inject('postgresServer') !== null)('with many access records', () => {
  let register: OwnRegister;
  let hook: Hook;
  let browser: CustomerBrowser;
  let duid: string;
  let owner: string;

  beforeAll(async () => {
    register = await startOwnRegister({
      name: 'admin-console-plans',
      env: { RATE_LIMIT_SCALE: '1000', SWEEP_INTERVAL_S: '3600' },
    });
    const account = await register.client.createAccount();
    const other = await register.client.createAccount();
    duid = account.duid ?? '';
    owner = account.id;
    hook = await createHook(account, 'https://northwind.invalid/plans');
    const otherHook = await createHook(other, 'https://northwind.invalid/plans');
    await fillWithMany(register.databaseUrl ?? '', {
      account: account.id,
      other: other.id,
      wid: hook.wid,
      otherWid: otherHook.wid,
    });
    const operator = await register.client.createAccount({ role: 'admin' });
    ({ browser } = await openAdmin(register.origin, operator));
  }, 600_000);
  afterAll(() => register.stop());

  const nextOf = async (path: string) =>
    (await browser.open(path)).links.find((link) => link.includes('cursor=')) ?? '';

  test('no page of the console reads a large table from end to end', async () => {
    const id = (prefix: string) => `${prefix}_${(500).toString(16).padStart(24, '0')}`;
    const paths = [
      '/admin',
      '/admin/records',
      await nextOf('/admin/records'),
      ...['ACTIVE', 'EXPIRED', 'REVOKED', 'DISCOVERED'].map(
        (state) => `/admin/records?state=${state}`,
      ),
      `/admin/records?q=${id('ak')}`,
      `/admin/records?q=${duid}`,
      '/admin/records?q=1200000000100',
      '/admin/records?q=CRM-500',
      `/admin/records/${id('ak')}`,
      `/admin/identity-records?ir=${id('ir')}`,
      '/admin/discovered',
      '/admin/discovered?q=1200000000100&only=open',
      '/admin/webhooks',
      `/admin/webhooks/${hook.wid}`,
      '/admin/audit',
      await nextOf('/admin/audit'),
      `/admin/audit?account_id=${owner}`,
      '/admin/audit?event_type=credential.counter',
      `/admin/audit?ak=${id('ak')}`,
      `/admin/audit?account_id=${owner}&event_type=credential.counter`,
      `/admin/audit?account_id=${owner}&event_type=webhook.deleted`,
      '/admin/accounts?role=portal',
    ];
    const before = await readsOfLargeTables(register.databaseUrl ?? '');
    const took: string[] = [];
    for (const path of paths) {
      const started = performance.now();
      const page = await browser.open(path);
      took.push(`${path} ${Math.round(performance.now() - started)} ms`);
      expect([path, page.status]).toEqual([path, 200]);
    }
    if (process.env.SHOW_TIMES) console.log(took.join('\n'));
    const after = await readsOfLargeTables(register.databaseUrl ?? '');
    const reads = readsBetween(before, after);
    if (process.env.SHOW_TIMES) console.log(reads);
    expect(reads).toEqual(reads.map((read) => ({ ...read, whole: 0 })));
    // Nor from end to end by way of an index, to count what it holds.
    expect(Math.max(...reads.map(({ entries }) => entries))).toBeLessThan(OWN_RECORDS);
  });
});
