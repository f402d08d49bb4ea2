/** Six digits by themselves. */
const SIX = /(?<!\d)\d{6}(?!\d)/gu;
/** What stands between the digits of a code as people write or paste it. */
const BETWEEN = /(?<=\d)[\s.\-\u2010-\u2015]+(?=\d)/gu;

function only(text: string): string | null {
  const found = new Set(text.match(SIX));
  const [code] = found;
  return code !== undefined && found.size === 1 ? code : null;
}

/**
 * The six digits of a mailed code in what somebody typed or pasted: full-width digits, spaces and dashes
 * between them, a sentence around them.
 *
 * @returns null when it holds no code, or more than one: nothing was guessed then
 */
export function readCode(typed: string): string | null {
  const text = typed.slice(0, 1000).normalize('NFKC');
  return only(text) ?? only(text.replace(BETWEEN, ''));
}
