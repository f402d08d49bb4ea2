/**
 * The yardstick of `npm run bench`: a bare `node:http` server that answers one path from one prepared
 * statement, and does nothing else of what the register does. Prints its port.
 *
 *   tsx bench/bare-server.ts <database URL, or "embedded"> <file with the rows of the embedded one>
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

const READ = `
  SELECT record.document, record.state, record.created_at, record.expiry, record.revoked_at, account.duid
    FROM access_records record
    JOIN accounts account ON account.id = record.account_id
   WHERE record.ak = $1`;

type Read = (ak: string) => Promise<object | undefined>;

function fromPostgres(connectionString: string): Read {
  const pool = new pg.Pool({ connectionString, max: 10, options: '-c TimeZone=UTC' });
  return async (ak) =>
    (await pool.query<object>({ name: 'bare', text: READ, values: [ak] })).rows[0];
}

/** The same read of an embedded database in memory that holds such records. */
async function fromEmbedded(rowFile: string): Promise<Read> {
  const lite = await PGlite.create();
  await lite.exec(`
    CREATE TABLE accounts (id text PRIMARY KEY, duid text);
    CREATE TABLE access_records (ak text PRIMARY KEY, account_id text, document json, state text,
      created_at timestamptz, expiry timestamptz, revoked_at timestamptz);
    INSERT INTO accounts VALUES ('one', 'duid_one');`);
  const { aks, document } = JSON.parse(readFileSync(rowFile, 'utf8')) as Record<string, unknown>;
  await lite.query(
    `INSERT INTO access_records
     SELECT ak, 'one', $2, 'ACTIVE', now(), NULL, NULL FROM unnest($1::text[]) AS ak`,
    [aks, document],
  );
  return async (key) => (await lite.query<object>(READ, [key])).rows[0];
}

const [database = '', rowFile = ''] = process.argv.slice(2);
const read = database === 'embedded' ? await fromEmbedded(rowFile) : fromPostgres(database);

const server = createServer((request, response) => {
  const ak = (request.url ?? '').split('/').at(-1) ?? '';
  read(ak).then(
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
