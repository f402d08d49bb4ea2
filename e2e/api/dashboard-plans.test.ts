import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ApiAccount } from '../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../harness/api-context';
import { openDashboard } from './support/console';
import type { CustomerBrowser } from './support/customer-browser';
import { fillWithMany, OWN_RECORDS } from './support/many-records';
import { readsBetween, readsOfLargeTables } from './support/row-reads';
import { createHook, type Hook } from './support/webhooks';

/**
 * With many records a page that reads them all works, slowly; PostgreSQL itself counts whether one
 * did, whatever plan it chose for which statement.
 */
describe.runIf(inject('postgresServer') !== null)('with many access records', () => {
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
    await fillWithMany(databaseUrl, {
      account: account.id,
      other: other.id,
      wid: hook.wid,
      otherWid: otherHook.wid,
    });
    browser = await openDashboard(register.origin, account);
  }, 600_000);
  afterAll(() => register.stop());

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
      `/dashboard/webhooks/${hook.wid}?event-type=webhook.test`,
      `/dashboard/webhooks/${hook.wid}?event-type=tenancy.change`,
      `/dashboard/webhooks/${hook.wid}?event-type=tenancy.change&status=undelivered`,
      `/dashboard/webhooks/${hook.wid}?event-type=consent.expiring&status=delivered`,
      `/dashboard/webhooks/${hook.wid}/deliveries/${evt}`,
      '/dashboard/charts',
      '/dashboard/audit',
      nextAudit,
      '/dashboard/audit?event_type=token.issued',
      '/dashboard/audit?event_type=webhook.created',
      '/dashboard/audit?event_type=webhook.deleted',
      '/dashboard/settings',
    ];
    await browser.press('/dashboard/identity-records/find', { mpxn: '1200000000250' });
    const before = await readsOfLargeTables(databaseUrl);
    const took: string[] = [];
    for (const path of ['/dashboard/identity-records', ...paths]) {
      const started = performance.now();
      const page = await browser.open(path);
      took.push(`${path} ${Math.round(performance.now() - started)} ms`);
      expect([path, page.status]).toEqual([path, 200]);
    }
    if (process.env.SHOW_TIMES) console.log(took.join('\n'));
    const reads = readsBetween(before, await readsOfLargeTables(databaseUrl));
    if (process.env.SHOW_TIMES) console.log(reads);
    expect(reads).toEqual(reads.map((read) => ({ ...read, whole: 0 })));
    // Beside that, no page goes through all that the account has, entry by entry, to find or count a few.
    expect(Math.max(...reads.map(({ entries }) => entries))).toBeLessThan(OWN_RECORDS);
  });
});
