import type { Page } from '@playwright/test';
import { reportTenancy } from '../api/support/dcc-reports';
import { VERIFIED } from '../api/support/portal';
import { dayFrom } from '../api/support/release-questions';
import { startFakeSupplier, type FakeSupplier } from '../api/support/fake-supplier';
import { createHousehold } from '../../harness/callers/household';
import { registerConsent, stateOf } from '../../harness/callers/registered-access';
import { startRegister } from '../../harness/start-register';
import { followLink, openSignIn, signInByMail, WITHDRAW_PATH } from './support/portal';
import { expect, expectNoAxeViolations, test as base, type Scene } from './support/scene';

/** A register that knows an energy supplier, on another site than its own. */
const test = base.extend<object, { supplier: FakeSupplier }>({
  supplier: [
    async ({}, use) => {
      const supplier = await startFakeSupplier('127.0.0.1');
      await use(supplier);
      await supplier.close();
    },
    { scope: 'worker' },
  ],
  register: [
    async ({ mailServer, supplier }, use) => {
      const register = await startRegister({
        name: 'browser-supplier',
        env: {
          RATE_LIMIT_SCALE: '1000',
          DEMO_DATA: '0',
          SUPPLIERS: supplier.setting,
          ...mailServer.env,
        },
      });
      await supplier.open(register.origin);
      await use(register);
      await register.stop();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

// The supplier's own pages want a font from a host that no test reaches.
test.use({ allowedConsole: [/fonts\.googleapis\.com|Failed to load resource/] });

async function goToSupplier(scene: Scene) {
  const page = await openSignIn(scene);
  await page.route('https://fonts.googleapis.com/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Sign in with Gridco' }).click();
  return page;
}

async function signInThere(page: Page, sub: string) {
  await page.waitForURL('http://127.0.0.1:*/interaction/**');
  await page.locator('[name=login]').fill(sub);
  await page.locator('[name=password]').fill('x');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function signInAtSupplier(scene: Scene, sub: string) {
  const page = await goToSupplier(scene);
  await signInThere(page, sub);
  return page;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a supplier’s customer with neither passkey nor e-mail sees and withdraws', async ({
      scene,
      supplier,
    }) => {
      const home = await createHousehold(scene.northwind, { email: null });
      const ak = await registerConsent(home);
      supplier.setCustomer('mrs-jones', { meter_points: [home.mpxn] });
      const page = await signInAtSupplier(scene, 'mrs-jones');
      await page.waitForURL('**/portal/records');
      await expect(page.getByText(home.mpxn)).toBeVisible();
      await followLink(page, WITHDRAW_PATH);
      await page.getByRole('button', { name: 'Yes, stop sharing' }).click();
      await expect(page.getByText('Write the reference down.')).toBeVisible();
      expect(await stateOf(scene.client, ak)).toBe('REVOKED');
      await page.getByRole('link', { name: 'My passkeys' }).click();
      await expect(page.getByText('You signed in with your energy supplier.')).toBeVisible();
    });

    test('a household shows that a reported move was none', async ({ scene, supplier }) => {
      const home = await createHousehold(scene.northwind, { fields: VERIFIED });
      await registerConsent(home);
      const dcc = await scene.client.createAccount({ role: 'dcc' });
      await reportTenancy(dcc, home.mpxn, dayFrom(new Date(), -10));
      supplier.setCustomer('mrs-evans', { meter_points: [home.mpxn] });
      const page = await signInByMail(scene, home);
      await page.route('https://fonts.googleapis.com/**', (route) => route.abort());
      await page.getByRole('link', { name: 'Not true?' }).click();
      if (javaScriptEnabled) await expectNoAxeViolations(page);
      await page.getByRole('button', { name: 'Sign in with Gridco' }).click();
      await signInThere(page, 'mrs-evans');
      await page.waitForURL('**/portal/residence');
      await expect(
        page.getByRole('heading', { name: 'You have shown that you live here' }),
      ).toBeVisible();
      if (javaScriptEnabled) await expectNoAxeViolations(page);
      await page.getByRole('link', { name: 'Back to the list' }).click();
      await expect(page.getByText('You have shown that you still live here')).toBeVisible();
    });
  });
}

test('who is no customer of the supplier is told so, and offered another way', async ({
  scene,
  supplier,
}) => {
  supplier.setCustomer('nobody', {});
  const page = await signInAtSupplier(scene, 'nobody');
  await expect(page.getByText('Your supplier did not tell us which meter is yours')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use your passkey' })).toBeVisible();
  await expectNoAxeViolations(page);
});
