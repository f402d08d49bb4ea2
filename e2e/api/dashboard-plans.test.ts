import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ApiAccount } from '../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../harness/api-context';
import { openDashboard } from './support/console';
import type { CustomerBrowser } from './support/customer-browser';
import { fillWithAMillion, OWN_RECORDS } from './support/million-records';
import { queryDatabase } from './support/query-database';
import { createHook, type Hook } from './support/webhooks';

/** An idle connection tells what it has counted after ten seconds at the latest. */
const COUNTED_MS = 11_000;

interface Scans {
  table: string;
  /** How often a table was read from end to end. */
  whole: number;
  /** Rows that were read by way of an index. */
  rows: number;
}

/**
 * With a million records a page that reads them all works, slowly; PostgreSQL itself counts whether one
 * did, whatever plan it chose for which statement.
 */
describe.runIf(inject('postgresServer') !== null)('with a million access records', () => {
  let register: OwnRegister;
  let account: ApiAccount;
  let hook: Hook;
  let browser: CustomerBrowser;
  let databaseUrl: string;

  beforeAll(async () => {
    register = await startOwnRegister({
      name: 'dashboard-plans',
      env: { RATE_LIMIT_SCALE: '1000', SWEEP_INTERVAL_S: '3600' },
    });
    databaseUrl = register.databaseUrl ?? '';
    account = await register.client.createAccount();
    const other = await register.client.createAccount();
    hook = await createHook(account, 'https://northwind.invalid/plans');
    const otherHook = await createHook(other, 'https://northwind.invalid/plans');
    await fillWithAMillion(databaseUrl, {
      account: account.id,
      other: other.id,
      wid: hook.wid,
      otherWid: otherHook.wid,
    });
    browser = await openDashboard(register.origin, account);
  }, 600_000);
  afterAll(() => register.stop());

  async function scans(): Promise<Map<string, Scans>> {
    await sleep(COUNTED_MS);
    const rows = await queryDatabase<{ table: string; whole: string; rows: string }>(
      databaseUrl,
      `SELECT relname AS table, seq_scan AS whole, COALESCE(idx_tup_fetch, 0) AS rows
         FROM pg_stat_user_tables`,
    );
    return new Map(
      rows.map((row) => [
        row.table,
        { table: row.table, whole: Number(row.whole), rows: Number(row.rows) },
      ]),
    );
  }

  test('no page of the dashboard reads a large table from end to end', async () => {
    const ak = `ak_${(500).toString(16).padStart(24, '0')}`;
    const ir = `ir_${(500).toString(16).padStart(24, '0')}`;
    const evt = `evt_${(500).toString(16).padStart(24, '0')}`;
    const first = await browser.open('/dashboard/records');
    const next = first.links.find((link) => link.includes('cursor=')) ?? '';
    const audit = await browser.open('/dashboard/audit');
    const nextAudit = audit.links.find((link) => link.includes('cursor=')) ?? '';
    const paths = [
      '/dashboard',
      '/dashboard/records',
      next,
      '/dashboard/records?state=ACTIVE',
      '/dashboard/records?state=REVOKED&legal-basis=uk-consent',
      '/dashboard/records?q=CRM-500',
      `/dashboard/records?q=${ak}`,
      '/dashboard/records?q=1200000000100',
      `/dashboard/records/${ak}`,
      `/dashboard/identity-records/${ir}`,
      `/dashboard/identity-records/${ir}/anonymise`,
      '/dashboard/webhooks',
      `/dashboard/webhooks/${hook.wid}`,
      `/dashboard/webhooks/${hook.wid}?status=undelivered`,
      `/dashboard/webhooks/${hook.wid}/deliveries/${evt}`,
      '/dashboard/charts',
      '/dashboard/audit',
      nextAudit,
      '/dashboard/settings',
    ];
    await browser.press('/dashboard/identity-records/find', { mpxn: '1200000000250' });
    const before = await scans();
    const took: string[] = [];
    for (const path of ['/dashboard/identity-records', ...paths]) {
      const started = performance.now();
      const page = await browser.open(path);
      took.push(`${path} ${Math.round(performance.now() - started)} ms`);
      expect([path, page.status]).toEqual([path, 200]);
    }
    if (process.env.SHOW_TIMES) console.log(took.join('\n'));
    const after = await scans();
    const large = [
      'access_records',
      'access_record_changes',
      'identity_records',
      'reidentifications',
      'audit_events',
      'webhook_deliveries',
      'webhook_events',
    ];
    const whole = large.map((table) => [
      table,
      (after.get(table)?.whole ?? 0) - (before.get(table)?.whole ?? 0),
    ]);
    expect(whole).toEqual(large.map((table) => [table, 0]));
    // Beside that, no page goes through all that the account has, row by row, to find a few.
    const rows = large.map(
      (table) => (after.get(table)?.rows ?? 0) - (before.get(table)?.rows ?? 0),
    );
    if (process.env.SHOW_TIMES) console.log(large.join(' '), rows.join(' '));
    expect(Math.max(...rows)).toBeLessThan(OWN_RECORDS);
  });
});
