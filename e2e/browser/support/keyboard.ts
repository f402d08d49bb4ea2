import type { Page } from '@playwright/test';
import { expect } from './scene';

/** More stops than any of the pages has. */
const MANY = 40;

interface Stop {
  name: string;
  /** Width of the ring around it, in pixels. */
  ring: number;
}

/** What has the focus. */
export function focusedStop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: '', ring: 0 };
    const style = getComputedStyle(element);
    const ring = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
    const choice = element.matches('input[type=radio]') ? element.closest('label') : null;
    const label = element.getAttribute('aria-label') ?? (choice ?? element).textContent;
    return { name: label.trim() || element.id, ring };
  });
}

/** Presses Tab until `name` has the focus. Every stop on the way must show where the focus is. */
export async function tabTo(page: Page, name: string): Promise<string[]> {
  const passed: string[] = [];
  for (let press = 0; press < MANY; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await focusedStop(page);
    passed.push(stop.name);
    if (stop.name === '') break;
    expect(stop.ring, `the ring around “${stop.name}”`).toBeGreaterThanOrEqual(2);
    if (stop.name === name) return passed;
  }
  throw new Error(`Tab does not reach “${name}”, only: ${passed.join(' | ')}`);
}
