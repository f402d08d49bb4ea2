/**
 * The register's name where it does not begin the sentence: a Welsh one opens with its article, `Y Gofrestr`,
 * which has a capital letter at the beginning only.
 */
export function inSentence(register: string): string {
  return register.replace(/^Y(r?) (?=\p{Lu})/u, 'y$1 ');
}
