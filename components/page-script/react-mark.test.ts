import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const components = path.resolve(import.meta.dirname, '..');

const sources = readdirSync(components, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => ({ name, text: readFileSync(path.join(components, name), 'utf8') }));

/** Components that React draws in the browser, and are not parts of another such. */
const roots = sources.filter(
  ({ name, text }) =>
    text.startsWith("'use client'") &&
    sources.some(
      (other) =>
        !other.text.startsWith("'use client'") &&
        new RegExp(`/${path.basename(name, '.tsx')}'`).test(other.text),
    ),
);

it('every component that runs in the browser by React keeps React on its page', () => {
  const used = sources.filter(({ text }) => text.startsWith("'use client'"));
  expect(used.length).toBeGreaterThan(0);
  const unmarked = roots.filter(({ text }) => !text.includes('data-react="needed"'));
  expect(unmarked.map(({ name }) => name)).toEqual([]);
});
