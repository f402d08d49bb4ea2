import type { Page } from '@playwright/test';

/** How far the page reaches beyond the window, sideways. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth - root.clientWidth;
  });
}
