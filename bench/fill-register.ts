import pg from 'pg';
import { hashSecret } from '@/lib/platform/secret-hash';
import { copyRows } from './copy-rows';
import { fillDecisions } from './fill-decisions';
import { secretOf, type Size } from './fill-ids';
import { emptyRows, filledTables, RowMaker } from './fill-rows';

/** Meter points written at once: some tens of megabytes of rows. */
const BATCH = 10_000;

const tableList = filledTables.map((table) => `'${table}'`).join(', ');

async function requireEmpty(client: pg.Client): Promise<void> {
  for (const table of filledTables) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
    if (rowCount !== 0) throw new Error(`This register is not empty: there are ${table}.`);
  }
}

/** Indexes other than those of keys, as SQL that makes them again. Taken down, they cost no row its time. */
async function takeDownIndexes(client: pg.Client): Promise<{ name: string; sql: string }[]> {
  const { rows } = await client.query<{ name: string; sql: string }>(
    `SELECT cls.relname AS name, pg_get_indexdef(cls.oid) AS sql
       FROM pg_index idx
       JOIN pg_class cls ON cls.oid = idx.indexrelid
       JOIN pg_class tbl ON tbl.oid = idx.indrelid
      WHERE tbl.relnamespace = 'public'::regnamespace AND tbl.relname IN (${tableList})
        AND NOT EXISTS (SELECT FROM pg_constraint con WHERE con.conindid = idx.indexrelid)
      ORDER BY tbl.relname, cls.relname`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  return rows;
}

type Report = (text: string) => void;

/** How far it is, every five seconds. */
function progress(report: Report, all: number): (done: number) => void {
  const startedAt = performance.now();
  let shownAt = startedAt;
  return (done) => {
    const at = performance.now();
    if (at - shownAt < 5000 && done < all) return;
    shownAt = at;
    const seconds = (at - startedAt) / 1000;
    const left = Math.ceil((seconds / done) * (all - done));
    report(`${done} of ${all} meter points, ${Math.round(seconds)} s, ${left} s to go`);
  };
}

async function writeRows(client: pg.Client, size: Size, secretHash: string, report: Report) {
  const maker = new RowMaker(size, new Date());
  const accounts = Array.from({ length: size.accounts }, (_, n) => maker.accountRow(n, secretHash));
  await copyRows(client, 'accounts', [...accounts, maker.providerRow(secretHash)]);
  const show = progress(report, size.meterPoints);
  for (let from = 0; from < size.meterPoints; from += BATCH) {
    const to = Math.min(from + BATCH, size.meterPoints);
    const rows = emptyRows();
    for (let n = from; n < to; n += 1) maker.addMeterPoint(rows, n);
    for (const table of filledTables) await copyRows(client, table, rows[table]);
    show(to);
  }
  const { position, hash } = maker.head;
  await client.query('UPDATE audit_head SET position = $1, hash = $2', [position, hash]);
  await client.query(
    `INSERT INTO access_record_tallies (account_id, state, legal_basis, amount)
     SELECT account_id, state, legal_basis, count(*) FROM access_records GROUP BY 1, 2, 3`,
  );
}

/**
 * Fills an empty, migrated register in one transaction, then its days of decisions, then has PostgreSQL analyze its tables. Answers the secret
 * that all accounts share. @throws {Error} when there is something in it
 */
export async function fillRegister(
  databaseUrl: string,
  size: Size,
  report: Report,
): Promise<{ secret: string }> {
  const secret = secretOf(size);
  const secretHash = await hashSecret(secret);
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await requireEmpty(client);
    // Neither triggers nor references: the rows are right by construction.
    await client.query(`SET LOCAL session_replication_role = replica`);
    await client.query(`SET LOCAL maintenance_work_mem = '512MB'`);
    const indexes = await takeDownIndexes(client);
    await writeRows(client, size, secretHash, report);
    for (const [index, { name, sql }] of indexes.entries()) {
      await client.query(sql);
      report(`index ${index + 1} of ${indexes.length}: ${name}`);
    }
    await client.query('COMMIT');
    if (size.decisions > 0) await fillDecisions(client, size.decisions, report);
    await client.query('VACUUM ANALYZE');
    return { secret };
  } finally {
    await client.end();
  }
}
