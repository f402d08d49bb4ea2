import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { processWide } from '@/lib/platform/process-wide';
import {
  boundedConnection,
  briefConnection,
  connectionShares,
  patientConnection,
} from './connection-options';
import { lockDataDir } from './data-dir-lock';
import { PrismaClient, type Prisma } from './generated/client';
import { migrate } from './migrate';
import { openPglite } from './open-pglite';
import { PrismaPGliteMended } from './pglite-adapter';
import { refuseReadOnly } from './read-only';
import { statementNames } from './statement-names';

/** Either the client or a transaction of it. */
export type Db = PrismaClient | Prisma.TransactionClient;
export type Tx = Prisma.TransactionClient;

interface Database {
  prisma: PrismaClient;
  /** The connections to PostgreSQL, which Prisma uses too; null when the embedded database is in use. */
  pool: pg.Pool | null;
  /** Further connections, on which no statement takes longer than `BRIEF_MS`; null as above. */
  brief: pg.Pool | null;
  /** The embedded database, when it is in use. */
  lite: PGlite | null;
  close(): Promise<void>;
}

const MIGRATIONS = path.join(process.cwd(), 'prisma', 'migrations');

// Prisma's long messages quote a query's values, which a log must not hold.
const errorFormat = 'minimal';
const transactionOptions = { maxWait: 10_000, timeout: 15_000 };

async function openPostgres(url: string, isPatient: boolean): Promise<Database> {
  const client = new pg.Client(patientConnection(url));
  await client.connect();
  try {
    await migrate(
      {
        query: (sql, parameters) => client.query(sql, parameters),
        exec: (sql) => client.query(sql),
      },
      MIGRATIONS,
    );
  } finally {
    await client.end();
  }
  const pool = new pg.Pool({
    ...(isPatient ? patientConnection(url) : boundedConnection(url)),
    max: connectionShares().pool,
    verify: refuseReadOnly,
  });
  const brief = new pg.Pool({
    ...briefConnection(url),
    max: connectionShares().brief,
    verify: refuseReadOnly,
  });
  // One that breaks while nobody uses it is replaced; of the others Prisma hears.
  brief.on('error', (error) => log().warn({ err: error }, 'an idle connection broke'));
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementNames() });
  const prisma = new PrismaClient({ adapter, errorFormat, transactionOptions });
  return {
    prisma,
    pool,
    brief,
    lite: null,
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), brief.end()]);
    },
  };
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const unlock = lockDataDir(dataDir);
  try {
    const lite = await openPglite(path.join(dataDir, 'pglite'));
    await migrate(
      { query: (sql, parameters) => lite.query(sql, parameters), exec: (sql) => lite.exec(sql) },
      MIGRATIONS,
    );
    const prisma = new PrismaClient({
      adapter: new PrismaPGliteMended(lite),
      errorFormat,
      transactionOptions,
    });
    return {
      prisma,
      pool: null,
      brief: null,
      lite,
      async close() {
        await prisma.$disconnect();
        await lite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function holder(): { opening: Promise<Database> | null; open: Database | null } {
  return processWide('database', () => ({ opening: null, open: null }));
}

/**
 * Opens and migrates this process's database once: PostgreSQL by `DATABASE_URL`, else the embedded one.
 * @param isPatient for tasks of the command line, some of which walk whole tables
 */
export async function openDatabase({ isPatient = false } = {}): Promise<Database> {
  const slot = holder();
  const { DATABASE_URL: url, DATA_DIR: dataDir } = env();
  slot.opening ??= (url ? openPostgres(url, isPatient) : openEmbedded(dataDir)).then(
    (database) => (slot.open = database),
  );
  return slot.opening;
}

export async function closeDatabase(): Promise<void> {
  const slot = holder();
  const { open } = slot;
  slot.open = null;
  slot.opening = null;
  await open?.close();
}

/** The opened database. */
export function requireDatabase(): Database {
  const { open } = holder();
  if (!open) throw new Error('the database is not open yet');
  return open;
}

/** The client for reads and single statements outside a transaction. */
export function db(): PrismaClient {
  return requireDatabase().prisma;
}
