import type { Page } from '@playwright/test';
import type { ApiAccount, RegisterClient } from '../../harness/api-client';
import { expectNoAxeViolations } from '../../harness/browser-fixtures';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { reportSighting, reportTenancy } from '../api/support/dcc-reports';
import { createHousehold } from '../../harness/callers/household';
import { registerAccess, registerConsent, revoke } from '../../harness/callers/registered-access';
import { createHook, sendTest, untilTried } from '../api/support/webhooks';
import { type ConsolePages, expectPagesWell, takePictures } from './support/console-pages';
import { expect, test } from './support/scene';

test.use({
  baseURL: async ({ register }, use) => use(register.origin),
});

async function giveSecret(page: Page, { id, secret }: ApiAccount): Promise<void> {
  await page.getByLabel('Account id').fill(id);
  await page.getByLabel('Secret key').fill(secret);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Signs in for the first time, with the device of `page`. */
async function signIn(page: Page, admin: ApiAccount): Promise<void> {
  await page.goto('/admin/sign-in');
  await giveSecret(page, admin);
  await page.getByRole('button', { name: 'Set up a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
}

const newAdmin = (client: RegisterClient) =>
  client.createAccount({ role: 'admin', 'display-name': 'Register operator' });

interface Filled {
  account: ApiAccount;
  ak: string;
  seen: string;
  ir: string;
  wid: string;
}

/** Something of everything, so that no page is empty. */
async function fillRegister(client: RegisterClient): Promise<Filled> {
  const account = await client.createAccount({
    'display-name': 'Northwind Energy',
    'redirect-urls': ['https://northwind.example/welcome-back'],
    'contact-url': 'https://northwind.example/contact',
    'data-types': ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
  });
  const dcc = await client.createAccount({ role: 'dcc', 'display-name': 'Smart DCC' });
  const home = await createHousehold(account);
  const ak = await registerAccess(
    account,
    changed(consentBody(home.ir), ['access-event.controller-reference', 'CRM-4711']),
  );
  await revoke(account, await registerConsent(home), '?reason=other');
  const seen = await reportSighting(dcc, home.mpxn);
  await reportTenancy(dcc, home.mpxn, '2026-01-15');
  const hook = await createHook(account, 'https://northwind.invalid/webhooks/register');
  await untilTried(hook, await sendTest(hook), 1);
  return { account, ak, seen, ir: home.ir, wid: hook.wid };
}

test('an operator enrols a passkey at first, and needs it from then on', async ({
  page,
  client,
  virtualAuthenticator,
}) => {
  expect(virtualAuthenticator).toBeDefined();
  const admin = await newAdmin(client);
  await page.goto('/admin');
  await giveSecret(page, admin);
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Set up a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await giveSecret(page, admin);
  await expect(page.getByRole('heading', { name: 'Use your passkey' })).toBeVisible();
  await page.goto('/admin/accounts');
  await expect(page.getByRole('heading', { name: 'Use your passkey' })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Use your passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
});

test('an account is created with its secret shown once, suspended, reactivated and terminated', async ({
  page,
  client,
  virtualAuthenticator,
}) => {
  expect(virtualAuthenticator).toBeDefined();
  await signIn(page, await newAdmin(client));
  await page.getByRole('link', { name: 'Accounts', exact: true }).click();
  await page.getByRole('link', { name: 'Create an account…' }).click();
  const id = `browser-${Date.now().toString(36)}`;
  await page.getByLabel('Account id').fill(id);
  await page.getByLabel('Role').selectOption('Data User');
  await page.getByLabel('Name', { exact: true }).fill('Brightmeter');
  await page.getByLabel('Contact page').fill('https://brightmeter.example/contact');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.locator('[data-secret]')).toHaveText(/^[0-9a-f]{64}$/);
  await expectNoAxeViolations(page);
  await page.reload();
  await expect(page.locator('[data-secret]')).toHaveCount(0);
  for (const [link, button, flash] of [
    ['Suspend…', 'Suspend the account', 'The account is suspended.'],
    ['Reactivate…', 'Reactivate the account', 'The account is active again.'],
    ['Terminate…', 'Terminate the account for good', 'The account is terminated.'],
  ] as const) {
    await page.getByRole('link', { name: link }).click();
    await expect(page.getByRole('heading', { name: 'What this means' })).toBeVisible();
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByText(flash)).toBeVisible();
  }
});

test('a sensitive step asks for the passkey once more, and goes on where it was', async ({
  page,
  client,
  register,
  virtualAuthenticator,
}) => {
  expect(virtualAuthenticator).toBeDefined();
  const account = await client.createAccount();
  await signIn(page, await newAdmin(client));
  await page.goto(`/admin/accounts/${account.id}`);
  await register.clock.advance(6 * 60_000);
  await page.getByRole('link', { name: 'Rotate the secret key…' }).click();
  await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible();
  await page.getByRole('button', { name: 'Use your passkey' }).click();
  await page.getByRole('button', { name: 'Rotate the secret key' }).click();
  await expect(page.locator('[data-secret]')).toHaveText(/^[0-9a-f]{64}$/);
  await register.clock.reset();
});

test('a record is found by its reference and revoked, by keyboard alone', async ({
  page,
  client,
  virtualAuthenticator,
}) => {
  expect(virtualAuthenticator).toBeDefined();
  const { ak } = await fillRegister(client);
  await signIn(page, await newAdmin(client));
  await page.getByRole('link', { name: 'Access records', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Access key, meter point, DUID or reference').focus();
  await page.keyboard.type('CRM-4711');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: ak }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Revoke…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Reason').focus();
  await page.keyboard.type('The contract');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The record is revoked.')).toBeVisible();
});

test('the audit chain is checked to its end', async ({ page, client, virtualAuthenticator }) => {
  expect(virtualAuthenticator).toBeDefined();
  await signIn(page, await newAdmin(client));
  await page.goto('/admin/audit');
  await page.getByRole('link', { name: 'Check the chain' }).click();
  await page.getByRole('button', { name: 'Check the whole chain' }).click();
  await expect(page.locator('#main').getByRole('status')).toContainText('Whole');
  await expectNoAxeViolations(page);
});

function pagesOf({ account, ak, seen, ir, wid }: Filled): ConsolePages {
  const one = `/admin/accounts/${account.id}`;
  return {
    overview: '/admin',
    accounts: '/admin/accounts?role=data_user',
    'account-new': '/admin/new-account',
    account: one,
    suspend: `${one}/suspend`,
    reactivate: `${one}/reactivate`,
    terminate: `${one}/terminate`,
    'rotate-secret': `${one}/rotate-secret`,
    records: '/admin/records',
    record: `/admin/records/${ak}`,
    revoke: `/admin/records/${ak}/revoke`,
    seen: `/admin/records/${seen}`,
    'identity-records': `/admin/identity-records?ir=${ir}`,
    void: `/admin/identity-records/${ir}/void`,
    discovered: '/admin/discovered',
    tenancy: '/admin/tenancy',
    webhooks: '/admin/webhooks',
    webhook: `/admin/webhooks/${wid}`,
    disable: `/admin/webhooks/${wid}/disable`,
    mail: '/admin/mail',
    audit: '/admin/audit',
    'audit-of-a-type': '/admin/audit?event_type=access-record.revoked',
    check: '/admin/audit/check',
    passkeys: '/admin/passkeys',
    'passkey-add': '/admin/passkeys/add',
    prove: '/admin/prove',
  };
}

test('every page is free of what axe finds, in light and dark, wide and narrow', async ({
  page,
  client,
  virtualAuthenticator,
}) => {
  test.slow();
  expect(virtualAuthenticator).toBeDefined();
  const filled = await fillRegister(client);
  await signIn(page, await newAdmin(client));
  await expectPagesWell(page, pagesOf(filled));
});

if (process.env.SCREENSHOTS) {
  test('pictures of the console', async ({ page, client, virtualAuthenticator }) => {
    test.slow();
    expect(virtualAuthenticator).toBeDefined();
    const filled = await fillRegister(client);
    await signIn(page, await newAdmin(client));
    await takePictures(page, 'admin', pagesOf(filled));
  });
}
