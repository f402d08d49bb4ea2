import { createHousehold } from '../../harness/callers/household';
import { codeIn, otherCode } from '../../harness/callers/mailed';
import { VERIFIED } from '../api/support/portal';
import { registerConsent } from '../../harness/callers/registered-access';
import { typeCode } from './support/ceremonies';
import { askForSignIn, openSignIn, signInByMail, signInLink, signInMail } from './support/portal';
import { expect, test } from './support/scene';

test.use({ javaScriptEnabled: false });

test('a meter number, a code and two presses withdraw a consent', async ({ scene }) => {
  const home = await createHousehold(scene.northwind, { fields: VERIFIED });
  await registerConsent(home);
  const page = await openSignIn(scene);
  await expect(page.getByRole('button', { name: 'Use your passkey' })).toBeHidden();
  await expect(page.locator('noscript p').first()).toContainText('Choose another way below');
  await page.getByLabel('Meter number (MPAN or MPRN)').fill(home.mpxn);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Send me an email' }).click();
  const code = codeIn(await signInMail(scene, home));
  await typeCode(page, otherCode(code));
  await expect(page.getByText('That code is not right. 4 tries left.')).toBeVisible();
  await typeCode(page, code);
  await page.getByRole('link', { name: 'Stop sharing with Northwind' }).click();
  await page.getByText('Say why (you need not)').first().click();
  await page.getByLabel('The data is no longer needed').check();
  await page.getByRole('button', { name: 'Yes, stop sharing' }).click();
  await expect(
    page.getByRole('heading', { name: 'You stopped sharing with Northwind Energy' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
});

test('the link of the mail signs in, and one of several meters is chosen', async ({ scene }) => {
  const { page } = scene;
  const first = await createHousehold(scene.northwind);
  await createHousehold(scene.northwind, { email: first.email });
  await page.goto(signInLink(await askForSignIn(scene, first)));
  await page.getByRole('button', { name: 'Yes, sign in' }).click();
  await page.getByRole('button', { name: `Show meter ending ${first.mpxn.slice(-4)}` }).click();
  await expect(page.getByText(first.mpxn)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save a copy as a table' }).click();
  expect((await downloading).suggestedFilename()).toBe('meter-data-access.csv');
});

test('the passkeys page says that adding one needs JavaScript, in either language', async ({
  scene,
}) => {
  const page = await signInByMail(scene, await createHousehold(scene.northwind));
  await page.getByRole('link', { name: 'My passkeys' }).click();
  await expect(page.locator('noscript p').first()).toContainText('Passkeys need JavaScript');
  await expect(page.getByRole('button', { name: 'Add a passkey' })).toBeHidden();
  await page.getByRole('button', { name: 'Cymraeg' }).click();
  await expect(page).toHaveURL(/\/portal\/passkeys$/);
  await expect(page.getByRole('heading', { name: 'Fy allweddi mynediad' })).toBeVisible();
});
