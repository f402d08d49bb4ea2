import { createHousehold } from '../../harness/callers/household';
import { codeIn } from '../../harness/callers/mailed';
import { registerConsent } from '../../harness/callers/registered-access';
import { VERIFIED } from '../api/support/portal';
import { enrolHere, mainButton, typeCode } from './support/ceremonies';
import {
  askForSignIn,
  enrolCustomer,
  openSignIn,
  pressPasskey,
  signInLink,
  signInMail,
  typeInto,
  WITHDRAW_PATH,
  followLink,
  withoutAutofill,
} from './support/portal';
import { expect, test } from './support/scene';

test.use({ baseURL: async ({ register }, use) => use(register.origin) });

test('the front page leads to the portal, and the portal to the sign-in page', async ({
  scene,
}) => {
  const { page } = scene;
  await page.goto('/');
  await page.getByRole('link', { name: 'See who may use my meter data' }).click();
  await expect(page).toHaveURL(/\/portal\/sign-in$/);
  await expect(
    page.getByRole('heading', { name: 'See who may use your meter data' }),
  ).toBeVisible();
});

test('a passkey picked in the autofill of a field signs in, nothing pressed', async ({ scene }) => {
  await enrolHere(scene, { fields: VERIFIED });
  await scene.page.goto('/portal/sign-in');
  await scene.page.waitForURL('**/portal/records');
});

test('a meter number, then the passkey', async ({ scene }) => {
  const home = await enrolCustomer(scene);
  const page = await openSignIn(scene);
  await typeInto(page, 'mpxn', ` ${home.mpxn.slice(0, 4)} ${home.mpxn.slice(4)}`);
  await expect(page.getByRole('heading', { name: 'Now confirm who you are' })).toBeVisible();
  await pressPasskey(page);
  await expect(page.getByText(home.mpxn)).toBeVisible();
});

test('a meter number, then a code by mail, mistyped once', async ({ scene }) => {
  const home = await createHousehold(scene.northwind);
  await registerConsent(home);
  const page = await openSignIn(scene);
  await typeInto(page, 'mpxn', '12');
  const field = page.getByLabel('Meter number (MPAN or MPRN)');
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/This is not a meter number/);
  await typeInto(page, 'mpxn', home.mpxn);
  await page.getByRole('button', { name: 'Send me an email' }).click();
  const code = codeIn(await signInMail(scene, home));
  await typeCode(page, `${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(page.getByRole('heading', { name: 'Northwind Energy' })).toBeVisible();
});

test('an error is said even where somebody was named before, in another window', async ({
  scene,
}) => {
  const page = await openSignIn(scene);
  const second = await page.context().newPage();
  await second.goto('/portal/sign-in');
  await typeInto(page, 'mpxn', '1200023305967');
  await page.getByRole('heading', { name: 'Now confirm who you are' }).waitFor();
  await typeInto(second, 'email', 'nobody@nowhere');
  await expect(second.getByText('This is not an email address.')).toBeVisible();
});

test('an address, then the link in the mail: pressed elsewhere it says so and does nothing', async ({
  scene,
}) => {
  const { page } = scene;
  const home = await createHousehold(scene.northwind);
  const link = signInLink(await askForSignIn(scene, home));
  const elsewhere = (await scene.openOtherDevice()).page;
  await elsewhere.goto(link);
  await expect(
    elsewhere.getByRole('heading', { name: 'Please go back to the browser where you started' }),
  ).toBeVisible();
  await expect(elsewhere.locator('main button')).toHaveCount(0);
  await elsewhere.goto(`${scene.register.origin}/portal/records`);
  await expect(elsewhere).toHaveURL(/\/portal\/sign-in$/);

  await page.goto(link);
  await page.getByRole('button', { name: 'Yes, sign in' }).click();
  await expect(page.getByText(home.mpxn)).toBeVisible();
});

test('a Data User’s link leads in, and after the withdrawal back with what was done', async ({
  scene,
}) => {
  const { page } = scene;
  const home = await enrolCustomer(scene);
  await withoutAutofill(page);
  const query = new URLSearchParams({ ir: home.ir, return: scene.returnUrls.northwind });
  await page.goto(`/portal?${query}`);
  await expect(page).toHaveURL(/\/portal\/sign-in$/);
  await pressPasskey(page);
  await expect(page.getByRole('link', { name: `Go back to ${scene.usual.host}` })).toBeVisible();
  await followLink(page, WITHDRAW_PATH);
  await mainButton(page).click();
  await page.getByRole('link', { name: `Go back to ${scene.usual.host}` }).click();
  await page.waitForURL(`${scene.returnUrls.northwind}?**`);
  const { searchParams } = new URL(page.url());
  expect(searchParams.get('dar-action')).toBe('withdrawn');
  expect(searchParams.get('ak')).toMatch(/^ak_/);
});

test('one of several meters is chosen, and another by signing in again', async ({ scene }) => {
  const { page } = scene;
  const first = await createHousehold(scene.northwind);
  const second = await createHousehold(scene.northwind, { email: first.email });
  await typeCode(page, codeIn(await askForSignIn(scene, first)));
  await page.getByRole('button', { name: `Show meter ending ${first.mpxn.slice(-4)}` }).click();
  await expect(page.getByText(first.mpxn)).toBeVisible();
  await page.getByRole('button', { name: 'Show another meter' }).click();
  await expect(page.getByText('Please confirm it once more.')).toBeVisible();
  await typeInto(page, 'email', first.email ?? '');
  await typeCode(page, codeIn(await signInMail(scene, first, 2)));
  await page.getByRole('button', { name: `Show meter ending ${second.mpxn.slice(-4)}` }).click();
  await expect(page.getByText(second.mpxn)).toBeVisible();
});
