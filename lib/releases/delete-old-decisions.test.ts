import { afterAll, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { decide } from './decide';
import { deleteOldDecisions } from './delete-old-decisions';
import { listReleaseDays } from './list-release-days';
import { plantWorld, questionOf } from './testing/release-world';

afterAll(() => void vi.useRealTimers());

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  const tables = async () =>
    (
      await db().$queryRaw<{ name: string }[]>`
        SELECT inhrelid::regclass::text AS name FROM pg_inherits
         WHERE inhparent = 'release_decisions'::regclass ORDER BY 1`
    ).map(({ name }) => name.slice(-8));

  test('decisions go thirteen months after their day, and how often an access was asked for stays', async () => {
    vi.setSystemTime(new Date('2026-03-28T23:59:00Z'));
    const planted = await plantWorld();
    const { id: owner } = planted.owner;
    const provider = await plantWorld();
    const good = questionOf(planted);
    const bad = questionOf(planted, { dataTypes: ['HH-EXPORT'] });
    const ask = (questions = [good, good, bad]) =>
      decide(provider.owner.id, { questions, stopsAt: null });
    await ask();
    await deleteOldDecisions();
    expect(await tables()).toEqual(['20260328', '20260329', '20260330', '20260331']);
    const days = async () => (await listReleaseDays(owner, planted.ak, { limit: 10 })).days;
    const told = { duid: provider.owner.duid, permitted: 2, refused: 1 };
    expect(await days()).toEqual([{ day: '2026-03-28', ...told }]);

    vi.setSystemTime(new Date('2027-04-28T12:00:00Z'));
    await deleteOldDecisions();
    expect((await tables())[0]).toBe('20260328');
    expect(await db().releasePermit.count()).toBe(1);
    vi.setSystemTime(new Date('2027-04-29T12:00:00Z'));
    await deleteOldDecisions();
    expect((await tables())[0]).toBe('20260329');
    expect(await db().releaseDecision.count()).toBe(0);
    expect(await db().releasePermit.count()).toBe(0);
    expect(await days()).toEqual([{ day: '2026-03-28', ...told }]);

    await ask([good]);
    expect(await days()).toEqual([
      { day: '2027-04-29', duid: provider.owner.duid, permitted: 1, refused: 0 },
      { day: '2026-03-28', ...told },
    ]);
  });
});
