import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject, vi } from 'vitest';
import { closeDatabase, openDatabase } from '@/lib/db/database';
import { ensureKeyRing } from '@/lib/platform/key-ring';
import { setSettings } from '@/lib/platform/testing/set-settings';
import { copyEmptyPglite } from './copy-empty-pglite';

export type TestDatabase = 'PGlite' | 'PostgreSQL';

/** What a test of the database runs on: the embedded one, and a real server where one is installed. */
export const testDatabases: TestDatabase[] =
  inject('postgresServer') === null ? ['PGlite'] : ['PGlite', 'PostgreSQL'];

/** An empty database of its own on the test run's PostgreSQL server, as a URL. */
export async function newPostgresDatabase(): Promise<string> {
  const server = inject('postgresServer');
  if (server === null) throw new Error('no PostgreSQL server was started for this run');
  const name = `unit_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
    // Far from UTC, so that an instant stored in the server's own time would show.
    await client.query(`ALTER DATABASE ${name} SET timezone TO 'Asia/Tokyo'`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(server), { pathname: `/${name}` }).href;
}

/** Opens an empty, migrated database and a key ring for the surrounding `describe`. */
export function withTestDatabase(kind: TestDatabase, settings: Record<string, string> = {}): void {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'register-unit-'));
  beforeAll(async () => {
    const url = kind === 'PostgreSQL' ? await newPostgresDatabase() : '';
    if (kind === 'PGlite') await copyEmptyPglite(dataDir);
    setSettings({ DATA_DIR: dataDir, DATABASE_URL: url, ...settings });
    ensureKeyRing();
    await openDatabase();
  });
  afterAll(async () => {
    await closeDatabase();
    vi.unstubAllEnvs();
    fs.rmSync(dataDir, { recursive: true, force: true });
  });
}
