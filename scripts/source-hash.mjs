import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Top-level folders no build depends on. */
const apart = new Set([
  'bench',
  'data',
  'demo',
  'docs',
  'e2e',
  'harness',
  'node_modules',
  'playwright-report',
  'screenshots',
  'scripts',
  'test-results',
]);

function isSource(relative, entry) {
  if (entry.name.startsWith('.') && entry.name !== '.well-known') return false;
  if (entry.isDirectory()) return !apart.has(relative);
  return !/(\.test\.tsx?|\.md|\.tsbuildinfo|next-env\.d\.ts|^(eslint|playwright|vitest)\.config\..*)$/.test(
    entry.name,
  );
}

function listSources(root, folder = '') {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .map((entry) => ({ entry, relative: path.join(folder, entry.name) }))
    .filter(({ entry, relative }) => isSource(relative, entry))
    .flatMap(({ entry, relative }) =>
      entry.isDirectory() ? listSources(root, relative) : relative,
    )
    .sort();
}

/** One hash over the names and contents of everything a build is made from. */
export function hashSources(root) {
  const hash = createHash('sha256').update(process.version);
  for (const file of listSources(root)) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}
