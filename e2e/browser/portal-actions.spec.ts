import { readFile } from 'node:fs/promises';
import { contractBody } from '../../harness/callers/access-record-body';
import { createHousehold } from '../../harness/callers/household';
import { isReceipt, VERIFIED } from '../api/support/portal';
import { registerAccess, registerConsent, stateOf } from '../../harness/callers/registered-access';
import { enrolHere, mainButton } from './support/ceremonies';
import {
  enrolCustomer,
  followLink,
  openSignIn,
  pressPasskey,
  RECORD_PATH,
  signInByMail,
  signInByPasskey,
} from './support/portal';
import { expect, test } from './support/scene';

test.use({ baseURL: async ({ register }, use) => use(register.origin) });

for (const language of ['en', 'cy'] as const) {
  test.describe(`a withdrawal (${language})`, () => {
    test.use({ language });

    test('takes two clicks from the list, and leaves a receipt on screen and by mail', async ({
      scene,
    }) => {
      const { page, words } = scene;
      const home = await enrolHere(scene, { fields: VERIFIED });
      const ak = await registerConsent(home);
      await signInByPasskey(scene);
      await page.locator('main').getByText(words('portal.row.stop'), { exact: true }).click();
      await expect(page.getByText(words('portal.withdraw.service'))).toBeVisible();
      await page.getByText(words('portal.withdraw.reasonHeading')).first().click();
      const why = page.getByRole('group', { name: words('portal.withdraw.reasonHeading') });
      await expect(why.getByRole('radio', { checked: true })).toHaveCount(0);
      await why.getByLabel(words('portal.withdraw.reasons.contract-ended')).check();
      await page.getByRole('button', { name: words('portal.withdraw.button') }).click();
      await expect(
        page.getByRole('heading', { name: words('portal.withdrawn.heading') }),
      ).toBeVisible();
      await expect(page.getByText(words('portal.withdrawn.mailed'))).toBeVisible();
      const reference = await page.getByText(/^[0-9A-F]{4} [0-9A-F]{4}$/).innerText();
      const mail = await scene.mailbox.waitForMail(home.email ?? '', { where: isReceipt });
      expect(mail.text).toContain(reference);
      expect(await stateOf(scene.client, ak)).toBe('REVOKED');
      await page.getByRole('link', { name: words('portal.withdrawn.list') }).click();
      await expect(page.getByText(words('portal.states.withdrawn'), { exact: true })).toBeVisible();
    });
  });
}

test('what rests on no permission cannot be withdrawn, and the list says how to object', async ({
  scene,
}) => {
  const { page } = scene;
  const home = await createHousehold(scene.northwind);
  await registerAccess(home.owner, contractBody(home.ir));
  await signInByMail(scene, home);
  await expect(page.getByRole('link', { name: /^Stop sharing/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'What you can do about Northwind Energy' }).click();
  await expect(page.getByRole('heading', { name: 'If you do not agree' })).toBeInViewport();
  const contact = page.locator('section', { hasText: 'If you do not agree' });
  await expect(contact.getByRole('link', { name: 'Contact Northwind Energy' })).toHaveAttribute(
    'href',
    'https://northwind.example/contact',
  );
  await expect(contact.getByRole('link', { name: 'Information Commissioner' })).toHaveAttribute(
    'href',
    /^https:\/\/ico\.org\.uk\//,
  );
});

test('the history is taken home as a table and as a file for programs', async ({ scene }) => {
  const { page } = scene;
  await enrolCustomer(scene);
  await signInByPasskey(scene);
  for (const [name, file, content] of [
    ['Save a copy as a table', 'meter-data-access.csv', 'You gave permission'],
    ['Save a copy for another program', 'meter-data-access.json', 'ISO/IEC TS 27560:2023'],
  ] as const) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(file);
    expect(await readFile(await download.path(), 'utf8')).toContain(content);
  }
});

test('on paper stand the facts, and nothing to press', async ({ scene }) => {
  const { page } = scene;
  await enrolCustomer(scene);
  await followLink(await signInByPasskey(scene), RECORD_PATH);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('To recommend a tariff')).toBeVisible();
  await expect(page.getByText('Registered by Northwind Energy', { exact: true })).toBeVisible();
  for (const role of ['button', 'navigation'] as const) {
    await expect(page.getByRole(role)).toHaveCount(0);
  }
  await page.goto('/portal/records');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('You gave permission', { exact: true }).first()).toBeVisible();
  // Of links there are the facts themselves: the terms, and what recipients say of privacy.
  await expect(page.locator('main').getByRole('link')).toHaveText(['Terms, version 2026-01']);
});

test('signing out ends it on the server too: going back shows nothing', async ({ scene }) => {
  const { page } = scene;
  const home = await enrolCustomer(scene);
  await signInByPasskey(scene);
  const session = (await page.context().cookies()).find(({ sameSite }) => sameSite === 'Strict');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goBack();
  await expect(page.getByText(home.mpxn.slice(-4))).toHaveCount(0);
  if (!session) throw new Error('no session cookie was set');
  await page.context().addCookies([session]);
  await page.goto('/portal/records');
  await expect(page).toHaveURL(/\/portal\/sign-in\?problem=ended$/);
});

test('a passkey is named, another added, and the first removed', async ({ scene }) => {
  const { page, authenticator } = scene;
  await enrolHere(scene, { fields: VERIFIED });
  await signInByPasskey(scene);
  await page.getByRole('link', { name: 'My passkeys' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('My phone');
  await page.getByRole('button', { name: 'Save the name' }).click();
  await expect(page.getByRole('heading', { name: 'My phone' })).toBeVisible();
  // Another device: the one at hand already holds a passkey.
  await authenticator.clear();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('The passkey is added.')).toBeVisible();
  await page.getByText('Remove this passkey').first().click();
  await page.getByRole('button', { name: 'Yes, remove it' }).first().click();
  await expect(page.getByText('You signed in with it, so you are signed out')).toBeVisible();
});

test('the last passkey is removed only after saying how to sign in without it', async ({
  scene,
}) => {
  const { page } = scene;
  const home = await enrolHere(scene);
  await signInByPasskey(scene);
  await page.goto('/portal/passkeys');
  await page.getByText('Remove this passkey', { exact: true }).click();
  await expect(page.getByText('From then on you sign in by email.')).toBeVisible();
  await page.getByRole('button', { name: 'Yes, remove it' }).click();
  await expect(page.getByText('The passkey is removed and no longer works.')).toBeVisible();
  await signInByMail(scene, home);
});

test('a passkey is added some time later after proving it anew', async ({ scene }) => {
  const { page, authenticator } = scene;
  await enrolHere(scene);
  await signInByPasskey(scene);
  await scene.register.clock.advance(11 * 60_000);
  await page.goto('/portal/passkeys');
  await page.getByRole('button', { name: 'Confirm who you are' }).click();
  await mainButton(page).click();
  await page.waitForURL('**/portal/passkeys');
  await authenticator.clear();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('The passkey is added.')).toBeVisible();
});

test('a visit that has ended leads back to signing in, and on to where one was', async ({
  scene,
}) => {
  const { page } = scene;
  await enrolCustomer(scene);
  await signInByPasskey(scene);
  await scene.register.clock.advance(61 * 60_000);
  await page.getByText('More about this').click();
  await page.getByRole('link', { name: 'See all details of Northwind' }).click();
  await expect(page.getByText('For your safety you were signed out.')).toBeVisible();
  await pressPasskey(await openSignIn(scene));
});
