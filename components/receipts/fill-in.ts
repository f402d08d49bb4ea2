/** A text with its places in braces filled; a place that nobody fills stays as it is, to be seen. */
export function fillIn(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
