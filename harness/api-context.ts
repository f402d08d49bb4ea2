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
  options: Omit<RegisterOptions, 'database' | 'accounts'> = {},
): Promise<OwnRegister> {
  const postgresServer = inject('postgresServer');
  const register = await startRegister({
    ...options,
    accounts: ownAccounts,
    database: postgresServer ? { postgresServer } : 'embedded',
  });
  const { listenUrl, admin, accounts } = register;
  return { ...register, client: registerClient(listenUrl, admin, accounts) };
}
