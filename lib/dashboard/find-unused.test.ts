import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/database';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { parseDate } from '@/lib/platform/calendar';
import { DAY_S, secondsFrom } from '@/lib/platform/clock';
import { plantWorld, type Planted, type World } from '@/lib/releases/testing/release-world';
import { findUnused } from './find-unused';

const at = new Date('2026-11-30T12:00:00Z');
const daysAgo = (days: number) => secondsFrom(at, -days * DAY_S);

/** An access that the register has had for 91 days, but for what `differences` say. */
async function plantOld(differences: Partial<World> = {}, createdAt = daysAgo(91)) {
  const planted = await plantWorld({ registeredAt: createdAt.toISOString(), ...differences });
  await db().accessRecord.update({ where: { ak: planted.ak }, data: { createdAt } });
  return planted;
}

async function permitOn(day: string, { ak, owner }: Planted): Promise<void> {
  const lastPermittedOn = parseDate(day);
  const permit = { accountId: 'a-provider', ak, ownerId: owner.id, lastPermittedOn };
  await db().releasePermit.create({ data: permit });
}

const unusedOf = async ({ owner }: Planted) => {
  const { unused, unusedCount } = await findUnused(owner.id, at);
  return { aks: unused.map(({ ak }) => ak), unusedCount };
};

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  const none = { aks: [], unusedCount: 0 };

  test('an active access older than ninety days that nothing was released of is unused', async () => {
    const planted = await plantOld();
    expect(await unusedOf(planted)).toEqual({ aks: [planted.ak], unusedCount: 1 });
  });

  test.each<[string, Partial<World>, Date | undefined]>([
    ['one that was registered less than ninety days ago', {}, daysAgo(89)],
    [
      'one that began less than ninety days ago',
      { registeredAt: '2026-11-01T00:00:00Z' },
      undefined,
    ],
    ['a revoked one', { state: 'REVOKED' }, undefined],
    ['one whose end was reached', { expiry: '2026-11-30T11:59:59Z' }, undefined],
    ['one that the DCC has seen', { state: 'DISCOVERED' }, undefined],
  ])('%s is not', async (_, differences, createdAt) => {
    expect(await unusedOf(await plantOld(differences, createdAt))).toEqual(none);
  });

  test('a release in the last ninety days is a use, one before them is none', async () => {
    const used = await plantOld();
    await permitOn('2026-09-02', used);
    expect(await unusedOf(used)).toEqual(none);
    const unused = await plantOld();
    await permitOn('2026-09-01', unused);
    expect(await unusedOf(unused)).toEqual({ aks: [unused.ak], unusedCount: 1 });
  });

  test('five are named, the oldest first, and all are counted', async () => {
    const first = await plantOld({}, daysAgo(200));
    const more = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => {
        const { ak } = await plantOld({}, daysAgo(100 + index));
        await db().accessRecord.update({ where: { ak }, data: { accountId: first.owner.id } });
        return ak;
      }),
    );
    const oldest = [first.ak, ...more.reverse()].slice(0, 5);
    expect(await unusedOf(first)).toEqual({ aks: oldest, unusedCount: 7 });
  });
});
