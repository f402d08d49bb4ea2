import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** A file of the project, as the document writes one: with a folder and an ending. */
const FILE = /^[\w.-]+(?:\/[\w.-]+)+\.\w+$/;
const TEST_FILE = /\.(?:test|spec)\.tsx?$/;

interface Named {
  rule: string;
  files: string[];
  tests: { file: string; title: string }[];
}

/** What one rule of docs/security.md names: `files`, and after a test's file its “titles”. */
function namedBy(text: string): Named {
  const named: Named = { rule: text.slice(0, 60), files: [], tests: [] };
  for (const [, code, title] of text.matchAll(/`([^`]+)`|“([^”]+)”/g)) {
    if (title !== undefined) named.tests.push({ file: named.files.at(-1) ?? '', title });
    else if (code !== undefined && FILE.test(code)) named.files.push(code);
  }
  return named;
}

const isTitled = (file: string, title: string) => {
  const source = read(file).replaceAll("\\'", "'");
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`));
};

const paragraphs = read('docs/security.md')
  .split('\n\n')
  .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim());
const rules = paragraphs.filter((paragraph) => /^\*\*\d+\. /.test(paragraph)).map(namedBy);

describe('docs/security.md', () => {
  test('names files that exist', () => {
    const files = paragraphs.flatMap((paragraph) => namedBy(paragraph).files);
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  test('names tests that exist, each in its file', () => {
    const tests = rules.flatMap((rule) => rule.tests);
    const missing = tests.filter(
      ({ file, title }) => !TEST_FILE.test(file) || !isTitled(file, title),
    );
    expect(missing).toEqual([]);
  });

  test('says of every rule where it is kept and which test holds it', () => {
    expect(rules.length).toBeGreaterThan(50);
    const kept = (rule: Named) => rule.files.some((file) => !TEST_FILE.test(file));
    expect(rules.filter((rule) => !kept(rule) || rule.tests.length === 0)).toEqual([]);
  });
});
