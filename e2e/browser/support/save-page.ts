import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { State } from './state';

/** Makes the window as tall as the page: what stays in view while one scrolls is then where it ends up. */
export async function wholeInView(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 740 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
}

/** Writes `page` as it stands into a file that opens without the register: its style within, nothing to press. */
export async function savePage(page: Page, file: string): Promise<void> {
  const sheets = page.locator('link[rel=stylesheet]');
  const addresses = await sheets.evaluateAll((links) =>
    (links as HTMLLinkElement[]).map(({ href }) => href),
  );
  const styles = await Promise.all(
    addresses.map(async (address) => (await page.request.get(address)).text()),
  );
  const saved = await page.evaluate((style) => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement;
    for (const part of copy.querySelectorAll('script, link')) part.remove();
    for (const form of copy.querySelectorAll('form')) form.removeAttribute('action');
    for (const link of copy.querySelectorAll('a')) link.setAttribute('href', '#main');
    for (const button of copy.querySelectorAll('button')) button.type = 'button';
    copy
      .querySelector('head')
      ?.append(Object.assign(document.createElement('style'), { textContent: style }));
    return `<!doctype html>\n${copy.outerHTML}`;
  }, styles.join('\n'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, saved);
}

const languages = [
  ['en', 'English'],
  ['cy', 'Cymraeg'],
] as const;

/** A page with a link to each saved state in each language. */
export function pageOfStates(
  parts: [heading: string, states: State[]][],
  fileOf: (state: State, language: string) => string,
): string {
  const links = (state: State) =>
    languages
      .map(([language, name]) => `<a href="${fileOf(state, language)}.html">${name}</a>`)
      .join(' · ');
  const sections = parts.map(
    ([heading, states]) =>
      `<h2>${heading}</h2>\n<ul>\n${states.map((state) => `<li>${state.name}: ${links(state)}</li>`).join('\n')}\n</ul>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Every state of the customer’s pages</title>
<style>body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui }</style>
<h1>Every state of the customer’s pages</h1>
${sections.join('\n')}
</html>
`;
}
