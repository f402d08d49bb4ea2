import pg from 'pg';
import { documentOf } from '../../../harness/callers/access-record-document';

/**
 * How many access records there are in all, or what `RECORDS` says: enough that a plan which reads them all is
 * never the best.
 */
export const RECORDS = Number(process.env.RECORDS || 200_000);
/** How many of them are the account's own. */
export const OWN_RECORDS = RECORDS / 10;

const { text: someDocument } = documentOf(0, {
  ...{ controller: 'Northwind Energy', ir: null, expiry: null },
  registeredAt: new Date('2026-01-15T09:30:00Z'),
});
/** As the register stores it, but for the controller's reference, which is each record's own. */
const document = `replace('${someDocument}', '"CRM-0"', '"CRM-' || n || '"')::json`;

/** A tenth of everything belongs to the account, nine tenths to another. */
const owner = `CASE WHEN n % 10 = 0 THEN $1 ELSE $2 END`;
const id = (prefix: string) => `'${prefix}_' || lpad(to_hex(n), 24, '0')`;
const since = `now() - n * interval '10 minutes'`;

const statements: [sql: string, count: number][] = [
  [
    `INSERT INTO identity_records (ir, account_id, mpxn, move_in_date, expressed_by, created_at)
     SELECT ${id('ir')}, ${owner}, '12' || lpad((n / 2)::text, 11, '0'), '2024-01-01',
            'data-subject', ${since} FROM generate_series(1, $3::int) n`,
    RECORDS / 5,
  ],
  [
    `INSERT INTO access_records (ak, account_id, mpxn, ir, state, legal_basis, document,
            registered_at, expiry, revoked_at, created_at)
     SELECT ${id('ak')}, ${owner}, '12' || lpad((n / 5)::text, 11, '0'), ${id('ir')},
            (CASE n % 7 WHEN 0 THEN 'REVOKED' WHEN 1 THEN 'EXPIRED' ELSE 'ACTIVE' END)::access_state,
            CASE n % 3 WHEN 0 THEN 'uk-contract' ELSE 'uk-consent' END,
            ${document}, ${since},
            CASE n % 2 WHEN 0 THEN now() + n * interval '1 hour' END,
            CASE n % 7 WHEN 0 THEN ${since} END, ${since}
       FROM generate_series(1, $3::int) n`,
    RECORDS,
  ],
  [
    `INSERT INTO access_record_changes (id, ak, at, state, cause, account_id)
     SELECT ${id('evt')}, ${id('ak')}, ${since}, 'ACTIVE', 'registered', ${owner}
       FROM generate_series(1, $3::int) n`,
    RECORDS / 5,
  ],
  [
    `INSERT INTO reidentifications (token_ref, ir, account_id, cross_organisation, method,
            created_at, expires_at, link_key_id, outcome, outcome_at)
     SELECT ${id('mlr')}, ${id('ir')}, ${owner}, false, 'magic-link', ${since}, ${since}, 'k',
            (CASE n % 50 WHEN 0 THEN 'declined' ELSE 'confirmed' END)::reidentification_outcome,
            ${since} FROM generate_series(1, $3::int) n`,
    RECORDS / 5,
  ],
  [
    // Sealed as it seems, or the sealer would go through all of them meanwhile.
    `INSERT INTO audit_events (event_id, at, account_id, event_type, ak, ir, detail, position, hash)
     SELECT ${id('aud')}, ${since}, ${owner},
            CASE WHEN n = ${RECORDS / 2} THEN 'webhook.created'
                 WHEN n % 1000 = 0 THEN 'credential.counter' ELSE 'token.issued' END,
            ${id('ak')}, ${id('ir')}, '{"refused": true}', n + 1000000000, 'none'
       FROM generate_series(1, $3::int) n`,
    RECORDS / 2,
  ],
  [
    `INSERT INTO webhook_events (event_id, account_id, event_type, payload, occurred_at)
     SELECT ${id('evt')}, ${owner},
            CASE n WHEN ${RECORDS / 5} THEN 'tenancy.change' ELSE 'webhook.test' END,
            '{"message": "A test."}', ${since}
       FROM generate_series(1, $3::int) n`,
    RECORDS / 5,
  ],
];

/** Changes that Data Providers were told of, all but one in fifty of them about what was permitted to others. */
export const CHANGES = 50_000;
const CHANGES_SQL = `INSERT INTO release_changes (sequence, numbered_at, ak, kind, at)
  SELECT n, now() - interval '1 day', ${id('ak')}, 'ended', now() - interval '1 day'
    FROM generate_series(1, ${CHANGES}) n`;
const PERMITS_SQL = `INSERT INTO release_permits (account_id, ak, owner_id, last_permitted_on)
  SELECT CASE n % 50 WHEN 0 THEN $1 ELSE 'provider-' || n % 50 END, ${id('ak')}, 'owner-' || n % 1000, current_date
    FROM generate_series(1, ${CHANGES}) n`;

const TALLIES = `INSERT INTO access_record_tallies (account_id, state, legal_basis, amount)
  SELECT account_id, state, legal_basis, count(*) FROM access_records GROUP BY 1, 2, 3`;

/** The account's deliveries go to its own webhook, the rest to the other's. */
const DELIVERIES = `INSERT INTO webhook_deliveries (event_id, wid, event_type, status, created_at)
  SELECT event_id, CASE WHEN account_id = $1 THEN $2 ELSE $3 END, event_type,
         (CASE WHEN random() < 0.05 THEN 'undelivered' ELSE 'delivered' END)::delivery_status,
         occurred_at FROM webhook_events`;

export interface Owners {
  account: string;
  other: string;
  wid: string;
  otherWid: string;
  /** A Data Provider. */
  provider: string;
}

/** Indexes other than those of keys, as SQL that makes them again. Taken down, they cost no row its time. */
async function takeDownIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; sql: string }>(
    `SELECT cls.relname AS name, pg_get_indexdef(cls.oid) AS sql
       FROM pg_index idx JOIN pg_class cls ON cls.oid = idx.indexrelid
       JOIN pg_class tbl ON tbl.oid = idx.indrelid
      WHERE tbl.relnamespace = 'public'::regnamespace AND NOT idx.indisunique
        AND tbl.relname IN ('access_records', 'access_record_changes', 'identity_records',
          'reidentifications', 'audit_events', 'webhook_events', 'webhook_deliveries')`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  return rows.map(({ sql }) => sql);
}

/** Fills a register's PostgreSQL as years of use would, past its rules, and lets it take stock. */
export async function fillWithMany(databaseUrl: string, owners: Owners): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Neither triggers nor references: the rows are right by construction.
    await client.query(`SET session_replication_role = replica`);
    const indexes = await takeDownIndexes(client);
    for (const [sql, count] of statements) {
      await client.query(sql, [owners.account, owners.other, count]);
    }
    await client.query(DELIVERIES, [owners.account, owners.wid, owners.otherWid]);
    await client.query(TALLIES);
    await client.query(CHANGES_SQL);
    await client.query(PERMITS_SQL, [owners.provider]);
    await client.query('UPDATE release_change_head SET sequence = $1', [CHANGES]);
    await client.query(`SET maintenance_work_mem = '256MB'`);
    for (const sql of indexes) await client.query(sql);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
