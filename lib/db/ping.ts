import { requireDatabase } from './database';
import { DatabaseReadOnlyError, dropIdle, READ_ONLY_QUERY } from './read-only';
import { readPrepared } from './read-prepared';

const read = { name: 'ping', text: READ_ONLY_QUERY };

/**
 * Resolves when the database answers and takes writes. After a failover the connections that are left to
 * the former server, which now only reads, are closed.
 * @throws {Error} when it does not, in bounded time
 */
export async function ping(): Promise<void> {
  const [found] = await readPrepared<{ is_read_only: boolean }>(read, []);
  if (found?.is_read_only !== true) return;
  const { pool, brief } = requireDatabase();
  for (const connections of [pool, brief]) if (connections) await dropIdle(connections);
  throw new DatabaseReadOnlyError();
}
