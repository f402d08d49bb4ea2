import { afterAll, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { plantAccount } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { countDays } from './count-days';
import { decide } from './decide';
import { readProviderTotals } from './read-provider-totals';
import { plantWorld, questionOf } from './testing/release-world';

afterAll(() => void vi.useRealTimers());

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  test('questions are counted by Data Provider, day and answer, to the last of a day', async () => {
    // Half an hour before midnight in London, where it is summer.
    vi.setSystemTime(new Date('2026-06-30T22:30:00Z'));
    const planted = await plantWorld();
    const [one, other] = [await plantAccount(db()), await plantAccount(db())];
    const good = questionOf(planted);
    const bad = questionOf(planted, { dataTypes: ['HH-EXPORT'] });
    const ask = (account: { id: string }, questions: (typeof good)[]) =>
      decide(account.id, { questions, stopsAt: null });
    await ask(one, [good, good, bad]);
    await ask(other, [good]);
    const totalsOf = async (accountId: string | null) => {
      const { chart, refusedDays, countedAt } = await readProviderTotals(accountId);
      return { last: chart.bars.slice(-2), refusedDays, countedAt };
    };
    const bar = (from: string, permitted: number, refused: number) => ({
      from,
      values: { permitted, refused },
    });
    const none = bar('2026-06-29', 0, 0);
    expect(await totalsOf(one.id)).toEqual({
      last: [none, bar('2026-06-30', 0, 0)],
      refusedDays: [],
      countedAt: null,
    });
    await countDays();
    const refusal = { day: '2026-06-30', reason: 'data-type-not-covered', count: 1 };
    expect(await totalsOf(one.id)).toEqual({
      last: [none, bar('2026-06-30', 2, 1)],
      refusedDays: [{ day: '2026-06-30', refusals: [refusal] }],
      countedAt: '2026-06-30T22:30:00.000Z',
    });
    expect((await totalsOf(null)).last).toEqual([none, bar('2026-06-30', 3, 1)]);
    expect((await totalsOf(other.id)).last).toEqual([none, bar('2026-06-30', 1, 0)]);

    vi.setSystemTime(new Date('2026-06-30T22:59:59Z'));
    await ask(one, [good]);
    vi.setSystemTime(new Date('2026-06-30T23:00:02Z'));
    await ask(one, [good, good]);
    vi.setSystemTime(new Date('2026-06-30T23:02:00Z'));
    await countDays();
    expect((await totalsOf(one.id)).last).toEqual([
      bar('2026-06-30', 3, 1),
      bar('2026-07-01', 2, 0),
    ]);
  });

  test('a day that is over is counted once, and today’s no sooner than the sweep’s interval', async () => {
    const counted = async (day: string) =>
      (await db().releaseCountedDay.findUnique({ where: { day: new Date(day) } }))?.countedAt;
    const before = await counted('2026-06-30');
    vi.setSystemTime(new Date('2026-06-30T23:02:30Z'));
    await countDays();
    expect(await counted('2026-07-01')).toEqual(new Date('2026-06-30T23:02:00Z'));
    vi.setSystemTime(new Date('2026-06-30T23:03:00Z'));
    await countDays();
    expect(await counted('2026-07-01')).toEqual(new Date('2026-06-30T23:03:00Z'));
    expect(await counted('2026-06-30')).toEqual(before);
  });
});
