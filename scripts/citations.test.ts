import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Where code and prose of the project stand, beside the files of the root itself. */
const FOLDERS =
  '.ci app bench client components demo deploy docs e2e lib prisma scripts types'.split(' ');
const NOT_OURS = /(?:^|\/)(?:node_modules|dist|generated)\//;
const TEXT = /(?:\.(?:css|json|mdx?|mjs|mts|prisma|py|sh|tsx?|ya?ml)|file)$/;

const filesBelow = (folder: string) =>
  existsSync(path.join(root, folder))
    ? readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    : [];

const files = [
  ...readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() && entry.name !== 'package-lock.json' ? [entry.name] : [],
  ),
  ...FOLDERS.flatMap(filesBelow),
].filter(
  (file) =>
    TEXT.test(file) && !NOT_OURS.test(file) && path.join(root, file) !== import.meta.filename,
);

const isProse = (file: string) => file.endsWith('.md');

/** The anchor that a heading of Markdown has. */
const anchorOf = (heading: string) =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function anchorsIn(file: string): Set<string> {
  const prose = read(file).replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '');
  return new Set(
    [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)),
  );
}

/** What is wrong with the target `file#anchor`, or null when it exists. */
function problemOf(file: string, anchor: string | undefined): string | null {
  if (!existsSync(path.join(root, file))) return `no file ${file}`;
  if (!anchor || anchorsIn(file).has(anchor)) return null;
  return `no heading ${file}#${anchor}`;
}

/** `docs/api/limits.md#mails`, wherever it is written out. */
const CITATION = /(?<![\w/.-])(docs\/[\w/-]+\.md)(?:#([\w-]+))?/g;
const LINK = /\]\((?![a-z]+:)([^)#\s]*)(?:#([\w-]+))?\)/g;

/** How the specification was cited when it did not stand in the repository. */
const OLD_FORMS = [
  /\bcontract(?:\.md)?`?,?\s*(?:§|sections?\b|[A-Z]\w+\))/g,
  /\bceremonies(?:\.md)?`?, (?:["“]|[A-Z0-9])/g,
  /\b(?:contract|architecture|decisions|stack)\.md\b/g,
];

/** A comment's text as one line, so that a citation which goes on in the next line is seen. */
const unwrapped = (file: string) => read(file).replaceAll(/\s*\n\s*(?:\*|\/\/|#)? ?/g, ' ');

describe('a citation of the documents', () => {
  test('names a file and a heading that exist', () => {
    const citations = files.flatMap((file) =>
      [...read(file).matchAll(CITATION)].map(([, cited = '', anchor]) => ({
        file,
        problem: problemOf(cited, anchor),
      })),
    );
    expect(citations.length).toBeGreaterThan(50);
    expect(citations.filter(({ problem }) => problem)).toEqual([]);
  });

  test('that is a link in a document leads to a file and a heading that exist', () => {
    const links = files.filter(isProse).flatMap((file) =>
      [...read(file).matchAll(LINK)].map(([, linked = '', anchor]) => ({
        file,
        problem: problemOf(linked ? path.join(path.dirname(file), linked) : file, anchor),
      })),
    );
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter(({ problem }) => problem)).toEqual([]);
  });

  test('never names a section by its number, nor a document that is not here', () => {
    const old = files.flatMap((file) => {
      const text = unwrapped(file);
      return OLD_FORMS.flatMap((form) => [...text.matchAll(form)])
        .map(({ index }) => text.slice(Math.max(0, index - 40), index + 60))
        .map((near) => `${file}: ${near}`);
    });
    expect(old).toEqual([]);
  });
});
