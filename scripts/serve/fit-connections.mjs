import pg from 'pg';
import { CONNECTIONS, FEWEST } from './count-workers.mjs';

const PATIENCE_MS = 5000;

/** A limit of -1 is none. */
const LIMITS = `
  SELECT current_setting('max_connections')::int AS most,
         CASE WHEN role.rolsuper THEN 0
              ELSE current_setting('superuser_reserved_connections')::int
                   + coalesce(current_setting('reserved_connections', true), '0')::int
          END AS reserved,
         role.rolconnlimit AS "ofRole", here.datconnlimit AS "ofDatabase"
    FROM pg_roles AS role, pg_database AS here
   WHERE role.rolname = current_user AND here.datname = current_database()`;

/** How many connections PostgreSQL allows this role on this database; null where it does not answer now. */
async function askAllowed(connectionString) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: PATIENCE_MS });
  client.on('error', () => undefined); // said by the register itself, which connects next
  try {
    await client.connect();
    const { rows } = await client.query(LIMITS);
    const { most, reserved, ofRole, ofDatabase } = rows[0];
    return Math.min(most - reserved, ...[ofRole, ofDatabase].filter((limit) => limit >= 0));
  } catch {
    return null;
  } finally {
    await client.end();
  }
}

/**
 * Settings with no more connections, and workers, than PostgreSQL allows; one connection is left to
 * commands and backups, where there is one to leave. A database that does not answer changes nothing: the
 * start that follows says why.
 *
 * @param {Record<string, string | undefined>} settings
 * @returns {Promise<{ settings: Record<string, string>, allowed: number | null }>} what is to be set, and
 *   why: how many are allowed, null where all that was meant is allowed
 * @throws {Error} in words for the operator, where they are too few for a single worker
 */
export async function fitConnections({ DATABASE_URL, DATABASE_CONNECTIONS, WORKERS }) {
  const meant = Number(DATABASE_CONNECTIONS || CONNECTIONS);
  const isAsked = DATABASE_URL && Number.isInteger(meant) && meant >= FEWEST;
  const allowed = isAsked ? await askAllowed(DATABASE_URL) : null;
  if (allowed === null || allowed >= meant) return { settings: {}, allowed: null };
  if (allowed < FEWEST) {
    throw new Error(
      `PostgreSQL allows this role ${allowed} connections; the register needs at least ${FEWEST}. ` +
        'Raise max_connections, or the limit of the role or the database.',
    );
  }
  const connections = Math.max(FEWEST, allowed - 1);
  const most = Math.floor(connections / FEWEST);
  const workers = /^[1-9]\d{0,2}$/.test(WORKERS ?? '') && Number(WORKERS) > most ? most : null;
  return {
    settings: {
      DATABASE_CONNECTIONS: String(connections),
      ...(workers === null ? {} : { WORKERS: String(workers) }),
    },
    allowed,
  };
}
