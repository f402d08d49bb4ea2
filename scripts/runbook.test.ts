import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, '..', file), 'utf8');
const runbook = read('docs/runbook.md');

test('the runbook has every setting there is, and no other', () => {
  const settings = [...read('lib/platform/env.ts').matchAll(/^ {2}([A-Z_]{4,}): /gm)].map(
    ([, name]) => name,
  );
  const table = runbook.split('### Settings')[1]?.split('###')[0] ?? '';
  const documented = [...table.matchAll(/`([A-Z_]{4,})`/g)].map(([, name]) => name);
  expect(settings.length).toBeGreaterThan(20);
  // Read by scripts/start.mjs, before there are settings.
  expect(new Set(documented)).toEqual(new Set([...settings, 'API_SERVER']));
});

test('the runbook names commands that there are', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...runbook.matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
});
