import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { MigrationSession } from '../migrate';
import { newPostgresDatabase, type TestDatabase } from './with-test-database';

/** A session of a new database without a table, for a test that migrates it step by step. */
export async function openEmptySession(
  kind: TestDatabase,
): Promise<{ session: MigrationSession; close: () => Promise<void> }> {
  if (kind === 'PGlite') {
    const lite = await PGlite.create();
    const session: MigrationSession = {
      query: (sql, values) => lite.query(sql, values),
      exec: (sql) => lite.exec(sql),
    };
    return { session, close: () => lite.close() };
  }
  const client = new pg.Client({ connectionString: await newPostgresDatabase() });
  await client.connect();
  const session: MigrationSession = {
    query: (sql, values) => client.query(sql, values),
    exec: (sql) => client.query(sql),
  };
  return { session, close: () => client.end() };
}
