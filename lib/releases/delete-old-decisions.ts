import { db } from '@/lib/db/database';
import { inBatches } from '@/lib/db/in-batches';
import { londonDateOf } from '@/lib/platform/calendar';
import { DAY_S, now, secondsFrom } from '@/lib/platform/clock';
import { dropOldDays, firstKeptDay, makeDaysAhead } from './days';

async function forgetProbes(today: string): Promise<void> {
  await inBatches(
    (limit) => db().$executeRaw`
      DELETE FROM release_probes WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM release_probes WHERE day < ${today}::date LIMIT ${limit} FOR UPDATE SKIP LOCKED))`,
  );
}

async function forgetMisses(before: Date): Promise<void> {
  await inBatches(
    (limit) => db().$executeRaw`
      DELETE FROM release_misses WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM release_misses WHERE minute < ${before} LIMIT ${limit} FOR UPDATE SKIP LOCKED))`,
  );
}

async function forgetPermits(first: string): Promise<void> {
  await inBatches(
    (limit) => db().$executeRaw`
      DELETE FROM release_permits WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM release_permits WHERE last_permitted_on < ${first}::date
         LIMIT ${limit} FOR UPDATE SKIP LOCKED))`,
  );
}

/**
 * Makes room for the days to come, and drops decisions thirteen months after their day
 * (docs/api/releases.md#what-is-kept). What is counted of wrong pairs goes the day after, and what the
 * operator is warned of after a day.
 */
export async function deleteOldDecisions(): Promise<void> {
  const at = now();
  await makeDaysAhead();
  await dropOldDays();
  await forgetPermits(firstKeptDay(at));
  await forgetProbes(londonDateOf(at));
  await forgetMisses(secondsFrom(at, -DAY_S));
}
