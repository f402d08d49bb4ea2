import { amongCallsOf } from '@/lib/limits/calls-in-hand';
import { stopping } from '@/lib/platform/stopping';
import { changeWatch } from './change-watch';
import { readChanges, type ChangesPart } from './read-changes';
import type { FollowChangesQuery } from './release-schemas';

/** How long one request looks through changes of others; then it says how far it came. */
const SEARCH_MS = 2000;

/** Looks through what is shown, part by part, until something concerns the account, or all was looked at. */
async function search(accountId: string, after: number): Promise<ChangesPart> {
  const until = performance.now() + SEARCH_MS;
  let next = after;
  for (;;) {
    const position = next;
    const part = await amongCallsOf(accountId, () => readChanges(accountId, position));
    if (part.changes.length > 0 || part.isWhole || performance.now() >= until) return part;
    next = part.next;
  }
}

/**
 * The changes of accesses that were permitted to a Data Provider, in order, from the number `after` on; where there
 * is none yet, it waits for one as long as the provider asked for (docs/api/releases.md#changes). It holds no
 * connection to the database while it waits.
 *
 * @param gone aborted when the caller needs no answer any more
 * @throws {ValidationError} for a number that was never given
 * @throws {RateLimitError} when too many wait already
 */
export async function followChanges(
  accountId: string,
  { after, wait }: FollowChangesQuery,
  gone: AbortSignal,
): Promise<Pick<ChangesPart, 'changes' | 'next'>> {
  const until = performance.now() + wait * 1000;
  const follow = async () => {
    let part = await search(accountId, after);
    while (part.changes.length === 0 && performance.now() < until) {
      if (gone.aborted || stopping().aborted) break;
      if (part.isWhole) await changeWatch().above(part.next, until - performance.now(), gone);
      part = await search(accountId, part.next);
    }
    const { changes, next } = part;
    return { changes, next };
  };
  return wait === 0 ? follow() : changeWatch().admit(accountId, follow);
}
