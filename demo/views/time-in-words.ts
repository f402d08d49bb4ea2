/** To the second, in the register's own UTC: the visitor's zone is not known here. */
export function timeInWords(instant: string): string {
  return `${instant.slice(0, 10)}, ${instant.slice(11, 19)} UTC`;
}
