/** What the examples of settings put where a real value belongs. */
const BLANK = /change[-_ ]?me|…|\.\.\./i;

/** A host under the names that are kept for examples (RFC 2606, RFC 6761), and so belong to nobody. */
const EXAMPLE_HOST =
  /(?:^|[/@."\s])(?:[a-z0-9-]+\.example|example\.(?:com|net|org))\.?(?=[:/?#>",\s]|$)/i;

/**
 * Whether a setting still holds what an example of it holds: `CHANGE-ME`, dots in place of something, or a
 * host of the names that are kept for examples. Not seen: a real name that is somebody else's.
 */
export function isPlaceholder(value: string): boolean {
  return BLANK.test(value) || EXAMPLE_HOST.test(value);
}
