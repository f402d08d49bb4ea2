import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { db, type Db } from '@/lib/db/database';
import { Prisma } from '@/lib/db/generated/client';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { formatDate, parseDate } from '@/lib/platform/calendar';
import { DAY_MS } from '@/lib/platform/clock';
import { newId } from '@/lib/platform/ids';
import {
  customerReleases,
  lastPermittedDays,
  type AskedDays,
  type OwnDays,
} from './customer-releases';
import { requireDay } from './days';
import { decide } from './decide';
import type { Question } from './question';
import { plantWorld, questionOf, type Planted } from './testing/release-world';

afterAll(() => void vi.useRealTimers());

const june: AskedDays = { from: '2026-06-01', to: '2026-06-30' };
const own: OwnDays[] = [{ start: '2026-01-01', end: null }];
const data = (from: string, to = from) => ({ from, to });

/** What the customer is told, without ids and times. */
async function told(planted: Planted, days = own, asked = june) {
  const releases = await customerReleases(db(), [{ ak: planted.ak, days }], asked);
  return releases.map(({ day, reason, count }) => `${day} ${reason} ${count}`);
}

describe.each(testDatabases)('what a customer is told was asked, on %s', (kind) => {
  withTestDatabase(kind);

  let provider: string;
  beforeAll(async () => {
    provider = (await plantWorld()).owner.id;
  });

  async function ask(planted: Planted, at: string, differences: Partial<Question> = {}) {
    vi.setSystemTime(new Date(at));
    const questions = [
      questionOf(planted, { ...data('2026-05-01', '2026-05-31'), ...differences }),
    ];
    await decide(provider, { questions, stopsAt: null });
  }

  test('is each answer of each day with its count, the newest first', async () => {
    const planted = await plantWorld();
    await ask(planted, '2026-06-10T12:00:00Z');
    await ask(planted, '2026-06-10T13:00:00Z');
    await ask(planted, '2026-06-11T12:00:00Z', data('2026-05-30'));
    await ask(planted, '2026-06-11T12:30:00Z', data('2026-05-31'));
    await ask(planted, '2026-06-11T11:00:00Z', { dataTypes: ['HH-EXPORT'] });
    expect(await told(planted)).toEqual([
      '2026-06-11 permitted 2',
      '2026-06-11 data-type-not-covered 1',
      '2026-06-10 permitted 2',
    ]);
    const accesses = [{ ak: planted.ak, days: own }];
    expect(await lastPermittedDays(db(), accesses, june)).toEqual(
      new Map([[planted.ak, '2026-06-11']]),
    );
  });

  test('holds no question that named another meter point, another Data User or no days', async () => {
    const planted = await plantWorld();
    await ask(planted, '2026-06-10T12:00:00Z', { mpxn: '9912345678901' });
    await ask(planted, '2026-06-10T12:00:00Z', { duid: 'duid_another' });
    await ask(planted, '2026-06-10T12:00:00Z', { fault: 'not-understood', from: null, to: null });
    await ask(planted, '2026-06-10T12:00:00Z', { fault: 'data-not-named', from: null, to: null });
    expect(await told(planted)).toEqual([]);
  });

  test('is of that access alone', async () => {
    const planted = await plantWorld();
    await ask(planted, '2026-06-10T12:00:00Z');
    await ask(planted, '2026-06-10T12:00:00Z', { key: newId('ak') });
    await ask(await plantWorld(), '2026-06-10T12:00:00Z');
    expect(await told(planted)).toEqual(['2026-06-10 permitted 1']);
    expect(await told(await plantWorld())).toEqual([]);
  });

  test.each<[string, OwnDays[], boolean]>([
    [
      'the day of asking and a day of the data are theirs',
      [{ start: '2026-05-31', end: '2026-06-11' }],
      true,
    ],
    [
      'it was asked on the day on which their time ended',
      [{ start: '2026-01-01', end: '2026-06-10' }],
      false,
    ],
    ['it was asked before their time', [{ start: '2026-06-11', end: null }], false],
    ['the data is of before their time', [{ start: '2026-06-01', end: null }], false],
    [
      'it was asked between two times of theirs',
      [
        { start: '2026-01-01', end: '2026-06-01' },
        { start: '2026-06-20', end: null },
      ],
      false,
    ],
    ['no time is theirs', [], false],
  ])('when %s', async (_what, days, isTold) => {
    const planted = await plantWorld();
    await ask(planted, '2026-06-10T12:00:00Z');
    expect(await told(planted, days)).toEqual(isTold ? ['2026-06-10 permitted 1'] : []);
    const last = await lastPermittedDays(db(), [{ ak: planted.ak, days }], june);
    expect(last.size).toBe(isTold ? 1 : 0);
  });

  test('is found by key, in the tables of its days alone', async () => {
    const first = parseDate('2025-06-01').getTime();
    for (let day = 0; day < 30; day += 1)
      await requireDay(formatDate(new Date(first + day * DAY_MS)));
    await db().$executeRaw`
      INSERT INTO release_decisions
        (day, id, account_id, ak, mpxn, duid, data_types, data_from, data_to, reason, count, first_at, last_at)
      SELECT '2025-06-01'::date + n % 30, 'dec_' || n, ${provider}, 'ak_' || n, '1', 'duid_1', '{}',
             '2025-05-01', '2025-05-31', 'permitted', 1, now(), now()
        FROM generate_series(1, 30000) n`;
    await db().$executeRaw`ANALYZE release_decisions`;
    const plans: string[] = [];
    const explaining = {
      $queryRaw: async (parts: TemplateStringsArray, ...values: unknown[]) => {
        const query = Prisma.sql(parts, ...values);
        const lines = await db().$queryRaw<Record<string, string>[]>`EXPLAIN ${query}`;
        plans.push(lines.flatMap((line) => Object.values(line)).join('\n'));
        return [];
      },
    } as unknown as Db;
    const accesses = [{ ak: 'ak_7', days: own }];
    const week = { from: '2025-06-08', to: '2025-06-14' };
    await customerReleases(explaining, accesses, week);
    await lastPermittedDays(explaining, accesses, week);
    expect(plans).toHaveLength(2);
    for (const plan of plans) {
      expect(plan.match(/Index Scan (using|on) release_decisions_202506\d\d/g)).toHaveLength(7);
      expect(plan).not.toMatch(/Seq Scan on release_decisions/);
    }
  });
});
