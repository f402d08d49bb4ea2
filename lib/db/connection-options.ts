import type { PoolConfig } from 'pg';
import { env } from '@/lib/platform/env';

/** More help neither the requests nor the queue of one process. */
const MOST = { pool: 10, queue: 4 };

/** How many connections to PostgreSQL this process may open: its part of `DATABASE_CONNECTIONS`. */
export function connectionShares(): { pool: number; queue: number } {
  const share = Math.floor(env().DATABASE_CONNECTIONS / env().WORKERS);
  const queue = Math.min(MOST.queue, Math.floor(share / 3));
  return { pool: Math.min(MOST.pool, share - queue), queue };
}

/**
 * Bounds every wait for PostgreSQL, so that a request ends in a 503 where the database does not answer:
 * the server gives up a statement first, and this side a little later one that nobody gives up.
 */
export function boundedWaits(): PoolConfig {
  return {
    connectionTimeoutMillis: 5000,
    statement_timeout: 10_000,
    query_timeout: 11_000,
    keepAlive: true,
  };
}

/** The same for the queue's own statements, for none of which a request waits. */
export function queueWaits(): PoolConfig {
  return { connectionTimeoutMillis: 10_000, query_timeout: 30_000, keepAlive: true };
}
