import { inject } from 'vitest';
import { registerClient, type AdminCredentials, type RegisterClient } from './api-client';
import { openMailbox, type Mailbox } from './mailbox';
import { startRegister, type RegisterOptions, type RunningRegister } from './start-register';

declare module 'vitest' {
  export interface ProvidedContext {
    origin: string;
    admin: AdminCredentials;
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
    client: registerClient(origin, inject('admin')),
    mailbox: openMailbox(inject('mailUrl')),
    logFile: inject('logFile'),
    databaseUrl: inject('databaseUrl'),
  };
}

/** A register for this test alone, on the project's kind of database. The caller stops it. */
export function startOwnRegister(
  options: Omit<RegisterOptions, 'database'> = {},
): Promise<RunningRegister> {
  const postgresServer = inject('postgresServer');
  return startRegister({ ...options, database: postgresServer ? { postgresServer } : 'embedded' });
}
