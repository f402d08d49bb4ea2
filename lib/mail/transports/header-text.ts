const MAX_CHARACTERS = 150;

/**
 * `value` on one line of a mail's header: line breaks and other control characters become spaces,
 * invisible ones (which could turn the text around) go, so that it cannot add a header.
 */
export function headerText(value: string): string {
  const line = value
    .toWellFormed()
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  if (characters.length <= MAX_CHARACTERS) return line;
  return `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`;
}
