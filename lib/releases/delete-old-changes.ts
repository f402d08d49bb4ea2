import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { parseDate } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { firstKeptDay } from './days';

/**
 * Deletes changes thirteen months after they happened: nobody to whom an access was permitted within that time
 * needs them (docs/api/releases.md#changes). Their numbers are given to no others.
 */
export async function deleteOldChanges(): Promise<void> {
  const before = parseDate(firstKeptDay(now()));
  await inBatches(
    (limit) => db().$executeRaw`
      DELETE FROM release_changes WHERE at < ${before} AND sequence = ANY (ARRAY(
        SELECT sequence FROM release_changes WHERE sequence IS NOT NULL
         ORDER BY sequence LIMIT ${limit} FOR UPDATE SKIP LOCKED))`,
  );
}
