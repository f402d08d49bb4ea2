import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyEmptyPglite } from '../lib/db/testing/copy-empty-pglite';
import type { AdminCredentials } from './account-fields';
import { copySeededPglite } from './copy-seeded-pglite';
import { freePort } from './free-port';
import { createDatabase } from './postgres';
import { preload } from './preload';
import { projectRoot, RegisterProcess } from './register-process';
import { newAdmin, seedAccounts, type AccountSeeds } from './seed-accounts';
import { ShiftedClock } from './shifted-clock';

const PORT_ATTEMPTS = 3;
const logFolder = path.join(projectRoot, 'test-results', 'logs');

export interface RegisterOptions {
  /**
   * The embedded one in a folder of its own (made beforehand, or by the register itself when `new`), or
   * a fresh database on that PostgreSQL server.
   */
  database?: 'embedded' | 'new embedded' | { postgresServer: string };
  /** Accounts that are there from the start, for `registerClient` to hand out. */
  accounts?: AccountSeeds;
  /** The public origin, where another server (https-front.ts) stands before the register. */
  origin?: string;
  /** A free one if absent. */
  port?: number;
  /** Settings of docs/runbook.md#settings on top of the harness's own. */
  env?: Record<string, string>;
  /** Names the log file under test-results/logs. */
  name?: string;
}

export interface RunningRegister {
  /** What the outside world calls it: links and redirects start with it. */
  origin: string;
  /** The URL where it listens, which is `origin` unless one was given. */
  listenUrl: string;
  dataDir: string;
  databaseUrl: string | null;
  admin: AdminCredentials;
  /** The folder of the accounts made beforehand, none or some. */
  accounts: string;
  clock: ShiftedClock;
  logFile: string;
  /** Everything it has written to its standard outputs, restarts included. */
  logs(): string;
  restart: () => Promise<void>;
  /** Its exit code; null when it had to be killed. */
  stop: () => Promise<number | null>;
  /** Ends it without warning and keeps its data: `restart()` brings it back. */
  kill: () => Promise<void>;
}

/** Nothing of the caller's own settings (a developer's DATABASE_URL, say) reaches the register. */
function inheritedEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'SystemRoot', 'USER'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

async function onFreePort(
  wanted: number | undefined,
  start: (port: number) => Promise<RegisterProcess>,
): Promise<{ port: number; server: RegisterProcess }> {
  if (wanted !== undefined) return { port: wanted, server: await start(wanted) };
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { port, server: await start(port) };
    } catch (error) {
      // Another process may take the port between looking and listening.
      const taken =
        error instanceof Error && error.message.includes('is in use by another program');
      if (!taken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

interface Files {
  folder: string;
  dataDir: string;
  accounts: string;
  logFile: string;
  clockFile: string;
}

function newFiles(name: string): Files {
  const folder = mkdtempSync(path.join(tmpdir(), 'register-test-'));
  mkdirSync(logFolder, { recursive: true });
  const logFile = path.join(logFolder, `${name}-${randomBytes(4).toString('hex')}.log`);
  writeFileSync(logFile, '');
  return {
    folder,
    dataDir: path.join(folder, 'data'),
    accounts: path.join(folder, 'accounts'),
    logFile,
    clockFile: path.join(folder, 'clock'),
  };
}

/** Makes the database and what is in it: answers its URL, null for the embedded one, and the operator. */
async function prepareDatabase(
  { database = 'embedded', accounts, env }: RegisterOptions,
  files: Files,
): Promise<{ databaseUrl: string | null; admin: AdminCredentials }> {
  const admin = newAdmin();
  if (env?.DATABASE_URL !== undefined) return { databaseUrl: env.DATABASE_URL, admin };
  if (typeof database === 'object') {
    const databaseUrl = await createDatabase(database.postgresServer);
    const place = { dataDir: files.dataDir, databaseUrl };
    if (accounts) await seedAccounts(place, files.accounts, admin, accounts);
    return { databaseUrl, admin };
  }
  if (database === 'embedded') {
    if (accounts) {
      return { databaseUrl: null, admin: await copySeededPglite(files.folder, accounts) };
    }
    await copyEmptyPglite(files.dataDir);
  }
  return { databaseUrl: null, admin };
}

/** Starts the built register (`npm run build` first) with a database of its own and waits for it. */
export async function startRegister(options: RegisterOptions = {}): Promise<RunningRegister> {
  const files = newFiles(options.name ?? 'register');
  const { folder, dataDir, accounts, logFile, clockFile } = files;
  const clock = new ShiftedClock(clockFile);
  const { databaseUrl, admin } = await prepareDatabase(options, files);

  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  const { port, server } = await onFreePort(options.port, async (candidate) => {
    const process = new RegisterProcess(
      `http://localhost:${candidate}`,
      {
        ...inheritedEnvironment(),
        APP_ENV: 'test',
        PORT: String(candidate),
        ORIGIN: options.origin ?? `http://localhost:${candidate}`,
        DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl ?? '',
        BOOTSTRAP_ADMIN_ID: admin.id,
        BOOTSTRAP_ADMIN_SECRET: admin.secret,
        SWEEP_INTERVAL_S: '1',
        WORKERS: '1',
        NODE_OPTIONS: preload('shift-clock.cjs', 'baseline-wasm.cjs'),
        TEST_CLOCK_FILE: clockFile,
        ...options.env,
      },
      logFile,
    );
    await process.start();
    return process;
  }).catch((error: unknown) => {
    removeFolder();
    throw error;
  });

  const listenUrl = `http://localhost:${port}`;
  return {
    origin: options.origin ?? listenUrl,
    listenUrl,
    dataDir,
    databaseUrl,
    admin,
    accounts,
    clock,
    logFile,
    logs: () => server.logs(),
    kill: () => server.kill(),
    async restart() {
      await server.stop();
      await server.start();
    },
    async stop() {
      const code = await server.stop();
      removeFolder();
      return code;
    },
  };
}
