import { beforeEach, describe, expect, test } from 'vitest';
import { db, type Tx } from './database';
import { Prisma } from './generated/client';
import { testDatabases, withTestDatabase } from './testing/with-test-database';
import { afterCommit, inTransaction } from './transaction';

const conflict = () =>
  new Prisma.PrismaClientKnownRequestError('conflict', { code: 'P2034', clientVersion: 'test' });

/** Two that meet: resolves for both once both have come. */
function meeting(): () => Promise<void> {
  let open: () => void = () => undefined;
  const met = new Promise<void>((resolve) => (open = resolve));
  let come = 0;
  return () => {
    come += 1;
    if (come === 2) open();
    return met;
  };
}

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  beforeEach(async () => {
    await db().$executeRaw`CREATE TABLE IF NOT EXISTS counters (id int PRIMARY KEY, count int)`;
    await db().$executeRaw`TRUNCATE counters`;
    await db().$executeRaw`INSERT INTO counters VALUES (1, 0), (2, 0)`;
  });

  const count = (tx: Tx, id: number) =>
    tx.$executeRaw`UPDATE counters SET count = count + 1 WHERE id = ${id}`;
  const counts = async () => {
    const rows = await db().$queryRaw<{ count: number }[]>`SELECT count FROM counters ORDER BY id`;
    return rows.map((row) => row.count);
  };

  test('what waits for the commit runs once after it, and not at all after a failure', async () => {
    const committed: string[] = [];
    let runs = 0;
    await inTransaction(async (tx) => {
      runs += 1;
      afterCommit(tx, () => committed.push(`run ${runs}`));
      await count(tx, 1);
      expect(committed).toEqual([]);
      if (runs === 1) throw conflict();
    });
    expect(committed).toEqual(['run 2']);
    const failing = inTransaction((tx) => {
      afterCommit(tx, () => committed.push('failed'));
      return Promise.reject(new Error('changed its mind'));
    });
    await expect(failing).rejects.toThrow('changed its mind');
    expect(committed).toEqual(['run 2']);
  });

  test('work that meets a conflict runs again, and only its last run counts', async () => {
    let runs = 0;
    const answer = await inTransaction(async (tx) => {
      runs += 1;
      await count(tx, 1);
      if (runs < 3) throw conflict();
      return 'done';
    });
    expect([answer, runs, await counts()]).toEqual(['done', 3, [1, 0]]);
  });

  test('after four conflicts it gives up', async () => {
    let runs = 0;
    const work = inTransaction((tx) => {
      runs += 1;
      return count(tx, 1).then(() => Promise.reject(conflict()));
    });
    await expect(work).rejects.toMatchObject({ code: 'P2034' });
    expect([runs, await counts()]).toEqual([4, [0, 0]]);
  });

  test('work that fails otherwise runs once', async () => {
    let runs = 0;
    const work = inTransaction(async (tx) => {
      runs += 1;
      await tx.$executeRaw`SELECT 1 / 0`;
    });
    await expect(work).rejects.toMatchObject({ code: 'P2010' });
    expect(runs).toBe(1);
  });

  // The embedded database runs one transaction after the other: nothing to deadlock on.
  test.runIf(kind === 'PostgreSQL')('two that block each other both succeed', async () => {
    const meet = meeting();
    let runs = 0;
    const cross = (first: number, second: number) => {
      let isFirstRun = true;
      return inTransaction(async (tx) => {
        runs += 1;
        await count(tx, first);
        if (isFirstRun) await meet();
        isFirstRun = false;
        await count(tx, second);
      });
    };
    await Promise.all([cross(1, 2), cross(2, 1)]);
    // The database gives up one of them, or both where it notices for each at the same moment.
    expect([3, 4]).toContain(runs);
    expect(await counts()).toEqual([2, 2]);
  });

  test.runIf(kind === 'PostgreSQL')(
    'so do two that each write on what the other has changed',
    async () => {
      const meet = meeting();
      let attempts = 0;
      const both = () => {
        let isFirstRun = true;
        return inTransaction(async (tx) => {
          attempts += 1;
          await tx.$executeRaw`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`;
          await tx.$queryRaw`SELECT count FROM counters`;
          if (isFirstRun) await meet();
          isFirstRun = false;
          await count(tx, 1);
        });
      };
      await Promise.all([both(), both()]);
      expect(attempts).toBe(3);
      expect(await counts()).toEqual([2, 0]);
    },
  );
});
