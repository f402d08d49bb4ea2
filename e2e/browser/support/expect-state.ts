import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { wordsOf, type Language } from './catalogue';
import { expect, expectNoAxeViolations, type Scene } from './scene';
import type { State } from './state';

/** Of axe's rules those that a text can break which is missing, is another's as well, or is too short. */
const RULES_OF_TEXTS = [
  ...['aria-command-name', 'button-name', 'document-title', 'empty-heading', 'empty-table-header'],
  ...['html-lang-valid', 'image-alt', 'label', 'landmark-unique', 'link-name', 'summary-name'],
  ...['svg-img-alt', 'target-size', 'valid-lang'],
];

/** A page in Welsh is the page in English with other texts: axe's other rules would find the same again. */
async function expectNoBarrierOfTexts(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withRules(RULES_OF_TEXTS)
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  expect(found).toEqual([]);
}

/** `page` says in `language` what `state` has to say, and where to go from here; nothing bars the way. */
export async function expectState(
  { usual }: Scene,
  page: Page,
  state: State,
  language: Language,
): Promise<void> {
  const words = (key: string) => wordsOf(language, key, { ...usual, ...state.values });
  const heading = page.getByRole('heading', { name: words(state.heading), exact: true });
  await expect(heading).toBeVisible();
  await expect(page.getByText(words(state.next)).first()).toBeVisible();
  const start = `${words(state.title)} – `;
  await expect.poll(async () => (await page.title()).slice(0, start.length)).toBe(start);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await (language === 'en' ? expectNoAxeViolations(page) : expectNoBarrierOfTexts(page));
}

/** Of axe's rules only this one can tell day from night. */
export async function expectContrastAtNight(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withRules(['color-contrast'])
    .analyze();
  expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}
