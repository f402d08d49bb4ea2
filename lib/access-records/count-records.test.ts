import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/database';
import type { AccessState, Prisma } from '@/lib/db/generated/client';
import { plantAccount } from '@/lib/db/testing/plant-record';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { now, secondsFrom } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import { countByState, countRecords } from './count-records';
import { expireAccessRecords } from './expire-access-records';
import { foldTallies } from './fold-tallies';

const HOUR_S = 3600;

async function plant(
  accountId: string,
  count: number,
  fields: Partial<Prisma.AccessRecordUncheckedCreateInput> = {},
): Promise<string[]> {
  const keys = Array.from({ length: count }, () => newId('ak'));
  const shared = { accountId, mpxn: '1200023456781', legalBasis: 'uk-contract', document: {} };
  const times = { registeredAt: secondsFrom(now(), -HOUR_S), createdAt: now() };
  await db().accessRecord.createMany({
    data: keys.map((ak) => ({ ak, state: 'ACTIVE' as const, ...shared, ...times, ...fields })),
  });
  return keys;
}

const none = { ACTIVE: 0, EXPIRED: 0, REVOKED: 0, DISCOVERED: 0 };
const ended = () => secondsFrom(now(), -60);

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);

  const newAccount = async () => (await plantAccount(db())).id;
  const counted = (accountId: string) => countByState({ accountId }, now());

  test('each state is counted, a record past its expiry as EXPIRED before a sweep and after', async () => {
    const accountId = await newAccount();
    await plant(accountId, 4);
    await plant(accountId, 2, { state: 'REVOKED' });
    await plant(accountId, 3, { expiry: ended() });
    await plant(accountId, 1, { expiry: secondsFrom(now(), HOUR_S) });
    const expected = { ...none, ACTIVE: 5, REVOKED: 2, EXPIRED: 3 };
    expect(await counted(accountId)).toEqual(expected);
    await expireAccessRecords();
    expect(await counted(accountId)).toEqual(expected);
    expect(await counted(await newAccount())).toEqual(none);
  });

  test('a change of state or basis moves a record, and one that was undone does not', async () => {
    const accountId = await newAccount();
    const [ak = '', other = ''] = await plant(accountId, 3);
    const change = (data: { state?: AccessState; legalBasis?: string; ir?: null }, key = ak) =>
      db().accessRecord.update({ where: { ak: key }, data });
    await change({ state: 'REVOKED' });
    await change({ legalBasis: 'uk-consent' }, other);
    await change({ ir: null }, other);
    await expect(
      db().$transaction(async (tx) => {
        await tx.accessRecord.update({ where: { ak: other }, data: { state: 'REVOKED' } });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await counted(accountId)).toEqual({ ...none, ACTIVE: 2, REVOKED: 1 });
    const byBasis = (legalBasis: string) => countRecords({ accountId, legalBasis }, now());
    expect([await byBasis('uk-consent'), await byBasis('uk-contract')]).toEqual([1, 2]);
    expect(await countRecords({ accountId }, now())).toBe(3);
    expect(await countRecords({ accountId, narrow: { ak } }, now())).toBe(1);
  });

  test('folding the tallies while records come in changes no count', async () => {
    const accountId = await newAccount();
    const before = await countRecords({}, now());
    const work = Array.from({ length: 12 }, (_, index) =>
      index % 3 === 0 ? foldTallies() : plant(accountId, 2),
    );
    await Promise.all(work);
    expect(await countRecords({ accountId }, now())).toBe(16);
    await foldTallies();
    expect(await counted(accountId)).toEqual({ ...none, ACTIVE: 16 });
    expect(await countRecords({}, now())).toBe(before + 16);
    expect(await db().accessRecordTally.count({ where: { accountId } })).toBe(1);
  });
});
