/** Rows that one statement changes: so few that nobody waits for it, even on the embedded database. */
const BATCH = 500;

/**
 * Repeats a statement that changes at most `limit` rows until it finds fewer, and answers how many it
 * changed in all. A statement that skips locked rows can run in several processes at once.
 */
export async function inBatches(
  statement: (limit: number) => Promise<number>,
  limit = BATCH,
): Promise<number> {
  let changed = 0;
  for (;;) {
    const batch = await statement(limit);
    changed += batch;
    if (batch < limit) return changed;
  }
}
