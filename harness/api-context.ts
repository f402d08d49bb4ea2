import { rmSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import type { AdminCredentials } from './account-fields';
import { registerClient, type RegisterClient } from './api-client';
import { RETURN_URL } from './callers/household';
import { openMailbox, type Mailbox } from './mailbox';
import type { AccountSeeds } from './seed-accounts';
import { startRegister, type RegisterOptions, type RunningRegister } from './start-register';

declare module 'vitest' {
  export interface ProvidedContext {
    origin: string;
    admin: AdminCredentials;
    accounts: string;
    mailUrl: string;
    logFile: string;
    databaseUrl: string | null;
    postgresServer: string | null;
  }
}

export interface SharedRegister {
  origin: string;
  client: RegisterClient;
  mailbox: Mailbox;
  /** Its output so far, in a file. */
  logFile: string;
  /** Null on the embedded database, which no second process may open. */
  databaseUrl: string | null;
}

/**
 * The register all files of this API project share. Its clock and settings are nobody's to change,
 * and other tests' accounts and records are in it: use accounts and meter points of your own.
 */
export function sharedRegister(): SharedRegister {
  const origin = inject('origin');
  return {
    origin,
    client: registerClient(origin, inject('admin'), inject('accounts')),
    mailbox: openMailbox(inject('mailUrl')),
    logFile: inject('logFile'),
    databaseUrl: inject('databaseUrl'),
  };
}

export interface OwnRegister extends RunningRegister {
  client: RegisterClient;
}

/** More of each kind than a test file asks for. */
const ownAccounts: AccountSeeds = [
  [{}, 30],
  [{ 'redirect-urls': [RETURN_URL] }, 4],
  [{ role: 'portal' }, 4],
  [{ role: 'dcc' }, 4],
];

/** A register for this test alone, on the project's kind of database. The caller stops it. */
export async function startOwnRegister(
  options: Omit<RegisterOptions, 'database'> = {},
): Promise<OwnRegister> {
  const postgresServer = inject('postgresServer');
  const register = await startRegister({
    accounts: ownAccounts,
    ...options,
    database: postgresServer ? { postgresServer } : 'embedded',
  });
  const { listenUrl, admin, accounts } = register;
  return { ...register, client: registerClient(listenUrl, admin, accounts) };
}

let forward: Promise<OwnRegister> | null = null;

async function startForward(): Promise<OwnRegister> {
  const register = await startOwnRegister({
    name: 'forward',
    env: { RATE_LIMIT_SCALE: '1000', SWEEP_INTERVAL_S: '86400' },
    accounts: [...ownAccounts, [{ role: 'admin' }, 60]],
  });
  const folder = path.dirname(register.dataDir);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // The test runner ends its worker so, and an ended one would leave the register behind.
  process.once('SIGTERM', () => process.exit());
  return register;
}

/**
 * The register of all files that let time pass and need nothing else of their own, started for the first of
 * them. Its clock goes forward only, by minutes or days as each file needs; no limit is met there. Use
 * accounts of your own, and its clock for the time. It sweeps nothing. Nobody stops it: it ends with the test
 * process.
 */
export async function forwardRegister(): Promise<OwnRegister> {
  forward ??= startForward();
  const register = await forward;
  const { listenUrl, admin, accounts } = register;
  // The operator's token of an earlier file may have expired meanwhile.
  return { ...register, client: registerClient(listenUrl, admin, accounts) };
}
