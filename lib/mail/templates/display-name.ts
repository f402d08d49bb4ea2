import { headerText } from '../transports/header-text';

const WORD_JOINER = '\u2060';

/**
 * An organisation's name as a mail's text shows it. Mail programs make a link of whatever looks like an
 * address, so a joiner, which nobody sees, breaks what could be one (`pay.example`, `https://…`, `a@b`).
 */
export function displayName(name: string): string {
  return headerText(name).replace(/[.:@/](?=\S)/gu, `$&${WORD_JOINER}`);
}
