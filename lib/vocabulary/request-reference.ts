/** How people name a request to each other, as `3F7A 92C1`: the last eight digits of its token-ref. */
export function requestReference(tokenRef: string): string {
  const digits = tokenRef.slice(-8).toUpperCase();
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}
