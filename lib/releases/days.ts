import { db, type Tx } from '@/lib/db/database';
import { inTransaction } from '@/lib/db/transaction';
import { dayAfter, formatDate, londonDateOf, parseDate } from '@/lib/platform/calendar';
import { now } from '@/lib/platform/clock';
import { processWide } from '@/lib/platform/process-wide';
import { dateSchema } from '@/lib/platform/schema-parts';

/** Decisions are kept for thirteen months. */
const KEPT_MONTHS = 13;
/** Days that have a table of their own before they begin. */
const AHEAD = 3;

/** Days that this process has seen to have one. */
function knownDays(): Set<string> {
  return processWide('release-days', () => new Set());
}

const tableOf = (day: string) => `release_decisions_${day.replaceAll('-', '')}`;

/** Of several processes that make a day, one makes it. */
async function lockDays(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('release days', 14))`;
}

/**
 * Makes the table of `day`, unless it is there. It is made apart and then attached, which keeps no decision of
 * another day waiting.
 */
export async function makeDay(tx: Tx, day: string): Promise<void> {
  if (!dateSchema.safeParse(day).success) throw new Error(`${day} is no day`);
  const table = tableOf(day);
  await lockDays(tx);
  const [found] = await tx.$queryRaw<{ table: string | null }[]>`
    SELECT to_regclass(${table})::text AS table`;
  if (found?.table) return;
  await tx.$executeRawUnsafe(
    `CREATE TABLE ${table} (LIKE release_decisions INCLUDING ALL) WITH (fillfactor = 80)`,
  );
  await tx.$executeRawUnsafe(
    `ALTER TABLE release_decisions ATTACH PARTITION ${table}
     FOR VALUES FROM ('${day}') TO ('${dayAfter(day, 1)}')`,
  );
}

/** Sees to it that decisions of `day` can be kept. Its table is made ahead, so that this has nothing to do. */
export async function requireDay(day: string): Promise<void> {
  if (knownDays().has(day)) return;
  await inTransaction((tx) => makeDay(tx, day));
  knownDays().add(day);
}

/** Makes the tables of today and of the days to come. */
export async function makeDaysAhead(): Promise<void> {
  const today = londonDateOf(now());
  for (let days = 0; days <= AHEAD; days += 1) await requireDay(dayAfter(today, days));
}

/** The first day of which decisions are still kept. */
export function firstKeptDay(at: Date): string {
  const date = parseDate(londonDateOf(at));
  date.setUTCMonth(date.getUTCMonth() - KEPT_MONTHS);
  return formatDate(date);
}

/** Adds up what the day's decisions were before they go. */
async function foldDay(tx: Tx, table: string): Promise<void> {
  await tx.$executeRawUnsafe(`
    INSERT INTO release_totals (ak, day, account_id, permitted, refused)
    SELECT coalesce(ak, ''), day, account_id,
           coalesce(sum(count) FILTER (WHERE reason = 'permitted'), 0),
           coalesce(sum(count) FILTER (WHERE reason <> 'permitted'), 0)
      FROM ${table} GROUP BY 1, 2, 3
    ON CONFLICT (ak, day, account_id) DO NOTHING`);
}

async function dropDay(table: string): Promise<void> {
  await inTransaction(async (tx) => {
    await lockDays(tx);
    const [found] = await tx.$queryRaw<{ table: string | null }[]>`
      SELECT to_regclass(${table})::text AS table`;
    if (!found?.table) return;
    await foldDay(tx, table);
    // Decisions of today wait for this lock while it waits: it is tried again in ten minutes instead.
    await tx.$executeRawUnsafe(`SET LOCAL lock_timeout = '1s'`);
    await tx.$executeRawUnsafe(`DROP TABLE ${table}`);
  });
}

/** Drops the days that are over thirteen months ago; their totals by key stay. Answers how many. */
export async function dropOldDays(): Promise<number> {
  const first = tableOf(firstKeptDay(now()));
  const old = await db().$queryRaw<{ table: string }[]>`
    SELECT inhrelid::regclass::text AS table FROM pg_inherits
     WHERE inhparent = 'release_decisions'::regclass AND inhrelid::regclass::text < ${first}
     ORDER BY 1`;
  for (const { table } of old) await dropDay(table);
  return old.length;
}
