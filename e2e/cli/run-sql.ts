import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** Where the register keeps its data: an embedded database's folder, or a PostgreSQL URL. */
export type Settings = { DATA_DIR: string; DATABASE_URL: string };

/**
 * Runs statements on the register's own database while no register runs on it, and answers the rows of
 * the last one.
 */
export async function runSql(settings: Settings, ...statements: string[]): Promise<unknown[]> {
  let rows: unknown[] = [];
  if (settings.DATABASE_URL === '') {
    const lite = await PGlite.create({ dataDir: path.join(settings.DATA_DIR, 'pglite') });
    for (const statement of statements) ({ rows } = await lite.query(statement));
    await lite.close();
    return rows;
  }
  const client = new pg.Client({ connectionString: settings.DATABASE_URL });
  await client.connect();
  for (const statement of statements) rows = (await client.query(statement)).rows as unknown[];
  await client.end();
  return rows;
}
