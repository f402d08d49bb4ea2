import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '@/lib/platform/testing/temporary-folder';
import { migrate, MigrationError, type MigrationSession } from './migrate';
import {
  newPostgresDatabase,
  testDatabases,
  type TestDatabase,
} from './testing/with-test-database';

type Session = MigrationSession & { close: () => Promise<void> };

let postgresUrl: string;

async function openPostgresSession(): Promise<Session> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  return {
    query: (sql, parameters) => client.query(sql, parameters),
    exec: (sql) => client.query(sql),
    close: () => client.end(),
  };
}

async function openSession(kind: TestDatabase): Promise<Session> {
  if (kind === 'PostgreSQL') {
    postgresUrl = await newPostgresDatabase();
    return openPostgresSession();
  }
  const lite = await PGlite.create();
  return {
    query: (sql, parameters) => lite.query(sql, parameters),
    exec: (sql) => lite.exec(sql),
    close: () => lite.close(),
  };
}

const createFirst = 'CREATE TABLE first (id int);';
const createSecond = 'CREATE TABLE second (id int); INSERT INTO second VALUES (1), (2);';

describe.each(testDatabases)('on %s', (kind) => {
  let session: Session;
  let dir: string;

  beforeAll(async () => {
    session = await openSession(kind);
  });
  afterAll(() => session.close());
  beforeEach(async () => {
    await session.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    dir = temporaryFolder();
  });

  function write(name: string, sql: string): void {
    fs.mkdirSync(path.join(dir, name), { recursive: true });
    fs.writeFileSync(path.join(dir, name, 'migration.sql'), sql);
  }

  async function rowsOf(sql: string): Promise<unknown[]> {
    return (await session.query(sql)).rows;
  }

  test('each migration is applied once, in the order of names', async () => {
    write('2_second', 'ALTER TABLE first ADD COLUMN name text');
    write('1_first', createFirst);
    expect(await migrate(session, dir)).toEqual(['1_first', '2_second']);
    expect(await migrate(session, dir)).toEqual([]);
  });

  test('a new one is applied on top of the others', async () => {
    write('1_first', createFirst);
    await migrate(session, dir);
    write('2_second', createSecond);
    expect(await migrate(session, dir)).toEqual(['2_second']);
    expect(await rowsOf('SELECT id FROM second ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
  });

  test('files beside the migrations are left alone', async () => {
    write('1_first', createFirst);
    fs.writeFileSync(path.join(dir, 'migration_lock.toml'), 'provider = "postgresql"');
    expect(await migrate(session, dir)).toEqual(['1_first']);
  });

  test('its rows are those of prisma migrate deploy', async () => {
    write('1_first', createFirst);
    await migrate(session, dir);
    expect(
      await rowsOf(
        `SELECT migration_name, checksum, applied_steps_count, rolled_back_at, logs,
           finished_at >= started_at AS finished FROM _prisma_migrations`,
      ),
    ).toEqual([
      {
        migration_name: '1_first',
        checksum: createHash('sha256').update(createFirst).digest('hex'),
        applied_steps_count: 1,
        rolled_back_at: null,
        logs: null,
        finished: true,
      },
    ]);
  });

  test('one edited after it was applied is refused by name, before anything runs', async () => {
    write('1_first', createFirst);
    await migrate(session, dir);
    write('1_first', `${createFirst} -- a word more`);
    write('2_second', createSecond);
    await expect(migrate(session, dir)).rejects.toThrow(MigrationError);
    await expect(migrate(session, dir)).rejects.toThrow('1_first was edited');
    expect(await rowsOf("SELECT to_regclass('second') AS found")).toEqual([{ found: null }]);
  });

  test('a database that is newer than the program is refused by name', async () => {
    write('1_first', createFirst);
    write('2_second', createSecond);
    await migrate(session, dir);
    fs.rmSync(path.join(dir, '2_second'), { recursive: true });
    await expect(migrate(session, dir)).rejects.toThrow('2_second is unknown here');
  });

  test('one that fails leaves no trace and no lock, and runs once mended', async () => {
    write('1_first', createFirst);
    write('2_second', `${createSecond} SELECT 1 / 0;`);
    await expect(migrate(session, dir)).rejects.toThrow('division by zero');
    expect(await rowsOf("SELECT to_regclass('second') AS found")).toEqual([{ found: null }]);
    expect(await rowsOf('SELECT migration_name FROM _prisma_migrations')).toEqual([
      { migration_name: '1_first' },
    ]);
    expect(await rowsOf("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'")).toEqual([]);
    write('2_second', createSecond);
    expect(await migrate(session, dir)).toEqual(['2_second']);
  });

  test('one that another tool left half done is refused by name', async () => {
    write('1_first', createFirst);
    await migrate(session, dir);
    await session.exec('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(migrate(session, dir)).rejects.toThrow('1_first failed earlier');
  });

  test('one that another tool marked as rolled back runs again', async () => {
    write('1_first', createFirst);
    await migrate(session, dir);
    await session.exec('DROP TABLE first; UPDATE _prisma_migrations SET rolled_back_at = now()');
    expect(await migrate(session, dir)).toEqual(['1_first']);
  });

  test.runIf(kind === 'PostgreSQL')('two starters at once apply each once', async () => {
    write('1_first', `SELECT pg_sleep(0.3); ${createFirst}`);
    write('2_second', createSecond);
    const others = await Promise.all([openPostgresSession(), openPostgresSession()]);
    try {
      const applied = await Promise.all(others.map((other) => migrate(other, dir)));
      expect(applied.sort((a, b) => a.length - b.length)).toEqual([[], ['1_first', '2_second']]);
    } finally {
      await Promise.all(others.map((other) => other.close()));
    }
  });
});
