import { processWide } from './process-wide';

/** Aborted when the server takes no more requests, by `scripts/serve`: who waits for something waits no longer. */
export function stopping(): AbortSignal {
  return processWide('stopping', () => new AbortController()).signal;
}
