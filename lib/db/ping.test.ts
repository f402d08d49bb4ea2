import { describe, expect, test } from 'vitest';
import { requireDatabase } from './database';
import { isDatabaseDown } from './is-database-down';
import { ping } from './ping';
import { testDatabases, withTestDatabase } from './testing/with-test-database';

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe.each(testDatabases)('ping on %s', (kind) => {
  withTestDatabase(kind);

  test('resolves where the database takes writes', async () => {
    await ping();
  });

  test.runIf(kind === 'PostgreSQL')(
    'fails on a connection to a server that only reads, and closes it',
    async () => {
      const { pool } = requireDatabase();
      if (!pool) throw new Error('no pool');
      // Left to the former server: connections that were made before it stood back.
      const connections = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
      for (const connection of connections) {
        await connection.query('SET default_transaction_read_only = on');
      }
      for (const connection of connections) connection.release();
      const error = await failure(ping());
      expect(error).toMatchObject({ name: 'DatabaseReadOnlyError' });
      expect(isDatabaseDown(error)).toBe(true);
      await ping();
    },
  );
});
