import type { Page } from '@playwright/test';
import type { ApiAccount, RegisterClient } from '../../harness/api-client';
import { expectNoAxeViolations } from '../../harness/browser-fixtures';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { createHousehold, type Household } from '../../harness/callers/household';
import { registerAccess, revoke } from '../../harness/callers/registered-access';
import { proposedConsent } from '../../harness/callers/proposal';
import { startOwn } from '../../harness/callers/reidentification';
import { createHook, sendTest, untilTried } from '../api/support/webhooks';
import { enrolHere } from './support/ceremonies';
import { type ConsolePages, expectPagesWell, takePictures } from './support/console-pages';
import { expect, test } from './support/scene';

test.use({
  baseURL: async ({ register }, use) => use(register.origin),
});

async function signIn(page: Page, account: ApiAccount): Promise<void> {
  await page.goto('/dashboard');
  await page.getByLabel('Account id').fill(account.id);
  await page.getByLabel('Secret key').fill(account.secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
}

interface Filled {
  account: ApiAccount;
  home: Household;
  ak: string;
  wid: string;
  /** Of a change that the customer is asked to confirm. */
  tokenRef: string;
}

/** A Data User with something of everything. */
async function fillDashboard(client: RegisterClient): Promise<Filled> {
  const account = await client.createAccount({
    'redirect-urls': ['https://northwind.example/welcome-back'],
    'contact-url': 'https://northwind.example/contact',
  });
  const home = await createHousehold(account);
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z');
  const ak = await registerAccess(
    account,
    changed(
      consentBody(home.ir),
      ['access-event.controller-reference', 'CRM-4711'],
      ['access-event.expiry', soon],
    ),
  );
  for (let count = 0; count < 4; count += 1) await registerAccess(account, contractBody(home.ir));
  await revoke(account, await registerAccess(account, consentBody(home.ir)), '?reason=other');
  await startOwn(home, { method: 'passkey-register' });
  const { tokenRef } = await startOwn(home, {
    method: 'magic-link',
    'proposed-access': proposedConsent(),
  });
  const hook = await createHook(account, 'https://northwind.invalid/webhooks/register');
  await untilTried(hook, await sendTest(hook), 1);
  return { account, home, ak, wid: hook.wid, tokenRef };
}

test('a record is found by its reference and revoked, by keyboard alone', async ({
  page,
  client,
}) => {
  const { account, ak } = await fillDashboard(client);
  await page.goto('/dashboard');
  await page.keyboard.press('Tab');
  await page.keyboard.type(account.id);
  await page.keyboard.press('Tab');
  await page.keyboard.type(account.secret);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Access records', exact: true }).focus();
  await page.keyboard.press('Enter');
  const search = page.getByLabel('Access key, meter point or your reference');
  await search.focus();
  await page.keyboard.type('CRM-4711');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: ak }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Revoke…' }).focus();
  await page.keyboard.press('Enter');
  const reason = page.getByLabel('Reason');
  await reason.focus();
  await page.keyboard.type('The contract');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Revoke it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The record is revoked.')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'The contract has ended' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused();
});

test('a re-identification is started and turns confirmed while its page is watched', async ({
  scene,
  openOtherDevice,
}) => {
  const home = await enrolHere(scene, {});
  const staff = await openOtherDevice();
  await staff.goto(new URL('/dashboard/identity-records', scene.page.url()).href);
  await staff.getByLabel('Account id').fill(home.owner.id);
  await staff.getByLabel('Secret key').fill(home.owner.secret);
  await staff.getByRole('button', { name: 'Sign in' }).click();
  await staff.getByLabel('Meter point').fill(home.mpxn);
  await staff.getByRole('button', { name: 'Look up' }).click();
  await staff.getByRole('link', { name: home.ir }).click();
  await staff.getByLabel('Method').selectOption('passkey-assert');
  await staff.getByRole('button', { name: 'Start' }).click();
  await expect(staff.getByText('Pending')).toBeVisible();
  await expectNoAxeViolations(staff);
  const link = await staff.getByText('/passkey/assert?session=').textContent();
  await scene.page.goto(link ?? '');
  await scene.page.locator('.button-main').first().click();
  await expect(staff.getByText('Confirmed', { exact: true }).first()).toBeVisible();
  await expect(staff.getByText('Pending')).toBeHidden();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a webhook is created, its secret shown once, tested, disabled and deleted', async ({
    page,
    client,
  }) => {
    await signIn(page, await client.createAccount());
    await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
    await page.getByRole('link', { name: 'New webhook' }).click();
    await page.getByLabel('Callback URL').fill('https://northwind.invalid/hooks');
    await page.getByLabel('Alert address').fill('ops@northwind.example');
    await page.getByRole('button', { name: 'Create the webhook' }).click();
    await expect(page.locator('[data-secret]')).toHaveText(/^whsec_/);
    await page.reload();
    await expect(page.locator('[data-secret]')).toHaveCount(0);
    await page.getByRole('button', { name: 'Send a test' }).click();
    await expect(page.getByText('A test event is on its way.')).toBeVisible();
    await page.getByRole('link', { name: 'The webhook' }).click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await expect(page.getByText('nothing is sent to it')).toBeVisible();
    await page.getByRole('link', { name: 'Delete…' }).click();
    await page.getByRole('button', { name: 'Delete it' }).click();
    await expect(page.getByText('The webhook is deleted.')).toBeVisible();
  });

  test('the overview leads to what happened, and the audit is narrowed by choosing from a list', async ({
    page,
    client,
  }) => {
    const { account, ak } = await fillDashboard(client);
    await signIn(page, account);
    await page.getByRole('link', { name: 'Everything that your account did' }).click();
    await page.getByLabel('What').selectOption('Access record revoked (access-record.revoked)');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.getByRole('link', { name: 'Clear' }).click();
    await expect(page.getByRole('cell', { name: ak })).toBeVisible();
    await expect(page.getByLabel('What')).toHaveValue('');
  });

  test('the secret key is rotated and the session signed out everywhere', async ({
    page,
    client,
  }) => {
    await signIn(page, await client.createAccount());
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Rotate the secret key…' }).click();
    await page.getByRole('button', { name: 'Rotate the secret key' }).click();
    await expect(page.locator('[data-secret]')).toHaveText(/^[0-9a-f]{64}$/);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
  });
});

function pagesOf({ home, ak, wid, tokenRef }: Filled): ConsolePages {
  return {
    overview: '/dashboard',
    records: '/dashboard/records',
    record: `/dashboard/records/${ak}`,
    revoke: `/dashboard/records/${ak}/revoke`,
    change: `/dashboard/records/${ak}/change`,
    'change-asked': `/dashboard/records/${ak}/change/${tokenRef}`,
    'identity-records': '/dashboard/identity-records',
    'identity-record': `/dashboard/identity-records/${home.ir}`,
    anonymise: `/dashboard/identity-records/${home.ir}/anonymise`,
    webhooks: '/dashboard/webhooks',
    webhook: `/dashboard/webhooks/${wid}?event-type=webhook.test`,
    'webhook-new': '/dashboard/webhooks/new',
    charts: '/dashboard/charts',
    audit: '/dashboard/audit',
    'audit-of-a-type': '/dashboard/audit?event_type=access-record.registered',
    settings: '/dashboard/settings',
    'rotate-secret': '/dashboard/settings/rotate-secret',
    prove: '/dashboard/prove',
  };
}

test('every page is free of what axe finds, in light and dark, wide and narrow', async ({
  page,
  client,
}) => {
  test.slow();
  const filled = await fillDashboard(client);
  await page.goto('/dashboard/sign-in?problem=wrong');
  await expectNoAxeViolations(page);
  await signIn(page, filled.account);
  await expectPagesWell(page, pagesOf(filled));
});

if (process.env.SCREENSHOTS) {
  test('pictures of the dashboard', async ({ page, client }) => {
    test.slow();
    const filled = await fillDashboard(client);
    await takePictures(page, 'dashboard', { 'sign-in': '/dashboard/sign-in?problem=wrong' });
    await signIn(page, filled.account);
    await takePictures(page, 'dashboard', pagesOf(filled));
  });
}
