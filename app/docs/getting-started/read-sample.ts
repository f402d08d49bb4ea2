import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sampleLanguages, type SampleLanguage } from '@/components/docs/sample-languages';

type Files = Partial<Record<SampleLanguage, string>>;

/** The files under `docs/samples` that show one thing, by language; the tests run each of them. */
const samples = {
  token: { curl: 'token.sh', typescript: 'client.ts', python: 'register_api.py' },
  'identity-record': {
    curl: 'identity-record.sh',
    typescript: 'identity-record.ts',
    python: 'identity_record.py',
  },
  'proposed-access': {
    curl: 'proposed-access.json',
    typescript: 'proposed-access.ts',
    python: 'proposed_access.py',
  },
  reidentify: { curl: 'reidentify.sh', typescript: 'reidentify.ts', python: 'reidentify.py' },
  confirm: { curl: 'confirm.sh', typescript: 'confirm.ts', python: 'confirm.py' },
  'access-record': {
    curl: 'access-record.sh',
    typescript: 'access-record.ts',
    python: 'access_record.py',
  },
  verify: { curl: 'verify.sh', typescript: 'verify.ts', python: 'verify.py' },
  release: { curl: 'release.sh', typescript: 'release.ts', python: 'release.py' },
  'follow-changes': {
    curl: 'follow-changes.sh',
    typescript: 'follow-changes.ts',
    python: 'follow_changes.py',
  },
  webhook: { typescript: 'webhook.ts', python: 'webhook.py' },
} satisfies Record<string, Files>;

export type SampleName = keyof typeof samples;

export interface Sample {
  file: string;
  code: string;
  language: SampleLanguage;
  offered: SampleLanguage[];
}

/** A sample's file in the language asked for, else in the first that it has. */
export async function readSample(name: SampleName, asked: SampleLanguage): Promise<Sample> {
  const files: Files = samples[name];
  const offered = sampleLanguages.filter((candidate) => files[candidate] !== undefined);
  const language = offered.find((candidate) => candidate === asked) ?? offered[0];
  const file = language && files[language];
  if (!language || !file) throw new Error(`there is no sample ${name}`);
  const folder = path.join(process.cwd(), 'docs', 'samples', language);
  return { file, code: await readFile(path.join(folder, file), 'utf8'), language, offered };
}
