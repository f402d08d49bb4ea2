/** Tells auto-responders to keep quiet (RFC 3834) and readers which languages follow. */
export const automaticHeaders: Readonly<Record<string, string>> = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  'Content-Language': 'en, cy',
};
