import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { RunningRegister } from '../../harness/start-register';

export interface TenancyRow {
  mpxn: string;
  /** `YYYY-MM-DD` */
  effectiveDate: string;
}

const INSERT = `INSERT INTO tenancy_changes (mpxn, effective_date, source_reference, received_at)
  VALUES ($1, $2::date, $3, now())`;

const valuesOf = ({ mpxn, effectiveDate }: TenancyRow) => [mpxn, effectiveDate, `test ${mpxn}`];

/** Only one process may open the embedded database: the register makes way and comes back. */
async function insertEmbedded(register: RunningRegister, rows: TenancyRow[]): Promise<void> {
  await register.kill();
  const lite = await PGlite.create({ dataDir: path.join(register.dataDir, 'pglite') });
  for (const row of rows) await lite.query(INSERT, valuesOf(row));
  await lite.close();
  await register.restart();
}

/** Writes Changes of Tenancy into a register's own database, since no call of the API does so yet. */
export async function insertTenancies(
  register: RunningRegister,
  rows: TenancyRow[],
): Promise<void> {
  if (register.databaseUrl === null) return insertEmbedded(register, rows);
  const client = new pg.Client({ connectionString: register.databaseUrl });
  await client.connect();
  try {
    for (const row of rows) await client.query(INSERT, valuesOf(row));
  } finally {
    await client.end();
  }
}
