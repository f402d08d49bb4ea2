import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startOwnRegister, type OwnRegister } from '../harness/api-context';
import { openAdmin } from './support/console';
import type { CustomerBrowser } from './support/customer-browser';
import { fillWithAMillion } from './support/million-records';
import { queryDatabase } from './support/query-database';
import { createHook, type Hook } from './support/webhooks';

/** An idle connection tells what it has counted after ten seconds at the latest. */
const COUNTED_MS = 11_000;

const large = [
  'access_records',
  'access_record_changes',
  'identity_records',
  'audit_events',
  'webhook_deliveries',
  'webhook_events',
];

/** PostgreSQL itself counts whether a page read a large table from end to end, whatever its plans were. */
describe.runIf(inject('postgresServer') !== null)('with a million access records', () => {
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
    await fillWithAMillion(register.databaseUrl ?? '', {
      account: account.id,
      other: other.id,
      wid: hook.wid,
      otherWid: otherHook.wid,
    });
    const operator = await register.client.createAccount({ role: 'admin' });
    ({ browser } = await openAdmin(register.origin, operator));
  }, 600_000);
  afterAll(() => register.stop());

  async function wholeScans(): Promise<Map<string, number>> {
    await sleep(COUNTED_MS);
    const rows = await queryDatabase<{ name: string; whole: string }>(
      register.databaseUrl ?? '',
      'SELECT relname AS name, seq_scan AS whole FROM pg_stat_user_tables',
    );
    return new Map(rows.map(({ name, whole }) => [name, Number(whole)]));
  }

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
    ];
    const before = await wholeScans();
    const took: string[] = [];
    for (const path of paths) {
      const started = performance.now();
      const page = await browser.open(path);
      took.push(`${path} ${Math.round(performance.now() - started)} ms`);
      expect([path, page.status]).toEqual([path, 200]);
    }
    if (process.env.SHOW_TIMES) console.log(took.join('\n'));
    const after = await wholeScans();
    const whole = large.map((name) => [name, (after.get(name) ?? 0) - (before.get(name) ?? 0)]);
    expect(whole).toEqual(large.map((name) => [name, 0]));
  });
});
