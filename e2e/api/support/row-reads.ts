import { setTimeout as sleep } from 'node:timers/promises';
import { queryDatabase } from '../../../harness/query-database';

/** Tables that grow with what the register is used for. */
const large = [
  'access_records',
  'access_record_changes',
  'identity_records',
  'reidentifications',
  'audit_events',
  'webhook_deliveries',
  'webhook_events',
  'release_changes',
  'release_permits',
];

/** What PostgreSQL counted of one table so far. */
export interface RowReads {
  table: string;
  /** How often it was read from end to end. */
  whole: number;
  /** Entries of its indexes that were read, whether or not the row behind each was. */
  entries: number;
}

/** A connection tells what it has counted once it ends; the register opens others as it needs them. */
async function endConnections(databaseUrl: string): Promise<void> {
  const ended = await queryDatabase<{ pid: number }>(
    databaseUrl,
    `SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend'`,
  );
  const pids = ended.map(({ pid }) => pid);
  const remain = 'SELECT pid FROM pg_stat_activity WHERE pid = ANY ($1)';
  while ((await queryDatabase(databaseUrl, remain, [pids])).length > 0) await sleep(50);
}

/** How much of its large tables a register's PostgreSQL has read so far, by its own count. */
export async function readsOfLargeTables(databaseUrl: string): Promise<RowReads[]> {
  await endConnections(databaseUrl);
  const rows = await queryDatabase<{ table: string; whole: string; entries: string }>(
    databaseUrl,
    `SELECT tbl.relname AS table, tbl.seq_scan AS whole,
            (SELECT COALESCE(sum(idx.idx_tup_read), 0) FROM pg_stat_user_indexes idx
              WHERE idx.relid = tbl.relid) AS entries
       FROM pg_stat_user_tables tbl WHERE tbl.relname = ANY ($1) ORDER BY tbl.relname`,
    [large],
  );
  return rows.map(({ table, whole, entries }) => ({
    table,
    whole: Number(whole),
    entries: Number(entries),
  }));
}

/** What was read between the two. */
export function readsBetween(before: RowReads[], after: RowReads[]): RowReads[] {
  return after.map(({ table, whole, entries }, index) => ({
    table,
    whole: whole - (before[index]?.whole ?? 0),
    entries: entries - (before[index]?.entries ?? 0),
  }));
}
