import fc from 'fast-check';

/** A piece of a text replaced; `at` is taken modulo its length. */
export interface TextMutation {
  at: number;
  removed: number;
  inserted: string;
}

/** Changes to a token, from one character to a piece of another kind of text. */
export const textMutation: fc.Arbitrary<TextMutation> = fc.record({
  at: fc.nat(),
  removed: fc.constantFrom(0, 1, 1, 1, 2, 40, 10_000),
  inserted: fc.oneof(
    fc.constantFrom('', 'A', 'B', '-', '_', '.', '..', '=', '+', 'AAAA', 'eyJhbGciOiJub25lIn0'),
    fc.constantFrom(
      '%00',
      '%41',
      '%2F',
      '%zz',
      '%ff',
      '%2e%2e',
      '\u00ff',
      '~',
      '"',
      'x'.repeat(2000),
    ),
  ),
});

export function applyTextMutation(text: string, { at, removed, inserted }: TextMutation): string {
  const place = at % (text.length + 1);
  return `${text.slice(0, place)}${inserted}${text.slice(place + removed)}`;
}

const decoded = (token: string) =>
  /%(?![0-9a-f]{2})|%ff/i.test(token) ? token : decodeURIComponent(token);

function partsOf(token: string): string[] {
  return decoded(token)
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('hex'));
}

/**
 * Whether a changed token is the same token: the same bytes in the same parts. Spare bits of the last
 * character, escapes of a URL and characters that no reader of base64url minds change nothing.
 */
export function isSameToken(token: string, changed: string): boolean {
  return partsOf(token).join('.') === partsOf(changed).join('.');
}

/** Whether a changed token of a link is the same one: a link is read without what is stuck to its ends. */
export function isSameLink(token: string, changed: string): boolean {
  const plain = (text: string) => decoded(text).replaceAll(/^[^\w-]+|[^\w-]+$/gu, '');
  return isSameToken(plain(token), plain(changed));
}
