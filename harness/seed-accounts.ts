import { randomBytes, scryptSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { migrate, type MigrationSession } from '../lib/db/migrate';
import type { AdminCredentials, NewAccount } from './account-fields';
import { projectRoot } from './register-process';

export interface SeededAccount {
  id: string;
  secret: string;
  duid: string;
}

/** What the accounts of a register are like that are there before it starts, and how many of each. */
export type AccountSeeds = readonly (readonly [fields: NewAccount, count: number])[];

const INSERT = `INSERT INTO accounts
  (id, duid, display_name, role, redirect_urls, secret_hash, contact_url, registered_at)
  VALUES ($1, $2, $3, $4::role, $5, $6, 'https://northwind.example/contact', now())`;

/** The operator of a register under test, for its database and its settings. */
export const newAdmin = (): AdminCredentials => ({
  id: 'test-operator',
  secret: randomBytes(18).toString('base64url'),
});

/** In the product's own form, at a cost a thousandth of the one it chooses itself. */
function cheapHash(secret: string): string {
  const salt = randomBytes(16);
  const key = scryptSync(secret, salt, 32, { N: 16, r: 8, p: 1 });
  return ['scrypt', 16, 8, 1, salt.toString('base64url'), key.toString('base64url')].join('$');
}

async function insert(session: MigrationSession, account: SeededAccount, fields: NewAccount) {
  await session.query(INSERT, [
    account.id,
    account.duid,
    fields['display-name'] ?? 'Northwind Energy',
    fields.role ?? 'data_user',
    fields['redirect-urls'] ?? [],
    cheapHash(account.secret),
  ]);
}

/** The folder that holds what is left of one kind of account, a file for each. */
const kindFolder = (folder: string, fields: NewAccount) =>
  path.join(folder, Buffer.from(JSON.stringify(fields)).toString('base64url'));

async function withSession(
  dataDir: string,
  databaseUrl: string | null,
  work: (session: MigrationSession) => Promise<void>,
): Promise<void> {
  if (databaseUrl === null) {
    const lite = await PGlite.create({ dataDir: path.join(dataDir, 'pglite') });
    await work({
      query: (sql, values) => lite.query(sql, values),
      exec: (sql) => lite.exec(sql),
    });
    await lite.close();
    return;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await work({
      query: (sql, values) => client.query(sql, values),
      exec: (sql) => client.query(sql),
    });
  } finally {
    await client.end();
  }
}

/**
 * Writes the operator and `seeds` into the database of a register that has never started, and a file
 * for each into `folder`, from which `takeSeeded` hands them out. Making an account by the API costs
 * 0.3 s of a core and its first token as much, for the hash of its secret; these have a cheap one.
 */
export async function seedAccounts(
  { dataDir, databaseUrl }: { dataDir: string; databaseUrl: string | null },
  folder: string,
  admin: AdminCredentials,
  seeds: AccountSeeds,
): Promise<void> {
  await withSession(dataDir, databaseUrl, async (session) => {
    await migrate(session, path.join(projectRoot, 'prisma', 'migrations'));
    const duid = `duid_${randomBytes(12).toString('hex')}`;
    await insert(
      session,
      { ...admin, duid },
      { role: 'admin', 'display-name': 'Register operator' },
    );
    for (const [fields, count] of seeds) {
      const kind = kindFolder(folder, fields);
      mkdirSync(kind, { recursive: true });
      for (let index = 0; index < count; index += 1) {
        const account = {
          id: `org-${randomBytes(6).toString('hex')}`,
          secret: randomBytes(18).toString('base64url'),
          duid: `duid_${randomBytes(12).toString('hex')}`,
        };
        await insert(session, account, fields);
        writeFileSync(path.join(kind, `${account.id}.json`), JSON.stringify(account));
      }
    }
  });
}

/** What `read` answers; null where the file or folder is not there, or not any more. */
function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** An account just like `fields` that nobody else was or will be given; null when none is left. */
export function takeSeeded(folder: string, fields: NewAccount): SeededAccount | null {
  const kind = kindFolder(folder, fields);
  for (const name of orNull(() => readdirSync(kind)) ?? []) {
    const taken = orNull(() => {
      const text = readFileSync(path.join(kind, name), 'utf8');
      unlinkSync(path.join(kind, name));
      return JSON.parse(text) as SeededAccount;
    });
    // Otherwise another process was faster.
    if (taken) return taken;
  }
  return null;
}
