import { readFileSync } from 'node:fs';
import pg from 'pg';

/** What a PostgreSQL on this machine has done for one database so far. */
export interface DatabaseWork {
  /** CPU time of the connections that are open; null where the system does not tell. */
  cpuMs: number | null;
  /** Blocks of 8 kB that were looked at, in memory or not: what a call costs, whoever else is busy. */
  blocks: number;
}

const TICK_MS = 10;

function cpuOf(pid: number): number | null {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
    return (user + system) * TICK_MS;
  } catch {
    return null;
  }
}

/**
 * Reads it, once each connection has reported what it did: idle ones do so by themselves after ten seconds at the
 * latest.
 */
export async function databaseWork(databaseUrl: string): Promise<DatabaseWork> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const connections = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend'
          AND pid <> pg_backend_pid()`,
    );
    const cpu = connections.rows.map(({ pid }) => cpuOf(pid));
    const { rows } = await client.query<{ blocks: string }>(
      `SELECT blks_hit + blks_read AS blocks FROM pg_stat_database
        WHERE datname = current_database()`,
    );
    return {
      cpuMs: cpu.includes(null) ? null : cpu.reduce<number>((sum, ms) => sum + (ms ?? 0), 0),
      blocks: Number(rows[0]?.blocks ?? 0),
    };
  } finally {
    await client.end();
  }
}
