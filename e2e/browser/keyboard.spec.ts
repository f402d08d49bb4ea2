import { createHousehold } from '../../harness/callers/household';
import { linkIn } from '../../harness/callers/mailed';
import { startOwn } from '../../harness/callers/reidentification';
import { mailLink, readProofMail, startEnrolment, startProof } from './support/ceremonies';
import { focusedStop, tabTo } from './support/keyboard';
import { expect, test } from './support/scene';

test('a passkey is made with the keyboard alone', async ({ scene }) => {
  const { page } = scene;
  const { started } = await startEnrolment(scene);
  await page.goto(started.page);
  await tabTo(page, 'Create your passkey');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'You have confirmed who you are' })).toBeVisible();
});

test('the stops of a page come in the order in which it is read', async ({ scene }) => {
  const { page } = scene;
  const { started } = await startEnrolment(scene);
  await page.goto(started.page);
  const stops = await tabTo(page, 'How to check, and whom to ask');
  expect(stops).toEqual([
    'Skip to the main part of this page',
    'Central Access Register: what this site is',
    'Cymraeg',
    'Create your passkey',
    'No, I don’t want this',
    'Confirm by email instead',
    'If it does not work',
    'I don’t recognise this',
    'What is a passkey?',
    'help@register.example',
    'Phone: 029 2018 0000',
    'How to check, and whom to ask',
  ]);
});

test('the skip link leads past the header', async ({ scene }) => {
  const { page } = scene;
  const { started } = await startEnrolment(scene);
  await page.goto(started.page);
  await tabTo(page, 'Skip to the main part of this page');
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  await page.keyboard.press('Tab');
  expect((await focusedStop(page)).name).toBe('Create your passkey');
});

test('a cancelled try can be repeated without leaving the button', async ({ scene }) => {
  const { page, authenticator } = scene;
  const { started } = await startEnrolment(scene);
  await authenticator.setUserVerified(false);
  await page.goto(started.page);
  await tabTo(page, 'Create your passkey');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'It did not work this time' })).toBeVisible();
  const button = page.getByRole('button', { name: 'Create your passkey' });
  await expect(button).toBeEnabled();
  await expect(button).toBeFocused();
  await authenticator.setUserVerified(true);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'You have confirmed who you are' })).toBeVisible();
});

test('a request is declined with the keyboard alone', async ({ scene }) => {
  const { page } = scene;
  const { started } = await startEnrolment(scene);
  await page.goto(started.page);
  await tabTo(page, 'I don’t recognise this');
  await page.keyboard.press('Space');
  await expect(
    page.getByRole('heading', { name: 'You do not recognise this request' }),
  ).toBeVisible();
});

test('a mailed link is confirmed with the keyboard alone', async ({ scene }) => {
  const { page } = scene;
  await page.goto((await mailLink(scene)).link);
  await tabTo(page, 'Yes, it’s me');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'You have confirmed who you are' })).toBeVisible();
});

test('an e-mail is proved by its code and a passkey made with the keyboard alone', async ({
  scene,
}) => {
  const { page } = scene;
  const { household, started } = await startProof(scene);
  await page.goto(started.page);
  await tabTo(page, 'Send the email');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Type the code from our email' })).toBeVisible();
  const { code } = await readProofMail(scene, household);
  await tabTo(page, 'code');
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'asks you to create a passkey' })).toBeVisible();
  await tabTo(page, 'Create your passkey');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'You have confirmed who you are' })).toBeVisible();
});

test('a wrong code leads the focus back to its field, with the error told', async ({ scene }) => {
  const { page } = scene;
  const { household, started } = await startProof(scene);
  await page.goto(started.page);
  await tabTo(page, 'Send the email');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Type the code from our email' })).toBeVisible();
  const { code } = await readProofMail(scene, household);
  await tabTo(page, 'code');
  await page.keyboard.type(code === '000000' ? '111111' : '000000');
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Six-digit code');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/not right. 4 tries left/);
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'asks you to create a passkey' })).toBeVisible();
});

test('the focus follows the message when the button goes away', async ({ scene }) => {
  const { page } = scene;
  const { started } = await startEnrolment(scene);
  await page.clock.install();
  await page.goto(started.page);
  await tabTo(page, 'Create your passkey');
  await page.clock.fastForward('05:01');
  await expect(page.getByRole('heading', { name: 'Time is up for this page' })).toBeFocused();
});

test('a passkey is taken off again with the keyboard alone', async ({ scene }) => {
  const { page } = scene;
  const household = await createHousehold(scene.northwind);
  const started = await startOwn(household, { method: 'passkey-register' });
  await page.goto(started.page);
  await tabTo(page, 'Create your passkey');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/done');
  const mail = await scene.mailbox.waitForMail(household.email ?? '');
  await page.goto(linkIn(mail));
  await tabTo(page, 'It was not me: remove it');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The passkey no longer works' })).toBeVisible();
});
