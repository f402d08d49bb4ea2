/** A text as it is compared and digested: trimmed, in Unicode's composed form (NFC). */
export function normaliseText(text: string): string {
  return text.normalize('NFC').trim();
}
