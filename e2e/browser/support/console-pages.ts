import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from '../../../harness/browser-fixtures';
import { projectRoot } from '../../../harness/register-process';
import { expect } from './scene';

/** Addresses of a console's pages by the names they go by in tests. */
export type ConsolePages = Record<string, string>;

/** Opens each page, wide and light, narrow and dark: axe finds nothing and nothing sticks out. */
export async function expectPagesWell(page: Page, pages: ConsolePages): Promise<void> {
  for (const address of Object.values(pages)) {
    await page.goto(address);
    for (const width of [1280, 768]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: width === 1280 ? 'light' : 'dark' });
      await expectNoAxeViolations(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([address, width, overflow]).toEqual([address, width, 0]);
    }
  }
}

/** Pictures for people to look at, under `screenshots/`; taken where `SCREENSHOTS` is set. */
export async function takePictures(page: Page, realm: string, pages: ConsolePages): Promise<void> {
  for (const [name, address] of Object.entries(pages)) {
    await page.goto(address);
    for (const width of [1280, 360]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        const file = `${realm}-${name}-${width}-${colorScheme}.png`;
        await page.screenshot({
          path: path.join(projectRoot, 'screenshots', file),
          fullPage: true,
        });
      }
    }
  }
}
