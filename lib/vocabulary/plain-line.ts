/**
 * Words of others on one line: without controls, marks of direction and whatever else cannot be seen, and with
 * no more marks on a letter than a language puts there, so that they stand where a page puts them.
 */
export function plainLine(value: string): string {
  return value
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s\u2800]+/gu, ' ')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]+/gu, '')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}
