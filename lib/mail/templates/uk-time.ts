const timeZone = 'Europe/London';
const languages = { en: 'en-GB', cy: 'cy-GB' } as const;

type Lang = keyof typeof languages;

/** The time on the wall in the UK, `14:05`. */
export function ukTime(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(at);
}

/** The date on the wall in the UK, `23 November 2026` or `23 Tachwedd 2026`. */
export function ukDate(at: Date, lang: Lang): string {
  return new Intl.DateTimeFormat(languages[lang], { timeZone, dateStyle: 'long' }).format(at);
}
