import type { Page } from '@playwright/test';
import { randomEmail, randomMpxn } from '../../harness/callers/household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import { expect, expectNoAxeViolations, test, type Scene } from './support/scene';

/** Fills Northwind Energy's form for a new customer and stops before the choice of a button. */
async function fillNewCustomer(page: Page, demoUrl: string) {
  const customer = { mpxn: randomMpxn(), email: randomEmail() };
  await page.goto(`${demoUrl}/northwind`);
  await page.locator('#mpxn').fill(customer.mpxn);
  await page.getByLabel('Email').fill(customer.email);
  return customer;
}

/** The press that is the permission: what stands on the page was shown before it. */
const allow = (page: Page) => page.getByRole('button', { name: /^Allow / }).click();

async function becomeCustomer({ page }: Scene, demoUrl: string) {
  const customer = await fillNewCustomer(page, demoUrl);
  await page.getByRole('button', { name: 'Create record and make a passkey' }).click();
  await page.getByRole('button', { name: 'Create your passkey' }).click();
  await allow(page);
  await page.waitForURL(`${demoUrl}/northwind/attempts/**`);
  return customer;
}

async function comeBack(page: Page, demoUrl: string, mpxn: string): Promise<void> {
  await page.goto(`${demoUrl}/northwind`);
  await page.getByRole('link', { name: `Customer with meter ${mpxn}` }).click();
}

const method = (page: Page, heading: string) => page.getByRole('region', { name: heading });

test('a customer enrols when the record is created and comes back with a token that confirms', async ({
  scene,
  demo,
}) => {
  const { page } = scene;
  const returns: URL[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/northwind/return')) returns.push(new URL(request.url()));
  });
  const { mpxn } = await fillNewCustomer(page, demo.url);
  await page.getByRole('button', { name: 'Create record and make a passkey' }).click();

  await expect(page).toHaveURL(
    `${scene.register.origin}/passkey/register?session=${sessionOf(page)}`,
  );
  await expect(page.getByRole('main')).toContainText('Northwind Energy');
  await expect(page.getByRole('main')).toContainText(`ending ${mpxn.slice(-4)}`);
  await expect(page.getByRole('main')).toContainText(new URL(demo.url).host);
  await expect(page.getByRole('main')).not.toContainText(mpxn);
  await expect(page.getByRole('main')).toContainText('How much energy you use, every half hour');
  await page.getByRole('button', { name: 'Create your passkey' }).click();
  await allow(page);

  await expect(page.getByRole('heading', { name: 'Thank you, you allowed it' })).toBeVisible();
  expect(returns).toHaveLength(1);
  const [returned] = returns;
  expect(returned?.searchParams.get('dar-passkey-token')).toMatch(/^mlr_[0-9a-f]{24}$/);
  expect(returned?.searchParams.get('dar-return-code')).toBeTruthy();
  expect(returned?.searchParams.get('state')).toBeTruthy();
  const credentials = await scene.authenticator.credentials();
  expect(
    credentials.map(({ rpId, isResidentCredential }) => ({ rpId, isResidentCredential })),
  ).toEqual([{ rpId: 'localhost', isResidentCredential: true }]);

  await page.getByRole('button', { name: 'Register what you were shown' }).click();
  await expect(page.locator('#access-key')).toHaveText(/^ak_[0-9a-f]{24}$/);
});

function sessionOf(page: Page): string {
  return new URL(page.url()).searchParams.get('session') ?? 'none';
}

test('a customer who comes back later confirms with the passkey made before', async ({
  scene,
  demo,
}) => {
  const { page } = scene;
  const { mpxn } = await becomeCustomer(scene, demo.url);
  await comeBack(page, demo.url, mpxn);
  await method(page, 'With a passkey').getByRole('button').click();
  await expect(page).toHaveURL(/\/passkey\/assert\?session=pks_/);
  await allow(page);
  await expect(page.getByRole('heading', { name: 'Thank you, you allowed it' })).toBeVisible();
  await expect(page.getByText('passkey-assert')).toBeVisible();
});

test('a link opened on another device lets the page that waits go on by itself', async ({
  scene,
  demo,
}) => {
  const { page, mailbox } = scene;
  const { mpxn, email } = await becomeCustomer(scene, demo.url);
  await scene.register.clock.advance(26 * 3_600_000);
  scene.northwind.forgetToken();
  await comeBack(page, demo.url, mpxn);
  const form = method(page, 'With an email link');
  await form.getByRole('radio', { name: 'Come back to Northwind Energy', exact: true }).check();
  await form.getByRole('button').click();
  await expect(page.getByRole('heading', { name: 'Waiting for you to confirm' })).toBeVisible();

  const mail = await mailbox.waitForMail(email, { where: isMagicLinkMail });
  const phone = (await scene.openOtherDevice()).page;
  await phone.goto(linkIn(mail));
  await expect(phone.getByText('You can answer on any device')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Waiting for you to confirm' })).toBeVisible();
  await allow(phone);

  await expect(phone).toHaveURL(/\/northwind\/mail-return\?dar-reid-token=mlr_/);
  await expect(
    phone.getByRole('heading', { name: 'Please go on where you started' }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Thank you, you allowed it' })).toBeVisible();
  await expect(page.getByText('magic-link', { exact: true })).toBeVisible();
});

test('a company that knows only the meter number is named to the customer and never learns the record', async ({
  scene,
  demo,
}) => {
  const { page } = scene;
  const { mpxn, email } = await becomeCustomer(scene, demo.url);
  const ir = await page.locator('dd', { hasText: /^ir_/ }).innerText();

  await page.goto(`${demo.url}/brightmeter`);
  await page.getByLabel('Meter number').fill(mpxn);
  await page.getByRole('button', { name: 'Look up meter' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'passkey-assert' })).toBeVisible();
  await method(page, 'With a passkey').getByRole('button').click();
  await expect(page.getByRole('main')).toContainText('Brightmeter');
  await expect(page.getByRole('main')).not.toContainText('Northwind');
  await allow(page);

  await expect(page.getByRole('heading', { name: 'Thank you, you allowed it' })).toBeVisible();
  await expect(page.getByText('not known to us')).toBeVisible();
  await page.getByRole('button', { name: 'Register what you were shown' }).click();
  await expect(page.locator('#access-key')).toHaveText(/^ak_[0-9a-f]{24}$/);

  await page.getByRole('button', { name: 'Hand the key to Gridline Data Services' }).click();
  await expect(page.getByRole('heading', { name: 'Release the data' })).toBeVisible();
  const answer = await page.locator('pre').innerText();
  expect(answer).toContain('"purpose": "Advice on saving energy at home');
  expect(answer).toContain('"identity-record-ref": null');
  for (const secret of [mpxn, email, ir, 'Sample Street']) expect(answer).not.toContain(secret);
});

test('the provider keeps the data when the permission is over', async ({ scene, demo }) => {
  const { page } = scene;
  await becomeCustomer(scene, demo.url);
  await page.getByLabel('How long').selectOption('already-ended');
  await page.getByRole('button', { name: 'Register what you were shown' }).click();
  await page.getByRole('button', { name: 'Hand the key to Gridline Data Services' }).click();
  await expect(page.getByRole('heading', { name: 'Do not release the data' })).toBeVisible();
});

test('a link bound to the browser does not confirm from another device', async ({
  scene,
  demo,
}) => {
  const { page, mailbox } = scene;
  const { mpxn, email } = await becomeCustomer(scene, demo.url);
  await comeBack(page, demo.url, mpxn);
  await method(page, 'With an email link').getByRole('button').click();
  const mail = await mailbox.waitForMail(email, { where: isMagicLinkMail });
  const phone = (await scene.openOtherDevice()).page;
  await phone.goto(linkIn(mail));
  await allow(phone);
  await expect(
    phone.getByRole('heading', { name: 'Please go on where you started' }),
  ).toBeVisible();
  // The page asks again by itself.
  await page.waitForEvent('domcontentloaded');
  await expect(page.getByRole('heading', { name: 'Waiting for you to confirm' })).toBeVisible();
});

test('a bound link pressed in the browser that asked confirms there', async ({ scene, demo }) => {
  const { page, mailbox } = scene;
  const { mpxn, email } = await becomeCustomer(scene, demo.url);
  await comeBack(page, demo.url, mpxn);
  await method(page, 'With an email link').getByRole('button').click();
  await page.goto(linkIn(await mailbox.waitForMail(email, { where: isMagicLinkMail })));
  await allow(page);
  await expect(page.getByRole('heading', { name: 'Thank you, you allowed it' })).toBeVisible();
});

test('a second passkey can be added with the first', async ({ scene, demo }) => {
  const { page } = scene;
  const { mpxn } = await becomeCustomer(scene, demo.url);
  await comeBack(page, demo.url, mpxn);
  await method(page, 'By adding a passkey').getByRole('button').click();
  await page.getByRole('link', { name: 'Create a new passkey instead' }).click();
  await page.getByRole('button', { name: 'Yes, use my passkey' }).click();
  await expect(page.getByRole('heading', { name: 'asks you to create a passkey' })).toBeVisible();
  // From here on it is a device that does not have the first one.
  await scene.authenticator.clear();
  await page.getByRole('button', { name: 'Create your passkey' }).click();
  await allow(page);
  await expect(page.getByRole('heading', { name: 'Thank you, you allowed it' })).toBeVisible();
  await comeBack(page, demo.url, mpxn);
  await expect(page.locator('dd').nth(2)).toHaveText('2');
});

test('declining sends the customer back and ends the request for good', async ({ scene, demo }) => {
  const { page } = scene;
  await fillNewCustomer(page, demo.url);
  await page.getByRole('button', { name: 'Create record and make a passkey' }).click();
  const ceremony = page.url();
  await page.getByRole('button', { name: 'I don’t recognise this' }).click();
  await expect(page).toHaveURL(`${demo.url}/northwind/attempts/${lastPart(page)}`);
  await expect(page.getByRole('heading', { name: 'You said no' })).toBeVisible();
  await page.goto(ceremony);
  await expect(
    page.getByRole('heading', { name: 'You do not recognise this request' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create your passkey' })).toHaveCount(0);
});

function lastPart(page: Page): string {
  return page.url().split('/').at(-1) ?? '';
}

test('every ending can be reached from the demo by a click', async ({ scene, demo }) => {
  const { page } = scene;
  await page.goto(`${demo.url}/northwind/endings`);
  const [unknown] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Unknown email link' }).click(),
  ]);
  await expect(unknown.getByRole('heading', { name: 'This link is not valid' })).toBeVisible();
  const [session] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Unknown session to make a passkey' }).click(),
  ]);
  await expect(session.getByRole('heading', { name: 'We cannot find this request' })).toBeVisible();

  await page.getByRole('button', { name: 'Start one to let expire and come back' }).click();
  const ceremony = await page
    .getByRole('link', { name: /^Session with a return URL/ })
    .getAttribute('href');
  await scene.register.clock.advance(901_000);
  await page.goto(ceremony ?? '');
  await page.getByRole('link', { name: /^Go on to / }).click();
  await expect(page.getByRole('heading', { name: 'The time ran out' })).toBeVisible();
});

test('a company that registers more than was shown is refused, field by field, and may then keep to it', async ({
  scene,
  demo,
}) => {
  const { page } = scene;
  const { mpxn } = await becomeCustomer(scene, demo.url);
  await page.goto(`${demo.url}/solara`);
  await page.getByLabel('Meter number').fill(mpxn);
  await page.getByRole('button', { name: 'Look up meter' }).click();
  await method(page, 'With a passkey').getByRole('button').click();
  await page.getByRole('button', { name: /^I explicitly allow Solara Homes/ }).click();
  await expect(page.getByRole('heading', { name: 'Thank you, you allowed it' })).toBeVisible();

  await page.getByRole('button', { name: 'Register more than that' }).click();
  const refused = method(page, 'Refused: that is more than you were shown');
  for (const name of ['What for', 'Which data', 'Until', 'Who else gets it']) {
    await expect(refused.getByRole('heading', { name, exact: true })).toBeVisible();
  }
  await expect(refused).toContainText('half-hourly use, half-hourly export, your tariff');
  await expect(refused).toContainText('Sunrise Loans (lender)');
  for (const field of [
    'processing.purpose',
    'processing.data-types[1]',
    'processing.data-types[2]',
    'access-event.expiry',
    'processing.recipients[0].name',
  ]) {
    await expect(refused.getByRole('listitem').filter({ hasText: `${field}: ` })).toBeVisible();
  }
  await expect(page.locator('#access-key')).toHaveCount(0);
  await expectNoAxeViolations(page);

  await page.getByRole('button', { name: 'Register what you were shown' }).click();
  await page.getByRole('button', { name: 'Hand the key to Gridline Data Services' }).click();
  const answer = await page.locator('pre').innerText();
  expect(answer).toContain('"HH-CONSUMPTION"');
  for (const more of ['HH-EXPORT', 'Sunrise Loans', 'loan']) expect(answer).not.toContain(more);
  expect(answer).toContain('"method": "passkey-assert"');
});

test('the demo companies’ pages have no barrier either', async ({ scene, demo }) => {
  for (const path of [
    '/',
    '/northwind',
    '/northwind/endings',
    '/brightmeter',
    '/solara',
    '/gridline',
    '/voice',
  ]) {
    await scene.page.goto(`${demo.url}${path}`);
    await expectNoAxeViolations(scene.page);
  }
});
