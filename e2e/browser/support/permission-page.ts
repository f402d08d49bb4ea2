import type { Page } from '@playwright/test';
import type { Started, StatusAnswer } from '../../../harness/callers/reidentification';
import { expect } from './scene';

/** The button that refuses a permission. */
export const REFUSE = 'Don’t allow';

/** What the page asks. */
export const heading = (organisation = 'Northwind Energy') =>
  `Do you allow ${organisation} to use data from your meter?`;

/** The button whose press is the permission. */
export const ALLOW = 'Allow this';

/** A request ends on our own page, which says `words`, and reads `status` at the organisation. */
export async function expectEnding(
  page: Page,
  started: Started,
  words: string,
  status: Partial<StatusAnswer> & { 'declined-reason'?: string },
): Promise<void> {
  await expect(page.getByRole('heading', { name: words })).toBeVisible();
  const answer = await started.account.call('GET', started.statusPath);
  expect(answer.body).toMatchObject(status);
}

/** The value beside a fact's name. */
export const fact = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: name }) })
    .locator('dd');
