export const locales = ['en', 'cy'] as const;
export type Locale = (typeof locales)[number];

/** Holds the language the customer chose with the switch. */
export const localeCookieName = 'dar-lang';

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The quality of one `Accept-Language` entry (RFC 9110 §12.4.2); 0, never wanted, if malformed. */
function qualityOf(parameters: string[]): number {
  const weight = parameters.find((parameter) => /^q=/i.test(parameter));
  if (weight === undefined) return 1;
  const value = weight.slice(2);
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(value) ? Number(value) : 0;
}

/**
 * The language of a page: the customer's own choice, else the best of ours that the browser asks for
 * (`cy-GB` counts as `cy`), else English.
 */
export function localeFrom(
  cookieValue: string | undefined,
  acceptLanguage: string | null | undefined,
): Locale {
  if (isLocale(cookieValue)) return cookieValue;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((entry) => {
      const [range = '', ...parameters] = entry.split(';').map((part) => part.trim());
      return { language: range.toLowerCase().split('-')[0], quality: qualityOf(parameters) };
    })
    .filter(({ language, quality }) => isLocale(language) && quality > 0)
    // Stable: of equal wishes the one named first wins.
    .sort((a, b) => b.quality - a.quality)[0]?.language;
  return isLocale(wanted) ? wanted : 'en';
}
