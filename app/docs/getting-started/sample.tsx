import { CodeSample } from '@/components/docs/code-sample';
import type { SampleLanguage } from '@/components/docs/sample-languages';
import { readSample, type SampleName } from './read-sample';

interface SampleProps {
  name: SampleName;
  language: SampleLanguage;
}

/** A sample of `docs/samples`, verbatim. */
export async function Sample({ name, language }: SampleProps) {
  const { file, code, language: shown, offered } = await readSample(name, language);
  return (
    <CodeSample id={`sample-${name}`} title={file} code={code} language={shown} offered={offered} />
  );
}
