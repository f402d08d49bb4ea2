import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../harness/register-process';

export type Language = 'en' | 'cy';

type Messages = { [name: string]: string | Messages };

function load(language: Language): Messages {
  const file = path.join(projectRoot, 'app', 'messages', `${language}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Messages;
}

const catalogues: Record<Language, Messages> = { en: load('en'), cy: load('cy') };

/** The register's name in each language. */
const registerNames = { en: 'Central Access Register', cy: 'Y Gofrestr Fynediad Ganolog' };

/** Of a text with a variant for a known request and one for any other, the former. */
const KNOWN = /^\{known, select, yes \{(.*?)\} other \{.*\}\}$/;

/** A text that pages show, by its key, with `{name}` filled in and tags taken out. */
export function wordsOf(
  language: Language,
  key: string,
  values: Record<string, string> = {},
): string {
  let found: string | Messages | undefined = catalogues[language];
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  if (typeof found !== 'string') throw new Error(`no words under ${key}`);
  return (KNOWN.exec(found)?.[1] ?? found)
    .replace(/<\/?\w+>/g, '')
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? (name === 'register' ? registerNames[language] : undefined);
      if (value === undefined) throw new Error(`${key} needs a value for ${name}`);
      return value;
    });
}
