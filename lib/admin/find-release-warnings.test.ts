import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { plantAccount } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { dayAfter, parseDate } from '@/lib/platform/calendar';
import { findReleaseWarnings } from './find-release-warnings';

const YESTERDAY = '2026-11-29';

afterAll(() => void vi.useRealTimers());

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  beforeEach(async () => {
    vi.setSystemTime(new Date('2026-11-30T12:00:00Z'));
    await db().releaseMiss.deleteMany();
    await db().releaseProviderTotal.deleteMany();
  });

  const miss = (accountId: string, minute: string, duid: string, count: number) =>
    db().releaseMiss.create({ data: { accountId, minute: new Date(minute), duid, count } });

  async function ask(accountId: string, daysBefore: number, count: number): Promise<void> {
    const day = parseDate(dayAfter(YESTERDAY, -daysBefore));
    const half = Math.floor(count / 2);
    await db().releaseProviderTotal.createMany({
      data: [
        { accountId, day, reason: 'permitted', count: half },
        { accountId, day, reason: 'ended', count: count - half },
      ],
    });
  }

  test('more than a hundred vain questions of one provider in a minute are told, a hundred are not', async () => {
    const [busy, calm] = [await plantAccount(db()), await plantAccount(db())];
    await miss(busy.id, '2026-11-30T11:58:00Z', '', 60);
    await miss(busy.id, '2026-11-30T11:58:00Z', 'duid_0', 41);
    await miss(busy.id, '2026-11-30T11:59:00Z', '', 100);
    await miss(calm.id, '2026-11-30T11:59:00Z', 'duid_1', 100);
    const { byProvider, byNamed } = await findReleaseWarnings();
    expect(byProvider).toEqual([
      {
        account: { id: busy.id, displayName: busy.displayName },
        minutes: 1,
        most: 101,
        lastAt: '2026-11-30T11:58:00.000Z',
      },
    ]);
    // Together they named one that is not in the register a hundred times a minute at most.
    expect(byNamed).toEqual([]);
  });

  test('a Data User that many providers name in vain is told', async () => {
    const { id, duid, displayName } = await plantAccount(db());
    const [one, other] = [await plantAccount(db()), await plantAccount(db())];
    for (const asker of [one, other]) await miss(asker.id, '2026-11-30T11:59:00Z', duid, 60);
    for (const asker of [one, other]) await miss(asker.id, '2026-11-30T11:59:00Z', '', 90);
    await miss(one.id, '2026-11-29T11:59:00Z', duid, 500);
    const { byProvider, byNamed } = await findReleaseWarnings();
    const seen = { minutes: 1, lastAt: '2026-11-30T11:59:00.000Z' };
    expect(byNamed).toEqual([
      { account: null, ...seen, most: 180 },
      { account: { id, displayName }, ...seen, most: 120 },
    ]);
    expect(byProvider.map(({ most }) => most)).toEqual([150, 150]);
  });

  test('a day above a thousand and five times the median of the fourteen before is a sudden rise', async () => {
    const risen = await plantAccount(db());
    for (let days = 1; days <= 14; days += 1) await ask(risen.id, days, days === 3 ? 90_000 : 400);
    await ask(risen.id, 0, 2001);
    await ask(risen.id, 15, 90_000);
    const account = { id: risen.id, displayName: risen.displayName };
    const { rises } = await findReleaseWarnings();
    expect(rises).toEqual([{ account, day: YESTERDAY, count: 2001, median: 400 }]);
  });

  test.each([
    ['five times the median', 400, 2000],
    ['a thousand', 0, 1000],
  ])('%s is none yet', async (_, before, count) => {
    const { id } = await plantAccount(db());
    for (let days = 1; days <= 14; days += 1) if (before > 0) await ask(id, days, before);
    await ask(id, 0, count);
    expect((await findReleaseWarnings()).rises).toEqual([]);
  });

  test('days without questions count as none', async () => {
    const { id } = await plantAccount(db());
    for (let days = 1; days <= 7; days += 1) await ask(id, days, 1200);
    await ask(id, 0, 1001);
    // Of fourteen days seven had none: half of 1,200.
    expect((await findReleaseWarnings()).rises).toEqual([]);
    await db().releaseProviderTotal.deleteMany({ where: { day: parseDate('2026-11-28') } });
    const [rise] = (await findReleaseWarnings()).rises;
    expect(rise).toMatchObject({ count: 1001, median: 0 });
  });
});
