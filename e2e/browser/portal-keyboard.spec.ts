import { createHousehold } from '../../harness/callers/household';
import { codeIn } from '../../harness/callers/mailed';
import { VERIFIED } from '../api/support/portal';
import { registerConsent } from '../../harness/callers/registered-access';
import { enrolHere } from './support/ceremonies';
import { tabTo } from './support/keyboard';
import { openSignIn, signInByPasskey, signInMail } from './support/portal';
import { expect, test } from './support/scene';

test('signing in with a passkey, withdrawing and signing out take the keyboard alone', async ({
  scene,
}) => {
  const { page } = scene;
  await registerConsent(await enrolHere(scene, { fields: VERIFIED }));
  await openSignIn(scene);
  await tabTo(page, 'Use your passkey');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/portal/records');
  const stops = await tabTo(page, 'Stop sharing with Northwind Energy: To recommend a tariff');
  expect(stops.slice(3)).toEqual([
    'Who may use my data',
    'My passkeys',
    'Sign out',
    'Contact Northwind Energy',
    'Stop sharing with Northwind Energy: To recommend a tariff',
  ]);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/withdraw');
  await tabTo(page, 'Yes, stop sharing');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/withdrawn');
  await tabTo(page, 'Sign out');
  await page.keyboard.press('Space');
  await expect(page.getByText('You are signed out.')).toBeVisible();
});

test('signing in with a code takes the keyboard alone', async ({ scene }) => {
  const home = await createHousehold(scene.northwind);
  const page = await openSignIn(scene);
  await tabTo(page, 'mpxn');
  await page.keyboard.type(home.mpxn);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Now confirm who you are' }).waitFor();
  await tabTo(page, 'Send me an email');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/portal/sign-in/code');
  const code = codeIn(await signInMail(scene, home));
  await tabTo(page, 'code');
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/portal/records');
});

test('a passkey is named and removed with the keyboard alone', async ({ scene }) => {
  const { page } = scene;
  await enrolHere(scene);
  await signInByPasskey(scene);
  await tabTo(page, 'My passkeys');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/portal/passkeys');
  const field = page.getByRole('textbox', { name: 'Name' });
  await tabTo(page, (await field.getAttribute('id')) ?? '');
  await page.keyboard.type('My phone');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'My phone' }).waitFor();
  await tabTo(page, 'Remove the passkey My phone');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Yes, remove it');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The passkey is removed and no longer works.')).toBeVisible();
});
