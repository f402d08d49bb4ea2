import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '@/lib/db/database';
import { DAY_MS } from '@/lib/platform/clock';
import { deriveKey } from '@/lib/platform/crypto';
import { requireStoredKey } from '@/lib/platform/key-ring';

// The file is gzip of lines of JSON: a header; for each table a line with its name, then a line for each
// row, an array of texts as PostgreSQL writes them; a footer. The footer's seal is over every line before
// it, under a key of the ring: without the ring nobody can change a row unseen.

export const FORMAT = 'data-access-register-export';
export const FORMAT_VERSION = 1;

const migrationSchema = z.strictObject({ name: z.string(), checksum: z.string() });
export type AppliedMigration = z.output<typeof migrationSchema>;

const ids = z.array(z.string());

export const headerSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  'exported-at': z.string(),
  /** The encryption key whose derivative seals the file. */
  'sealed-by': z.string(),
  /** Ids of the keys without which what is stored cannot be read. */
  keys: z.strictObject({ link: ids, lookup: ids, encryption: ids }),
  migrations: z.array(migrationSchema),
  tables: z.array(
    z.strictObject({ name: z.string(), columns: ids, rows: z.number().int().min(0) }),
  ),
});
export type Header = z.output<typeof headerSchema>;

export const tableSchema = z.strictObject({ table: z.string() });
export const rowSchema = z.array(z.string().nullable());
export const footerSchema = z.strictObject({ seal: z.string() });

export type Seal = ReturnType<typeof createHmac>;

/** What seals a file line by line. @throws {KeyRingError} when the ring lacks the key */
export function newSeal(keyId: string): Seal {
  const { bytes } = requireStoredKey('encryption', keyId);
  return createHmac('sha256', deriveKey(bytes, 'transfer'));
}

/** The migrations that made this database, in order. */
export async function readMigrations(tx: Tx): Promise<AppliedMigration[]> {
  return tx.$queryRaw<AppliedMigration[]>`
    SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY migration_name`;
}

/** One way of writing times, dates and bytes, whatever the server's own settings. */
export async function settleSpelling(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET LOCAL TimeZone = 'UTC'`;
  await tx.$executeRaw`SET LOCAL DateStyle = 'ISO, YMD'`;
  await tx.$executeRaw`SET LOCAL bytea_output = 'hex'`;
}

/** A transfer is one transaction, however long: it shows one instant, or it did not happen. */
export const wholeTransfer = {
  isolationLevel: 'RepeatableRead',
  timeout: DAY_MS,
  maxWait: 60_000,
} as const;

/** Called after each batch with the table, its rows so far and its rows in all. */
export type OnProgress = (table: string, done: number, all: number) => void;
