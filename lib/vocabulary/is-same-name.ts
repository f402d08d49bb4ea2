/** A name in the form in which two are compared: without case, widths of characters and repeated spaces. */
function folded(name: string): string {
  return name.normalize('NFKC').toUpperCase().replace(/\s+/gu, ' ').trim();
}

/** Whether two names of organisations are the same to whoever reads them. */
export function isSameName(one: string, other: string): boolean {
  return folded(one) === folded(other);
}
