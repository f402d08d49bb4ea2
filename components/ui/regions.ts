import type { Locale } from 'next-intl';

/** How each language of the pages writes dates and times. */
export const regions: Record<Locale, string> = { en: 'en-GB', cy: 'cy' };
