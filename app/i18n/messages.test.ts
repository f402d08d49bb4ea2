import { describe, expect, it } from 'vitest';
import cy from '../messages/cy.json';
import en from '../messages/en.json';

interface Tree {
  [key: string]: string | Tree;
}

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value]]
      : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

/** A case of a plural that is one word and nothing else, and so looks like an argument. */
const WORD_OF_A_CASE = /(=\d+|\b(?:zero|one|two|few|many|other)) \{\w+\}/g;

/** What a message takes in: its arguments and tags, each once. */
function slots(message: string): string[] {
  const found = message.replaceAll(WORD_OF_A_CASE, '$1').matchAll(/\{(\w+)[,}]|<(\w+)>/g);
  return [...new Set([...found].map(([, argument, tag]) => argument ?? `<${tag ?? ''}>`))].sort();
}

const english = flatten(en);
const welsh = flatten(cy);

describe('the words of the pages', () => {
  it('exist in English and in Welsh, in the same order', () => {
    expect([...welsh.keys()]).toEqual([...english.keys()]);
  });

  it.each([...english])('"%s" takes in the same in Welsh as in English', (key, message) => {
    expect(slots(welsh.get(key) ?? '')).toEqual(slots(message));
  });

  it('are never empty and never left in English', () => {
    const untranslated = [...english].filter(([key, message]) => welsh.get(key) === message);
    expect(untranslated).toEqual([]);
    expect([...english.values(), ...welsh.values()].filter((text) => text.trim() === '')).toEqual(
      [],
    );
  });

  it('use typographic marks, since a straight apostrophe would start a quotation in a message', () => {
    const straight = [...english, ...welsh].filter(([, message]) => /['"]/.test(message));
    expect(straight).toEqual([]);
  });
});
