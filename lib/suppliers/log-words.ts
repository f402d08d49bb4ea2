/** What strangers send, cut to what a line of the log may hold. */
const MOST_CHARACTERS = 200;

/** A word of the protocol as the log may hold it. */
export const word = (value: unknown): string =>
  typeof value === 'string' && /^[\w.:+-]{1,60}$/.test(value) ? value : 'none that is known';

/** An issuer as the log may hold it: to the letter, for it is compared so, but without what may follow an address. */
export function issuerWord(value: unknown): string {
  if (typeof value !== 'string' || !URL.canParse(value)) return 'none';
  return (value.split(/[?#]/)[0] ?? '').slice(0, MOST_CHARACTERS);
}

/** A list of such words. */
export const listWord = (values: unknown[]): string =>
  values.map(word).join(' ').slice(0, MOST_CHARACTERS);
