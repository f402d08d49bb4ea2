import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { copyEmptyPglite, pgliteName } from '../lib/db/testing/copy-empty-pglite';
import { contentHash, copyOnceMade } from '../lib/db/testing/copy-once-made';
import type { AdminCredentials } from './account-fields';
import { newAdmin, seedAccounts, type AccountSeeds } from './seed-accounts';

const ADMIN_FILE = 'operator.json';
const seeding = readFileSync(path.join(import.meta.dirname, 'seed-accounts.ts'), 'utf8');

async function makeSeeded(folder: string, seeds: AccountSeeds): Promise<void> {
  const dataDir = path.join(folder, 'data');
  const admin = newAdmin();
  await copyEmptyPglite(dataDir);
  await seedAccounts({ dataDir, databaseUrl: null }, path.join(folder, 'accounts'), admin, seeds);
  writeFileSync(path.join(folder, ADMIN_FILE), JSON.stringify(admin));
}

/**
 * Puts the `data` of a register that never started into `folder`, with the operator it answers and
 * `seeds` in its database, and their files into `accounts` beside it. Every register with the same seeds
 * gets the same accounts: opening the database only to write them would cost a second of a core.
 */
export async function copySeededPglite(
  folder: string,
  seeds: AccountSeeds,
): Promise<AdminCredentials> {
  const name = `seeded-${pgliteName()}-${contentHash(JSON.stringify(seeds), seeding)}`;
  await copyOnceMade(name, folder, (original) => makeSeeded(original, seeds));
  return JSON.parse(readFileSync(path.join(folder, ADMIN_FILE), 'utf8')) as AdminCredentials;
}
