import type pg from 'pg';

/** PostgreSQL's own code for a write that it refuses since it only reads. */
const READ_ONLY = '25006';

/** The database takes no writes, as a standby or by a setting. */
export class DatabaseReadOnlyError extends Error {
  override name = 'DatabaseReadOnlyError';
  readonly code = READ_ONLY;

  constructor() {
    super('the database takes no writes');
  }
}

/** A query that answers whether a session's database takes writes. */
export const READ_ONLY_QUERY =
  "SELECT current_setting('transaction_read_only') = 'on' AS is_read_only";

/**
 * Lets a new connection into the pool only where the database takes writes. A server that only reads may
 * be behind: what it says of a consent could be what it was before a withdrawal.
 */
export function refuseReadOnly(client: pg.PoolClient, done: (error?: Error) => void): void {
  client.query<{ is_read_only: boolean }>(READ_ONLY_QUERY).then(
    ({ rows }) => done(rows[0]?.is_read_only === true ? new DatabaseReadOnlyError() : undefined),
    (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
  );
}

/** Closes the connections that nobody uses just now; what comes next opens new ones. */
export async function dropIdle(pool: pg.Pool): Promise<void> {
  const idle = Array.from({ length: pool.idleCount }, () => pool.connect());
  for (const connecting of await Promise.allSettled(idle)) {
    if (connecting.status === 'fulfilled') connecting.value.release(true);
  }
}
