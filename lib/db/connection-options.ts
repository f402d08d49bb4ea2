import type { PoolConfig } from 'pg';
import { env } from '@/lib/platform/env';

/** At most this many connections in one process; more make neither requests nor the queue faster. */
const MOST = { pool: 10, brief: 6, queue: 4 };
/** When the server gives up a statement of a brief connection. */
export const BRIEF_MS = 4000;

/**
 * What the register relies on, whatever role, database or server say otherwise: instants stored and read in
 * UTC, times written as the driver reads them, text taken as it stands, tables in `public`, the isolation
 * that its locks are made for.
 */
const RELIED_ON = [
  'TimeZone=UTC',
  'DateStyle=ISO',
  'IntervalStyle=postgres',
  'standard_conforming_strings=on',
  'transform_null_equals=off',
  'search_path=public',
  'default_transaction_isolation=read\\ committed',
  'lock_timeout=0',
];

/** Settings for connections that no request waits for: the start, tasks of the command line and the queue. */
const UNBOUNDED = ['statement_timeout=0', 'idle_in_transaction_session_timeout=0'];

/** The lifetime of a connection, after which one to a server that was replaced is closed. */
const LIFETIME_S = 300;

/** How many connections to PostgreSQL this process may open: its part of `DATABASE_CONNECTIONS`. */
export function connectionShares(): Record<keyof typeof MOST, number> {
  const share = Math.floor(env().DATABASE_CONNECTIONS / env().WORKERS);
  const queue = Math.min(MOST.queue, Math.floor(share / 3));
  const brief = Math.min(MOST.brief, Math.floor((share - queue) / 3));
  return { pool: Math.min(MOST.pool, share - queue - brief), brief, queue };
}

/**
 * How to connect to `url`. `options` of the URL are kept, and what the register relies on stands behind
 * them, where it counts.
 */
function connectionTo(url: string, settings: string[]): PoolConfig {
  const target = new URL(url);
  // The driver prefers `options` of the URL to those beside it, so both are joined here.
  const given = target.searchParams.get('options');
  for (const name of ['options', 'client_encoding']) target.searchParams.delete(name);
  const options = [...(given ? [given] : []), ...settings.map((setting) => `-c ${setting}`)];
  return { connectionString: target.href, options: options.join(' '), keepAlive: true };
}

/** A connection for which no request waits, as long as a statement takes. */
export function patientConnection(url: string): PoolConfig {
  return { ...connectionTo(url, [...RELIED_ON, ...UNBOUNDED]), maxLifetimeSeconds: LIFETIME_S };
}

/**
 * One that bounds every wait for PostgreSQL, so that a request ends in a 503 where the database does not
 * answer: the server gives up a statement first, and this side a little later one that nobody gives up.
 */
export function boundedConnection(url: string): PoolConfig {
  return {
    ...connectionTo(url, [...RELIED_ON, 'statement_timeout=10s']),
    maxLifetimeSeconds: LIFETIME_S,
    connectionTimeoutMillis: 5000,
    query_timeout: 11_000,
  };
}

/** One whose statements must not become visible long after they began. */
export function briefConnection(url: string): PoolConfig {
  return {
    ...connectionTo(url, [...RELIED_ON, `statement_timeout=${BRIEF_MS}ms`]),
    maxLifetimeSeconds: LIFETIME_S,
    connectionTimeoutMillis: BRIEF_MS,
    query_timeout: BRIEF_MS + 1000,
  };
}

/** One of the queue, for none of whose statements a request waits. */
export function queueConnection(url: string): PoolConfig {
  return { ...patientConnection(url), connectionTimeoutMillis: 10_000, query_timeout: 30_000 };
}
