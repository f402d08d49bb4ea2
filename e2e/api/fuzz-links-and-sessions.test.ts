import fc from 'fast-check';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { applyTextMutation, isSameLink, isSameToken, textMutation } from '../fuzz/text-mutation';
import { withinTime } from '../fuzz/within-time';
import { consoleCookies, openAdmin, openDashboard } from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold } from '../../harness/callers/household';
import { linkIn } from '../../harness/callers/mailed';
import { signInByPasskey } from './support/portal';
import { pendingStatus, startOwn, statusOf } from '../../harness/callers/reidentification';

/** The same mutations each time, unless told otherwise. */
const seed = Number(process.env.FUZZ_SEED ?? '20261123');
const numRuns = Number(process.env.FUZZ_MUTATIONS ?? '60');
const LIMIT_MS = 15_000;

const { client, origin, mailbox } = sharedRegister();
let account: ApiAccount;
beforeAll(async () => {
  account = await client.createAccount();
});

/** How many changed tokens were tried; the same token in another spelling is not. */
async function forAllChanged(
  token: string,
  isSame: (token: string, changed: string) => boolean,
  check: (changed: string) => Promise<void>,
) {
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(
      textMutation,
      withinTime(LIMIT_MS, async (mutation) => {
        const changed = applyTextMutation(token, mutation);
        if (isSame(token, changed)) return;
        tried += 1;
        await check(changed);
      }),
    ),
    { seed, numRuns },
  );
  console.log(`${tried} changed tokens, seed ${seed}`);
  expect(tried).toBeGreaterThan(0);
}

// What is fuzzed is the same over either database.
describe.runIf(inject('databaseUrl') === null)('a token that was changed', () => {
  test('in a magic link opens, confirms and declines nothing, and the link stays good', async () => {
    const household = await createHousehold(account);
    const started = await startOwn(household, { method: 'magic-link' });
    const link = linkIn(await mailbox.waitForMail(household.email ?? ''));
    const token = link.split('/').at(-1) ?? '';
    const browser = new CustomerBrowser(origin);
    await forAllChanged(token, isSameLink, async (changed) => {
      const answers = [
        await browser.open(`/magic-link/${changed}`),
        await browser.press(`/magic-link/${changed}/confirm`),
        await browser.press(`/magic-link/${changed}/decline`),
        await browser.open(`/portal/link/${changed}`),
        await browser.press(`/portal/link/${changed}/confirm`),
      ];
      for (const { status } of answers) expect(status).toBeLessThan(500);
      expect(await statusOf(started)).toEqual(pendingStatus('magic-link'));
    });
    expect((await browser.press(`${link}/confirm`)).status).toBe(303);
    expect((await statusOf(started)).status).toBe('confirmed');
  });

  const realms = {
    portal: async () => {
      const { device } = await enrolHousehold(account, origin);
      const browser = new CustomerBrowser(origin);
      await signInByPasskey(browser, device);
      return { browser, cookie: 'dar-portal', page: '/portal/passkeys' };
    },
    dashboard: async () => ({
      browser: await openDashboard(origin, account),
      cookie: consoleCookies.dashboard,
      page: '/dashboard/settings',
    }),
    admin: async () => ({
      browser: (await openAdmin(origin, await client.createAccount({ role: 'admin' }))).browser,
      cookie: consoleCookies.admin,
      page: '/admin/accounts',
    }),
  };

  test.each(Object.entries(realms))(
    'in a cookie of the %s opens nothing',
    async (_name, signIn) => {
      const { browser, cookie, page } = await signIn();
      const value = browser.cookies.get(cookie) ?? '';
      expect((await browser.open(page)).status).toBe(200);
      await forAllChanged(value, isSameToken, async (changed) => {
        const thief = new CustomerBrowser(origin);
        thief.cookies.set(cookie, changed);
        const { status, headers } = await thief.open(page);
        expect([303, 307]).toContain(status);
        expect(headers.location).toContain('/sign-in');
      });
      expect((await browser.open(page)).status).toBe(200);
    },
  );
});
