import type { Page } from '@playwright/test';
import type { ApiAccount } from '../harness/api-client';
import { expectNoAxeViolations } from '../harness/browser-fixtures';
import { consentBody, contractBody, groupBody } from '../api/support/access-record-body';
import { reportSighting } from '../api/support/dcc-reports';
import { createHousehold, type Household } from '../api/support/household';
import { codeIn } from '../api/support/mailed';
import { entriesAt } from '../api/support/meter-point';
import { isReceipt, isSignInMail, VERIFIED } from '../api/support/portal';
import { registerAccess } from '../api/support/registered-access';
import { enrolHere, mainButton } from './support/ceremonies';
import { expect, test, type Scene } from './support/scene';

async function fill(scene: Scene, dcc: ApiAccount, home: Household): Promise<void> {
  await registerAccess(home.owner, consentBody(home.ir));
  await registerAccess(home.owner, contractBody(home.ir));
  await registerAccess(home.owner, groupBody(home.ir));
  await reportSighting(dcc, home.mpxn);
  await entriesAt(scene.northwind, home.mpxn);
}

/**
 * The virtual device answers the autofill's offer at once, as if its customer had picked the passkey
 * there; who means to press the button takes a browser without it.
 */
async function withoutAutofill(page: Page): Promise<void> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
  });
}

async function signInByPasskey(page: Page): Promise<void> {
  await withoutAutofill(page);
  await page.goto('/portal/sign-in');
  await page.getByRole('button', { name: 'Use your passkey' }).click();
  await page.waitForURL('**/portal/records');
}

test.use({
  baseURL: async ({ register }, use) => use(register.origin),
});

test('from arrival to withdrawal takes two clicks after signing in with a passkey', async ({
  scene,
  client,
}) => {
  const { page } = scene;
  const dcc = await client.createAccount({ role: 'dcc' });
  const home = await enrolHere(scene, { fields: VERIFIED });
  await fill(scene, dcc, home);
  await signInByPasskey(page);
  await expect(page.getByRole('heading', { name: 'Seen, but not registered' })).toBeVisible();
  await expect(page.getByText('Unknown Power').first()).toBeVisible();
  await expectNoAxeViolations(page);

  await page.getByRole('link', { name: 'Withdraw your permission to Northwind' }).click();
  await expect(
    page.getByRole('heading', { name: 'Withdraw your permission to Northwind Energy?' }),
  ).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
  await expect(page.getByRole('heading', { name: 'Your permission is withdrawn' })).toBeVisible();
  await expectNoAxeViolations(page);
  await scene.mailbox.waitForMail(home.email ?? '', { where: isReceipt });
});

test('a passkey picked in the autofill of a field signs in, nothing pressed', async ({ scene }) => {
  await enrolHere(scene, { fields: VERIFIED });
  await scene.page.goto('/portal/sign-in');
  await scene.page.waitForURL('**/portal/records');
});

test('a passkey is named, another added, and the first removed', async ({ scene }) => {
  const { page, authenticator } = scene;
  await enrolHere(scene, { fields: VERIFIED });
  await signInByPasskey(page);
  await page.getByRole('link', { name: 'My passkeys' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('My phone');
  await page.getByRole('button', { name: 'Save the name' }).click();
  await expect(page.getByRole('heading', { name: 'My phone' })).toBeVisible();
  await expectNoAxeViolations(page);
  // Another device: the one at hand already holds a passkey.
  await authenticator.clear();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('The passkey is added.')).toBeVisible();
  await page.getByText('Remove this passkey').first().click();
  await page.getByRole('button', { name: 'Yes, remove it' }).first().click();
  await expect(page.getByText('You signed in with it, so you are signed out')).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a meter number, a code and two presses withdraw a consent', async ({ scene }) => {
    const { page } = scene;
    const home = await createHousehold(scene.northwind, { fields: VERIFIED });
    await registerAccess(home.owner, consentBody(home.ir));
    await page.goto('/portal/sign-in');
    await page.getByLabel('Meter number (MPAN or MPRN)').fill(home.mpxn);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Send me an e-mail' }).click();
    const mail = await scene.mailbox.waitForMail(home.email ?? '', { where: isSignInMail });
    await page.locator('#code').fill(codeIn(mail));
    await mainButton(page).click();
    await page.getByRole('link', { name: 'Withdraw your permission to Northwind' }).click();
    await page.getByRole('button', { name: 'Yes, withdraw it' }).click();
    await expect(page.getByRole('heading', { name: 'Your permission is withdrawn' })).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
  });
});

const shots = process.env.PORTAL_SHOTS;
test.describe('pictures', () => {
  test.skip(!shots, 'for people to look at');

  test('of the portal', async ({ scene, client }) => {
    const { page } = scene;
    const dcc = await client.createAccount({ role: 'dcc' });
    const home = await enrolHere(scene, { fields: VERIFIED });
    await fill(scene, dcc, home);
    if (shots === 'cy') {
      await page.context().setExtraHTTPHeaders({ 'accept-language': 'cy' });
    }
    const take = async (name: string) => {
      for (const width of [320, 1280]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          const path = `screenshots/portal-${name}-${width}-${colorScheme}.png`;
          await page.screenshot({ path, fullPage: true });
        }
      }
    };
    await withoutAutofill(page);
    await page.goto('/portal/sign-in');
    await take('sign-in');
    await page.locator('#mpxn').fill('12');
    await page.locator('#mpxn').press('Enter');
    await take('sign-in-error');
    await page.locator('#email').fill('nobody@example.com');
    await page.locator('#email').press('Enter');
    await take('code');
    await page.goto('/portal/sign-in');
    await page.locator('.button-main').first().click();
    await page.waitForURL('**/portal/records');
    await take('records');
    const links = await page
      .locator('a[href^="/portal/records/"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    const withdrawing = links.find((link) => link.endsWith('/withdraw')) ?? '';
    const record = links.find((link) => !link.endsWith('/withdraw')) ?? '';
    await page.goto(record);
    await take('record');
    await page.goto(withdrawing);
    await take('withdraw');
    await mainButton(page).click();
    await take('withdrawn');
    await page.goto('/portal/passkeys');
    await take('passkeys');
  });
});
