import { beforeAll, describe, expect, test } from 'vitest';
import { sharedRegister } from '../../harness/api-context';
import { openAdmin, openDashboard } from './support/console';
import type { CustomerBrowser } from '../../harness/callers/customer-browser';

const { client, origin } = sharedRegister();

let dashboard: CustomerBrowser;
let admin: CustomerBrowser;
beforeAll(async () => {
  dashboard = await openDashboard(origin, await client.createAccount());
  ({ browser: admin } = await openAdmin(origin, await client.createAccount({ role: 'admin' })));
});

describe('characters that no id holds', () => {
  test.each(['%00', 'a%00b', '%0d%0aSet-Cookie:%20a=b', '..%2f..%2fsign-in', '%20', '%C3%B6'])(
    'name nothing as %s',
    async (path) => {
      for (const action of [
        `/dashboard/records/${path}/revoke/confirm`,
        `/dashboard/identity-records/${path}/anonymise/confirm`,
        `/dashboard/identity-records/${path}/re-identify`,
        `/dashboard/webhooks/${path}/active`,
        `/dashboard/webhooks/${path}/change`,
      ]) {
        expect([action, (await dashboard.press(action)).status]).toEqual([action, 404]);
      }
      for (const action of [
        `/admin/accounts/${path}/suspend/confirm`,
        `/admin/accounts/${path}/mail-limit`,
        `/admin/accounts/${path}/change`,
        `/admin/records/${path}/revoke/confirm`,
        `/admin/webhooks/${path}/disable/confirm`,
      ]) {
        expect([action, (await admin.press(action)).status]).toEqual([action, 404]);
      }
      for (const page of [
        '/dashboard/records',
        '/dashboard/identity-records',
        '/dashboard/webhooks',
      ]) {
        expect((await dashboard.open(`${page}/${path}`)).status).toBe(404);
      }
      expect((await admin.open(`/admin/accounts/${path}`)).status).toBe(404);
    },
  );

  test('in a search are told as what is wrong with it', async () => {
    for (const [browser, page] of [
      [dashboard, '/dashboard/records?q=a%00b'],
      [dashboard, '/dashboard/audit?cursor=a%00b'],
      [admin, '/admin/accounts?q=a%00b'],
      [admin, '/admin/records?q=a%00b'],
      [admin, '/admin/audit?account_id=a%00b'],
      [admin, '/admin/discovered?q=a%00b'],
      [admin, '/admin/tenancy?mpxn=a%00b'],
    ] as const) {
      const { status, words } = await browser.open(page);
      expect([page, status]).toEqual([page, 200]);
      expect([page, words]).toEqual([page, expect.stringContaining('That was not done')]);
    }
    expect((await admin.open('/admin/identity-records?ir=a%00b')).status).toBe(200);
  });
});
