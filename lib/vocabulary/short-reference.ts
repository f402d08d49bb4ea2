/**
 * How people name a request, or what happened, to each other, as `3F7A 92C1`: the last eight digits of its
 * token-ref or its event-id.
 */
export function shortReference(id: string): string {
  const digits = id.slice(-8).toUpperCase();
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}
