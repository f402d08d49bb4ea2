import { db, type Tx } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';

/** Changes numbered in one transaction. */
const BATCH = 1000;

async function isAnyWaiting(): Promise<boolean> {
  const found = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM release_changes WHERE sequence IS NULL LIMIT 1`;
  return found.length > 0;
}

/**
 * Numbers what is committed by now. What a transaction under way has written it does not see: that comes later,
 * with a higher number, whatever its id. The time is the database's own, since those who read compare it with that.
 */
async function numberBatch(tx: Tx): Promise<number> {
  // One writer at a time, whichever process it runs in; what it commits the next one sees.
  await tx.$queryRaw`SELECT 1 FROM release_change_head WHERE id = 1 FOR UPDATE`;
  return tx.$executeRaw`
    WITH waiting AS MATERIALIZED (
      SELECT id, row_number() OVER (ORDER BY id) AS place
        FROM (SELECT id FROM release_changes WHERE sequence IS NULL ORDER BY id LIMIT ${BATCH}) AS first),
    head AS (
      UPDATE release_change_head SET sequence = sequence + (SELECT count(*) FROM waiting)
       WHERE id = 1 RETURNING sequence - (SELECT count(*) FROM waiting) AS last, clock_timestamp() AS at)
    UPDATE release_changes AS change SET sequence = head.last + waiting.place, numbered_at = head.at
      FROM waiting CROSS JOIN head
     WHERE change.id = waiting.id`;
}

/**
 * Gives every committed change that has none its number, in the order of writing and without a gap, and answers how
 * many there were. Run twice, or in two processes at once, it does everything once.
 */
export async function numberReleaseChanges(): Promise<number> {
  if (!(await isAnyWaiting())) return 0;
  let numbered = 0;
  for (;;) {
    const batch = await inTransaction(numberBatch);
    numbered += batch;
    if (batch < BATCH) return numbered;
  }
}
