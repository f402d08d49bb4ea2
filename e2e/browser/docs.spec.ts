import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, expectNoAxeViolations, test } from '../../harness/browser-fixtures';

interface Reference {
  paths: Record<string, Record<string, { summary: string }>>;
}

function overhang(page: Page): Promise<number> {
  return page.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth - root.clientWidth;
  });
}

const operations = (page: Page) => page.locator('.opblock');

async function openReference(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/docs`);
  await expect(page.getByRole('status')).toHaveText('The reference is shown.');
  await expect(operations(page).first()).toBeVisible();
}

async function documented({ origin }: { origin: string }, page: Page): Promise<Reference> {
  const answer = await page.request.get(`${origin}/v1/openapi.json`);
  return (await answer.json()) as Reference;
}

test.describe('the API reference', () => {
  test('lists every operation of the document and every event', async ({ page, register }) => {
    const { paths } = await documented(register, page);
    await openReference(page, register.origin);
    const calls = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { summary }]) => ({ method, path, summary })),
    );
    expect(calls.length).toBeGreaterThan(30);
    for (const { method, path, summary } of calls) {
      const block = operations(page).filter({ has: page.locator(`[data-path="${path}"]`) });
      const one = block.filter({ hasText: new RegExp(`^${method}`, 'i') });
      await expect(one, `${method} ${path}`).toContainText(summary);
    }
    await expect(operations(page)).toHaveCount(calls.length + 5);
    await expect(page.getByText('consent.withdrawal')).toBeVisible();
  });

  test('opens an operation by keyboard, and shows its example', async ({ page, register }) => {
    await openReference(page, register.origin);
    const token = page.locator('#operations-Authentication-get-auth-token');
    await token.locator('button.opblock-summary-control').focus();
    await page.keyboard.press('Enter');
    await expect(token).toContainText('bearer-token');
    await expect(token).toContainText('AUTH005');
  });

  test('asks for no secret and sends nothing', async ({ page, register }) => {
    await openReference(page, register.origin);
    await page.locator('#operations-Authentication-get-auth-token button').first().click();
    await expect(page.getByText('Get a bearer token')).toBeVisible();
    await expect(page.getByRole('button', { name: /authorize|try it out|execute/i })).toHaveCount(
      0,
    );
  });

  test('comes from the register alone', async ({ page, register }) => {
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    await openReference(page, register.origin);
    expect([...hosts]).toEqual([register.origin]);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is our own page around the reference, sound in the ${colorScheme}`, async ({
      page,
      register,
    }) => {
      await page.emulateMedia({ colorScheme });
      await openReference(page, register.origin);
      const { violations } = await new AxeBuilder({ page }).exclude('#reference').analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      const isDark = await page.evaluate(() =>
        document.documentElement.classList.contains('dark-mode'),
      );
      expect(isDark).toBe(colorScheme === 'dark');
    });
  }

  test('fits a window of 360 pixels, open operation and all', async ({ page, register }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await openReference(page, register.origin);
    await page.locator('[id$="post-access-records"] button.opblock-summary-control').click();
    await expect(page.getByText('controller-arrangement').first()).toBeVisible();
    expect(await overhang(page)).toBe(0);
  });
});

test.describe('the getting-started page', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`is sound in the ${colorScheme}`, async ({ page, register }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${register.origin}/docs/getting-started`);
      await expectNoAxeViolations(page);
    });
  }

  test('shows its samples in the language asked for, without JavaScript too', async ({
    browser,
    register,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${register.origin}/docs/getting-started`);
    const confirm = page.locator('#sample-confirm');
    await expect(confirm).toContainText('curl --silent');
    await confirm.getByRole('link', { name: 'Python' }).click();
    await expect(page).toHaveURL(/\?code=python#sample-confirm$/);
    await expect(confirm).toContainText('hmac.compare_digest');
    await context.close();
  });

  test('fits a window of 360 pixels', async ({ page, register }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${register.origin}/docs/getting-started?code=typescript`);
    expect(await overhang(page)).toBe(0);
  });

  test('lets the keyboard scroll a sample sideways', async ({ page, register }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${register.origin}/docs/getting-started?code=python`);
    const code = page.locator('#sample-token pre');
    await code.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => code.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  });
});
