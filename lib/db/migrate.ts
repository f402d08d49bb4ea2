import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** A database session; all calls use the same connection. */
export interface MigrationSession {
  query(sql: string, parameters?: unknown[]): Promise<{ rows: unknown[] }>;
  /** Several statements, no parameters. */
  exec(sql: string): Promise<unknown>;
}

export class MigrationError extends Error {
  override name = 'MigrationError';
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface AppliedRow {
  migration_name: string;
  checksum: string;
  finished: boolean;
}

/** The advisory lock of Prisma's own schema engine, so that it and this never run at once. */
const PRISMA_MIGRATE_LOCK = 72707369;

function readMigrations(dir: string): Migration[] {
  return fs
    .readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(dir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

async function readApplied(session: MigrationSession): Promise<Map<string, AppliedRow>> {
  await session.exec(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
  const { rows } = await session.query(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return new Map((rows as AppliedRow[]).map((row) => [row.migration_name, row]));
}

function refuseForeignHistory(found: Migration[], applied: Map<string, AppliedRow>): void {
  for (const row of applied.values()) {
    const file = found.find((migration) => migration.name === row.migration_name);
    if (!row.finished)
      throw new MigrationError(`${row.migration_name} failed earlier; mend it first`);
    if (!file)
      throw new MigrationError(`the database is newer: ${row.migration_name} is unknown here`);
    if (file.checksum !== row.checksum) {
      throw new MigrationError(`${row.migration_name} was edited after it was applied`);
    }
  }
}

async function apply(session: MigrationSession, migration: Migration): Promise<void> {
  await session.exec('BEGIN');
  try {
    await session.exec(migration.sql);
    await session.query(
      `INSERT INTO _prisma_migrations
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await session.exec('COMMIT');
  } catch (error) {
    await session.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Brings the database to the newest migration in `dir`, each in a transaction of its own, and answers
 * the names of those it ran. Rows and checksums are those of `prisma migrate deploy`, so either can
 * follow the other. Several starters wait for each other.
 *
 * @throws {MigrationError} when the database's history is not that of `dir`
 */
export async function migrate(session: MigrationSession, dir: string): Promise<string[]> {
  await session.query('SELECT pg_advisory_lock($1)', [PRISMA_MIGRATE_LOCK]);
  try {
    const found = readMigrations(dir);
    const applied = await readApplied(session);
    refuseForeignHistory(found, applied);
    const missing = found.filter((migration) => !applied.has(migration.name));
    for (const migration of missing) await apply(session, migration);
    return missing.map((migration) => migration.name);
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [PRISMA_MIGRATE_LOCK]);
  }
}
