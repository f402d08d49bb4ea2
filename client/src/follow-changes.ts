import type { paths } from './api-types.js';
import { dataOf, type RegisterClient } from './create-register-client.js';
import { RegisterError, RegisterUnreachableError } from './register-error.js';

type Changes =
  paths['/release-changes']['get']['responses'][200]['content']['application/json']['changes'];

/** Something that ended or narrowed what was permitted (docs/api/releases.md#changes). */
export type ReleaseChange = Changes[number];

export interface FollowOptions {
  /** The `sequence` of the last change that was dealt with; without it, all of thirteen months come again. */
  after?: number;
  /** Ends the iteration. */
  signal?: AbortSignal;
  /** Seconds that one request waits for a change at most. Default 30, which is the longest. */
  wait?: number;
  /** How a pause after a failure is made. */
  pause?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/** Resolves after `ms`, or as soon as the signal aborts. */
function pauseUnlessAborted(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}

/** Whether the register may answer otherwise later: it did not, had too much to do, or failed. */
function mayPass(error: unknown): boolean {
  if (error instanceof RegisterUnreachableError) return true;
  return error instanceof RegisterError && (error.status === 429 || error.status >= 500);
}

/**
 * Yields what ends or narrows the releases that were permitted to this Data Provider, in order, none missed, as long
 * as it is iterated: `for await (const change of followChanges(client, { after }))`. Keep the `sequence` of each
 * change once it is dealt with, and begin with it the next time. While the register does not answer it tries again,
 * after pauses that grow to a minute.
 *
 * @throws {RegisterError} the register refuses, for another reason than that it has too much to do
 */
export async function* followChanges(
  client: RegisterClient,
  { after = 0, signal, wait = 30, pause = pauseUnlessAborted }: FollowOptions = {},
): AsyncGenerator<ReleaseChange, void, undefined> {
  let position = after;
  let failures = 0;
  while (!signal?.aborted) {
    let changes: Changes = [];
    try {
      const params = { query: { after: position, wait } };
      const answer = await dataOf(client.GET('/release-changes', { params, signal }));
      ({ changes, next: position } = answer);
      failures = 0;
    } catch (error) {
      if (signal?.aborted) return;
      if (!mayPass(error)) throw error;
      await pause(Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS), signal);
      failures += 1;
    }
    for (const change of changes) {
      if (signal?.aborted) return;
      yield change;
    }
  }
}
