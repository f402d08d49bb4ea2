export const sampleLanguages = ['curl', 'typescript', 'python'] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];

export const sampleLanguageNames: Record<SampleLanguage, string> = {
  curl: 'curl',
  typescript: 'TypeScript',
  python: 'Python',
};

/** What an address asks for, or curl. */
export function toSampleLanguage(value: string | string[] | undefined): SampleLanguage {
  return sampleLanguages.find((language) => language === value) ?? 'curl';
}
