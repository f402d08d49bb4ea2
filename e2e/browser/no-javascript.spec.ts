import { createHousehold, credentialsOf } from '../../harness/callers/household';
import { linkIn, otherCode } from '../../harness/callers/mailed';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';
import { VirtualAuthenticator } from '../../harness/virtual-authenticator';
import {
  askForCode,
  enrolHere,
  mailLink,
  mailTo,
  startEnrolment,
  typeCode,
} from './support/ceremonies';
import { expect, test } from './support/scene';

test.use({ javaScriptEnabled: false });

test('a mailed link confirms and goes back to the organisation', async ({ scene, demo }) => {
  const { page } = scene;
  const { started, link } = await mailLink(scene, {
    'redirect-url': `${demo.url}/northwind/mail-return`,
  });
  await page.goto(link);
  expect((await statusOf(started)).status).toBe('pending');
  await page.getByRole('button', { name: 'Yes, it’s me' }).click();
  await expect(page).toHaveURL(
    `${demo.url}/northwind/mail-return?dar-reid-token=${started.tokenRef}`,
  );
  expect((await statusOf(started)).status).toBe('confirmed');
});

test('a mailed link without a way back thanks, and a second press is told so', async ({
  scene,
}) => {
  const { page } = scene;
  const { link } = await mailLink(scene);
  const other = await page.context().newPage();
  await other.goto(link);
  await page.goto(link);
  await page.getByRole('button', { name: 'Yes, it’s me' }).click();
  await expect(page.getByRole('heading', { name: 'You have confirmed who you are' })).toBeVisible();
  await other.getByRole('button', { name: 'Yes, it’s me' }).click();
  await expect(other.getByRole('heading', { name: 'This was already used' })).toBeVisible();
});

test('a mailed link can be declined', async ({ scene }) => {
  const { page } = scene;
  const { started, link } = await mailLink(scene);
  await page.goto(link);
  await page.getByRole('button', { name: 'I don’t recognise this' }).click();
  await expect(
    page.getByRole('heading', { name: 'You do not recognise this request' }),
  ).toBeVisible();
  expect(await statusOf(started)).toMatchObject({ status: 'expired', declined: true });
});

test('a passkey page says that passkeys need JavaScript and offers no button for them', async ({
  scene,
}) => {
  const { page } = scene;
  const { started } = await startEnrolment(scene);
  await page.goto(started.page);
  await expect(page.locator('noscript p')).toBeVisible();
  await expect(page.locator('noscript p')).toContainText('Passkeys need JavaScript');
  await expect(page.getByRole('button', { name: 'Create your passkey' })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Confirm by email instead' })).toBeVisible();
  await page.getByRole('button', { name: 'I don’t recognise this' }).click();
  await expect(
    page.getByRole('heading', { name: 'You do not recognise this request' }),
  ).toBeVisible();
});

test('the way out of a passkey page is the code from an e-mail', async ({ scene, demo }) => {
  const { page } = scene;
  const household = await createHousehold(scene.northwind);
  const started = await startOwn(household, {
    method: 'passkey-register',
    'passkey-return-url': scene.returnUrls.northwind,
  });
  await page.goto(started.page);
  await page.getByRole('link', { name: 'Confirm by email instead' }).click();
  await page.getByRole('button', { name: 'Send the email' }).click();
  const mail = await scene.mailbox.waitForMail(household.email ?? '');
  const code = /^ +(\d{6})$/m.exec(mail.text)?.[1] ?? '';
  await typeCode(page, otherCode(code));
  await expect(page.getByText('That code is not right. 4 tries left.')).toBeVisible();
  await typeCode(page, code);
  await page.getByRole('button', { name: 'Finish without a passkey' }).click();
  await expect(page).toHaveURL(
    `${demo.url}/northwind/return?dar-passkey-token=${started.tokenRef}`,
  );
  expect((await statusOf(started))['confirmed-by']).toBe('magic-link');
});

test('another organisation’s request ends by e-mail and without a passkey', async ({ scene }) => {
  const { page } = scene;
  const { started, code } = await askForCode(scene);
  // There is no passkey to use instead of the code.
  await expect(page.getByRole('link', { name: 'Use a passkey instead' })).toHaveCount(0);
  await typeCode(page, code);
  await page.getByRole('button', { name: 'Finish without a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'You have confirmed who you are' })).toBeVisible();
  expect((await statusOf(started)).status).toBe('confirmed');
});

test('the link of a waiting page proves the e-mail in the browser that asked', async ({
  scene,
}) => {
  const { page } = scene;
  const { link } = await askForCode(scene);
  await page.goto(link);
  await page.getByRole('button', { name: 'Yes, this is my address' }).click();
  await expect(page.getByRole('heading', { name: 'asks you to create a passkey' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Finish without a passkey' })).toBeVisible();
});

test('the language is switched on the page and kept on the next', async ({ scene }) => {
  const { page } = scene;
  const { link } = await mailLink(scene);
  await page.goto(link);
  await page.getByRole('button', { name: 'Cymraeg' }).click();
  await expect(page).toHaveURL(link);
  await expect(page.locator('html')).toHaveAttribute('lang', 'cy');
  await page.goto((await mailLink(scene)).link);
  await expect(page.locator('html')).toHaveAttribute('lang', 'cy');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a request that only a passkey can answer ends with words and the organisation’s name', async ({
  scene,
}) => {
  const household = await createHousehold(scene.northwind, { email: null });
  const started = await startAcross(scene.brightmeter, household.mpxn, {
    method: 'passkey-register',
  });
  await scene.page.goto(started.page);
  await expect(scene.page.locator('noscript p')).toContainText(
    'Turn it on and open this page again',
  );
  await scene.page.getByText('If it does not work').click();
  await expect(
    scene.page.getByText('Tell the organisation. It can find another way'),
  ).toBeVisible();
});

test('a new passkey is taken off again by the link that told of it', async ({ scene, browser }) => {
  const withJavaScript = await browser.newContext({ javaScriptEnabled: true });
  const page = await withJavaScript.newPage();
  const authenticator = await VirtualAuthenticator.addTo(page);
  const household = await enrolHere(scene, {}, { page, authenticator });
  await withJavaScript.close();
  expect(await credentialsOf(household)).toHaveLength(1);
  await scene.page.goto(linkIn(await mailTo(scene, household)));
  await scene.page.getByRole('button', { name: 'It was not me: remove it' }).click();
  await expect(
    scene.page.getByRole('heading', { name: 'The passkey no longer works' }),
  ).toBeVisible();
  expect(await credentialsOf(household)).toEqual([]);
});
