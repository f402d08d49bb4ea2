import { beforeAll, describe, expect, test, vi } from 'vitest';
import { changeAccountStatus, updateAccount } from '@/lib/accounts/change-account';
import { db, requireDatabase } from '@/lib/db/database';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { inTransaction } from '@/lib/db/transaction';
import { changeTenancy } from '@/lib/dcc/change-tenancy';
import { withdrawTenancyChange } from '@/lib/dcc/withdraw-tenancy-change';
import { voidIdentityRecord } from '@/lib/identity-records/void-identity-record';
import { revokeAccessRecord } from '@/lib/meter-points/revoke-access-record';
import { now } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { stopping } from '@/lib/platform/stopping';
import { numberReleaseChanges } from '@/lib/release-changes/number-changes';
import { recordReleaseChanges } from '@/lib/release-changes/record-changes';
import { decide } from './decide';
import { deleteOldChanges } from './delete-old-changes';
import { followChanges } from './follow-changes';
import { readChanges } from './read-changes';
import { plantWorld, questionOf, type Planted } from './testing/release-world';

interface Connection {
  query(text: string): Promise<{ rowCount: number | null }>;
}

const here = new AbortController().signal;

/** As if the five seconds were over for everything that has a number. */
async function letTimePass(): Promise<void> {
  await db()
    .$executeRaw`UPDATE release_changes SET numbered_at = numbered_at - interval '5 seconds'`;
}

async function numberAndShow(): Promise<void> {
  await numberReleaseChanges();
  await letTimePass();
}

const last = async () => Number((await db().releaseChangeHead.findFirstOrThrow()).sequence);

async function permit(provider: string, ...of: Planted[]): Promise<void> {
  const questions = of.map((planted) => questionOf(planted));
  const decisions = await decide(provider, { questions, stopsAt: null });
  expect(decisions.map(({ reason }) => reason)).toEqual(of.map(() => 'permitted'));
}

const revoke = ({ ak, owner }: Planted) => revokeAccessRecord(owner, ak, {});

const told = async (provider: string, after: number) =>
  (await readChanges(provider, after)).changes.map(({ ak, duid, change }) => [ak ?? duid, change]);

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);
  let dcc: string;
  let start: number;
  beforeAll(async () => {
    dcc = (await plantWorld()).owner.id;
  });

  const begin = async (provider: string, ...of: Planted[]) => {
    await permit(provider, ...of);
    await numberAndShow();
    start = await last();
  };

  test('an access that is revoked is told once, with its time, to whom it was permitted and to nobody else', async () => {
    const [planted, other] = [await plantWorld(), await plantWorld()];
    await begin('asked', planted);
    await permit('asked another', other);
    const { 'revoked-at': at } = await revoke(planted);
    await revoke(planted);
    await numberAndShow();
    expect(await readChanges('asked', start)).toEqual({
      changes: [{ sequence: start + 1, ak: planted.ak, change: 'ended', at }],
      next: start + 1,
      isWhole: true,
    });
    expect(await readChanges('asked another', start)).toMatchObject({
      changes: [],
      next: start + 1,
    });
    expect((await readChanges('asked', start + 1)).changes).toEqual([]);
  });

  test('to whom it was only refused, it is not told', async () => {
    const planted = await plantWorld();
    await begin('refused');
    const questions = [questionOf(planted, { dataTypes: ['HH-EXPORT'] })];
    await decide('refused', { questions, stopsAt: null });
    await revoke(planted);
    await numberAndShow();
    expect(await told('refused', start)).toEqual([]);
  });

  test('a Data User that is suspended, reactivated and terminated is told by its DUID', async () => {
    const planted = await plantWorld();
    await begin('suspends', planted);
    const { id, duid } = planted.owner;
    for (const change of ['suspend', 'suspend', 'reactivate', 'suspend', 'terminate'] as const) {
      await changeAccountStatus(id, change, null);
    }
    await numberAndShow();
    expect(await told('suspends', start)).toEqual([
      [duid, 'suspended'],
      [duid, 'reactivated'],
      [duid, 'suspended'],
    ]);
    expect(await told('nobody', start)).toEqual([]);
  });

  test('a Data User that is statutory no more is told by its DUID', async () => {
    const planted = await plantWorld({ statutory: true, legalBasis: 'uk-public-task' });
    await begin('statutory', planted);
    const { id, duid } = planted.owner;
    await updateAccount(id, { statutory: true }, dcc);
    await updateAccount(id, { statutory: false }, dcc);
    await updateAccount(id, { statutory: false }, dcc);
    await updateAccount(id, { statutory: true }, dcc);
    await numberAndShow();
    expect(await told('statutory', start)).toEqual([[duid, 'narrowed']]);
  });

  const report = ({ mpxn }: Planted, day: string) => ({
    mpxn,
    'effective-date': day,
    'source-reference': 'COT-1',
  });

  test('a Change of Tenancy and its taking back are told of accesses whose days they cut off and give back', async () => {
    const planted = await plantWorld();
    await begin('tenancy', planted);
    await changeTenancy(dcc, report(planted, '2026-02-15'));
    await changeTenancy(dcc, report(planted, '2026-02-15'));
    await changeTenancy(dcc, report(planted, '2026-02-16'));
    await withdrawTenancyChange(dcc, report(planted, '2026-02-16'));
    await withdrawTenancyChange(dcc, report(planted, '2026-02-15'));
    await withdrawTenancyChange(dcc, report(planted, '2026-02-15'));
    await numberAndShow();
    expect(await told('tenancy', start)).toEqual([
      [planted.ak, 'tenancy-changed'],
      [planted.ak, 'tenancy-restored'],
    ]);
  });

  test('a Change of Tenancy cuts nothing off from who moved in with it, or acts under a statute', async () => {
    const movedIn = await plantWorld({ moveIn: '2026-01-20' });
    const statutory = await plantWorld({ statutory: true, legalBasis: 'uk-public-task' });
    await begin('not cut off', movedIn, statutory);
    await changeTenancy(dcc, report(movedIn, '2026-01-25'));
    await changeTenancy(dcc, report(statutory, '2026-02-15'));
    await numberAndShow();
    expect(await told('not cut off', start)).toEqual([]);
  });

  test('an access whose Identity Record is voided is told as narrowed', async () => {
    const planted = await plantWorld();
    await begin('voided', planted);
    await voidIdentityRecord(dcc, planted.ir, 'made falsely');
    await numberAndShow();
    expect(await told('voided', start)).toEqual([[planted.ak, 'narrowed']]);
  });

  test('a change is shown five seconds after it was numbered, and only then', async () => {
    const planted = await plantWorld();
    await begin('early', planted);
    await revoke(planted);
    await numberReleaseChanges();
    expect(await readChanges('early', start)).toMatchObject({ changes: [], next: start });
    await db()
      .$executeRaw`UPDATE release_changes SET numbered_at = numbered_at - interval '4500 milliseconds'`;
    expect(await readChanges('early', start)).toMatchObject({ changes: [], next: start });
    await letTimePass();
    expect(await told('early', start)).toEqual([[planted.ak, 'ended']]);
  });

  test('who was permitted is asked at reading, within thirteen months', async () => {
    const planted = await plantWorld();
    await begin('long ago', planted);
    await revoke(planted);
    await numberAndShow();
    const permits = { where: { accountId: 'long ago' } };
    await db().releasePermit.updateMany({
      ...permits,
      data: { lastPermittedOn: new Date('2020-01-01') },
    });
    expect(await told('long ago', start)).toEqual([]);
    await db().releasePermit.updateMany({ ...permits, data: { lastPermittedOn: now() } });
    expect(await told('long ago', start)).toEqual([[planted.ak, 'ended']]);
  });

  test('a number that was never given is refused', async () => {
    await expect(readChanges('anybody', (await last()) + 1)).rejects.toThrow('is no number');
  });

  test('more than an answer holds comes in parts, without a gap', async () => {
    const planted = await plantWorld();
    await begin('many', planted);
    const many = Array.from({ length: 1203 }, () => ({
      ak: planted.ak,
      kind: 'narrowed' as const,
    }));
    await inTransaction((tx) => recordReleaseChanges(tx, many));
    await numberAndShow();
    const sequences: number[] = [];
    let position = start;
    for (let isWhole = false; !isWhole;) {
      const part = await readChanges('many', position);
      sequences.push(...part.changes.map(({ sequence }) => sequence));
      ({ next: position, isWhole } = part);
    }
    expect(sequences).toEqual(many.map((_, index) => start + 1 + index));
    expect(await readChanges('others', start)).toMatchObject({ changes: [], next: start + 1203 });
  });

  test('writers at once get numbers without a gap, by whoever gives them', async () => {
    const planted = await plantWorld();
    await begin('at once', planted);
    const write = () =>
      inTransaction((tx) => recordReleaseChanges(tx, [{ ak: planted.ak, kind: 'narrowed' }]));
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        await write();
        if (index % 3 === 0) await numberReleaseChanges();
      }),
    );
    await numberAndShow();
    const { changes } = await readChanges('at once', start);
    expect(changes.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 60 }, (_, index) => start + 1 + index),
    );
  });

  test('who waits is answered as soon as there is a change', async () => {
    const planted = await plantWorld();
    await begin('waits', planted);
    const waiting = followChanges('waits', { after: start, wait: 20 }, here);
    await revoke(planted);
    await numberAndShow();
    const answer = await waiting;
    expect(answer.changes).toMatchObject([{ ak: planted.ak, change: 'ended' }]);
    expect(answer.next).toBe(start + 1);
  });

  test('who waits in vain is answered when the time is up, and need not look again at what others were told', async () => {
    const planted = await plantWorld();
    await begin('in vain', await plantWorld());
    await permit('somebody else', planted);
    const began = performance.now();
    const waiting = followChanges('in vain', { after: start, wait: 3 }, here);
    await revoke(planted);
    await numberAndShow();
    expect(await waiting).toEqual({ changes: [], next: start + 1 });
    expect(performance.now() - began).toBeGreaterThan(2900);
  });

  test('who has gone waits no longer, and leaves room', async () => {
    const callers = Array.from({ length: 10 }, () => new AbortController());
    const waiting = callers.map(({ signal }) =>
      followChanges('crowd', { after: 0, wait: 30 }, signal),
    );
    const query = { after: await last(), wait: 30 };
    await expect(followChanges('crowd', query, here)).rejects.toThrow('Too many requests wait');
    for (const caller of callers) caller.abort();
    await Promise.all(waiting);
    const caller = new AbortController();
    const admitted = followChanges('crowd', query, caller.signal);
    caller.abort();
    expect((await admitted).changes).toEqual([]);
  });

  test('after thirteen months a change is deleted, and its number given to no other', async () => {
    const planted = await plantWorld();
    await begin('kept', planted);
    await revoke(planted);
    await numberAndShow();
    await deleteOldChanges();
    expect(await told('kept', start)).toEqual([[planted.ak, 'ended']]);
    vi.setSystemTime(new Date(Date.now() + 400 * 86_400_000));
    try {
      await deleteOldChanges();
    } finally {
      vi.useRealTimers();
    }
    expect(await db().releaseChange.count()).toBe(0);
    expect(await readChanges('kept', start)).toEqual({
      changes: [],
      next: start + 1,
      isWhole: true,
    });
    const another = await plantWorld();
    await permit('kept', another);
    await revoke(another);
    await numberReleaseChanges();
    expect(await readChanges('kept', 0)).toMatchObject({ changes: [], next: start + 1 });
    await letTimePass();
    expect((await readChanges('kept', 0)).changes).toMatchObject([{ sequence: start + 2 }]);
  });

  describe.runIf(kind === 'PostgreSQL')('with two connections', () => {
    /** Runs `work` while another connection's transaction is open, which has run `statements` and is committed then. */
    async function whileOpen(
      statements: [text: string, ...values: unknown[]][],
      work: (other: Connection) => Promise<void>,
      end: 'COMMIT' | 'ROLLBACK' = 'COMMIT',
    ): Promise<void> {
      const other = await requireDatabase().pool?.connect();
      if (!other) throw new Error('no connection');
      try {
        await other.query('BEGIN');
        for (const [text, ...values] of statements) await other.query(text, values);
        await work(other);
        await other.query(end);
      } catch (error) {
        await other.query('ROLLBACK');
        throw error;
      } finally {
        other.release();
      }
    }

    test('a permit that was read before the access ended and committed after it is told of the end', async () => {
      const planted = await plantWorld();
      await begin('late', await plantWorld());
      const row = ['late', planted.ak, planted.owner.id, now().toISOString().slice(0, 10)];
      const write =
        'INSERT INTO release_permits (account_id, ak, owner_id, last_permitted_on) VALUES ($1, $2, $3, $4)';
      const began = performance.now();
      let deciding: ReturnType<typeof decide> = Promise.resolve([]);
      await whileOpen(
        [[write, ...row]],
        async (other) => {
          deciding = decide('late', { questions: [questionOf(planted)], stopsAt: null });
          await vi.waitFor(async () => {
            const waits =
              'SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))';
            expect((await other.query(waits)).rowCount).toBe(1);
          }, 3000);
          await revoke(planted);
          await numberReleaseChanges();
          while (performance.now() - began < 3500) {
            expect(await readChanges('late', start)).toMatchObject({ changes: [], next: start });
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
        },
        'ROLLBACK',
      );
      expect(await deciding).toMatchObject([{ reason: 'permitted' }]);
      const { changes } = await followChanges('late', { after: start, wait: 8 }, here);
      expect(changes).toMatchObject([{ ak: planted.ak, change: 'ended' }]);
    });

    test('a change that was written before another and committed after it comes after it', async () => {
      const planted = await plantWorld();
      await begin('held', planted);
      const write = "INSERT INTO release_changes (ak, kind, at) VALUES ($1, 'narrowed', now())";
      await whileOpen([[write, planted.ak]], async () => {
        await revoke(planted);
        await numberAndShow();
        expect(await told('held', start)).toEqual([[planted.ak, 'ended']]);
      });
      await numberAndShow();
      expect(await readChanges('held', start + 1)).toMatchObject({
        changes: [{ sequence: start + 2, change: 'narrowed' }],
      });
    });

    test('the database gives up a decision after four seconds, and nothing of it is kept', async () => {
      const planted = await plantWorld();
      await permit('cut off', planted);
      const questions = [questionOf(planted)];
      const lock = 'SELECT 1 FROM release_decisions WHERE account_id = $1 FOR UPDATE';
      await whileOpen([[lock, 'cut off']], async () => {
        const began = performance.now();
        // 57014: by the server.
        await expect(decide('cut off', { questions, stopsAt: null })).rejects.toMatchObject({
          code: '57014',
        });
        expect(performance.now() - began).toBeLessThan(4500);
      });
      expect(
        await db().releaseDecision.findMany({ where: { accountId: 'cut off' } }),
      ).toMatchObject([{ count: 1n }]);
    });

    test('an access that is registered while a Change of Tenancy is reported waits for it', async () => {
      const planted = await plantWorld();
      await begin('registers', planted);
      const other = newId('ak');
      const insert = `
        INSERT INTO access_records (ak, account_id, mpxn, ir, state, legal_basis, document, registered_at, created_at)
        SELECT $2, account_id, mpxn, ir, state, legal_basis, document, registered_at, created_at
          FROM access_records WHERE ak = $1`;
      const lock = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 8))';
      let reporting: Promise<unknown> = Promise.resolve();
      await whileOpen(
        [
          [lock, planted.mpxn],
          [insert, planted.ak, other],
        ],
        async () => {
          reporting = changeTenancy(dcc, report(planted, '2026-02-15'));
          await new Promise((resolve) => setTimeout(resolve, 200));
        },
      );
      await reporting;
      const changes = await db().releaseChange.findMany({
        where: { ak: { in: [planted.ak, other] } },
      });
      expect(changes.map(({ ak }) => ak).sort()).toEqual([planted.ak, other].sort());
    });
  });

  // Last: nothing waits in this process afterwards.
  test('who waits is answered when the process stops', async () => {
    const waiting = followChanges('stops', { after: await last(), wait: 30 }, here);
    const stop = (globalThis as unknown as Record<symbol, AbortController>)[
      Symbol.for('register.stopping')
    ];
    stopping();
    await new Promise((resolve) => setTimeout(resolve, 100));
    stop?.abort();
    expect((await waiting).changes).toEqual([]);
    Reflect.deleteProperty(globalThis, Symbol.for('register.stopping'));
    Reflect.deleteProperty(globalThis, Symbol.for('register.release-change-watch'));
  });
});
