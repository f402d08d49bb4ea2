/**
 * The yardstick of `npm run bench`: a bare `node:http` server that answers a GET from one prepared statement
 * that reads, a POST from one that reads the same and inserts a row, and does nothing else of what the register
 * does. Prints its port.
 *
 *   tsx bench/bare-server.ts <database URL, or "embedded"> <file with the rows of the embedded one>
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

const READ = `
  SELECT record.document, record.state, record.created_at, record.expiry, record.revoked_at, account.duid
    FROM access_records record
    JOIN accounts account ON account.id = record.account_id
   WHERE record.ak = $1`;

/** The columns and indexes of the register's own decisions, in a table of the yardstick's. */
const DECISIONS = `
  CREATE TABLE bare_decisions (
    day date NOT NULL, id text NOT NULL, account_id text NOT NULL, ak text, mpxn text, duid text,
    data_types text[], data_from date, data_to date, reason text NOT NULL, count bigint NOT NULL,
    first_at timestamptz(3) NOT NULL, last_at timestamptz(3) NOT NULL, PRIMARY KEY (day, id));
  CREATE INDEX ON bare_decisions (account_id, day, first_at, id);
  CREATE INDEX ON bare_decisions (ak, day);`;

const READ_AND_KEEP = `
  WITH found AS (${READ}),
  kept AS (
    INSERT INTO bare_decisions
    SELECT '2026-01-01', $2, 'one', $1, '1200000000000', found.duid, '{HH-CONSUMPTION}', '2025-01-01',
           '2025-01-31', 'permitted', 1, $3, $3
      FROM found)
  SELECT * FROM found`;

type Run = (statement: 'read' | 'keep', values: unknown[]) => Promise<object | undefined>;

async function onPostgres(connectionString: string): Promise<Run> {
  const pool = new pg.Pool({ connectionString, max: 10, options: '-c TimeZone=UTC' });
  await pool.query(`DROP TABLE IF EXISTS bare_decisions; ${DECISIONS}`);
  const texts = { read: READ, keep: READ_AND_KEEP };
  return async (name, values) =>
    (await pool.query<object>({ name, text: texts[name], values })).rows[0];
}

/** The same of an embedded database in memory that holds such records. */
async function onEmbedded(rowFile: string): Promise<Run> {
  const lite = await PGlite.create();
  await lite.exec(`
    CREATE TABLE accounts (id text PRIMARY KEY, duid text);
    CREATE TABLE access_records (ak text PRIMARY KEY, account_id text, document json, state text,
      created_at timestamptz, expiry timestamptz, revoked_at timestamptz);
    INSERT INTO accounts VALUES ('one', 'duid_one');
    ${DECISIONS}`);
  const { aks, document } = JSON.parse(readFileSync(rowFile, 'utf8')) as Record<string, unknown>;
  await lite.query(
    `INSERT INTO access_records
     SELECT ak, 'one', $2, 'ACTIVE', now(), NULL, NULL FROM unnest($1::text[]) AS ak`,
    [aks, document],
  );
  const texts = { read: READ, keep: READ_AND_KEEP };
  return async (name, values) => (await lite.query<object>(texts[name], values)).rows[0];
}

const [database = '', rowFile = ''] = process.argv.slice(2);
const run = await (database === 'embedded' ? onEmbedded(rowFile) : onPostgres(database));

const server = createServer((request, response) => {
  const ak = (request.url ?? '').split('/').at(-1) ?? '';
  const answer =
    request.method === 'POST'
      ? run('keep', [ak, `dec_${randomBytes(12).toString('hex')}`, new Date()])
      : run('read', [ak]);
  answer.then(
    (row) => {
      const text = JSON.stringify(row ?? {});
      response.writeHead(row ? 200 : 404, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(text),
      });
      response.end(text);
    },
    (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address !== 'string') console.log(address.port);
});
process.on('SIGTERM', () => process.exit(0));
