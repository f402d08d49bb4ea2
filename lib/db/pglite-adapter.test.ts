import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@/lib/platform/ids';
import { db } from './database';
import { plantAccount } from './testing/plant-record';
import { testDatabases, withTestDatabase } from './testing/with-test-database';
import { inTransaction, isUniqueViolation } from './transaction';

// The same on both: the embedded database's adapter must behave as the server's does.
describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  beforeAll(async () => {
    await db().$executeRaw`CREATE TABLE numbers (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)`;
  });
  beforeEach(async () => {
    await db().$executeRaw`TRUNCATE numbers`;
  });

  const numbers = () => db().$queryRaw<{ id: number }[]>`SELECT id FROM numbers ORDER BY id`;

  test('a transaction that cannot commit fails and leaves nothing', async () => {
    let wroteTwice = false;
    const work = inTransaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO numbers VALUES (1)`;
      await tx.$executeRaw`INSERT INTO numbers VALUES (1)`;
      wroteTwice = true;
    });
    await expect(work).rejects.toThrow();
    expect(wroteTwice).toBe(true);
    expect(await numbers()).toEqual([]);
  });

  test('after a failed commit the next transaction works', async () => {
    const failing = inTransaction((tx) => tx.$executeRaw`INSERT INTO numbers VALUES (1), (1)`);
    await expect(failing).rejects.toThrow();
    await inTransaction((tx) => tx.$executeRaw`INSERT INTO numbers VALUES (2)`);
    expect(await numbers()).toEqual([{ id: 2 }]);
  });

  test('a transaction whose work throws leaves nothing, and throws the same', async () => {
    const work = inTransaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO numbers VALUES (1)`;
      throw new Error('changed its mind');
    });
    await expect(work).rejects.toThrow('changed its mind');
    expect(await numbers()).toEqual([]);
  });

  test('a transaction with a failed statement cannot commit the rest', async () => {
    const work = inTransaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO numbers VALUES (1)`;
      await expect(tx.$executeRaw`SELECT 1 / 0`).rejects.toThrow();
    });
    await work.catch((error: unknown) => expect(error).toBeInstanceOf(Error));
    expect(await numbers()).toEqual([]);
  });

  test('a transaction has the isolation level it asks for, and the next one the usual', async () => {
    const level = { text: '' };
    const read = "SELECT current_setting('transaction_isolation') AS level";
    await db().$transaction(
      async (tx) => {
        const [row] = await tx.$queryRawUnsafe<{ level: string }[]>(read);
        level.text = row?.level ?? '';
      },
      { isolationLevel: 'Serializable' },
    );
    expect(level.text).toBe('serializable');
    const [next] = await inTransaction((tx) => tx.$queryRawUnsafe<{ level: string }[]>(read));
    expect(next?.level).toBe('read committed');
  });

  test('twenty transactions at once all happen', async () => {
    const ids = Array.from({ length: 20 }, (_value, index) => index);
    await Promise.all(
      ids.map((id) => inTransaction((tx) => tx.$executeRaw`INSERT INTO numbers VALUES (${id})`)),
    );
    expect(await numbers()).toEqual(ids.map((id) => ({ id })));
  });

  test('a key taken twice is told as such', async () => {
    const { duid } = await plantAccount(db());
    const again = db().account.create({
      data: {
        id: newId('tid'),
        duid,
        displayName: 'Southwind',
        role: 'data_user',
        secretHash: 'none',
        registeredAt: new Date(),
      },
    });
    const error: unknown = await again.catch((thrown: unknown) => thrown);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(new Error('P2002'))).toBe(false);
  });

  test('an instant is stored as itself, whatever the server’s own time', async () => {
    const { id } = await plantAccount(db());
    const at = new Date('2026-07-01T12:34:56.789Z');
    await db().account.update({ where: { id }, data: { suspendedAt: at } });
    const [row] = await db().$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM suspended_at)::float8 AS seconds FROM accounts WHERE id = ${id}`;
    expect(row?.seconds).toBe(at.getTime() / 1000);
    expect((await db().account.findUniqueOrThrow({ where: { id } })).suspendedAt).toEqual(at);
  });
});
