import { beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { testDatabases, withTestDatabase } from '@/lib/db/testing/with-test-database';
import { newId } from '@/lib/platform/ids';
import { decide, type Decision } from './decide';
import type { Question } from './question';
import { plantWorld, questionOf, type World } from './testing/release-world';

const at = new Date('2026-07-01T12:00:00Z');

type Row = [
  what: string,
  reason: string,
  world: Partial<World>,
  question?: Partial<Question>,
  told?: Partial<Decision>,
];

const day = (from: string, to = from) => ({ from, to });
const statutory = { statutory: true, legalBasis: 'uk-public-task' };
const change = (...days: string[]) => ({ changes: days.map((each) => ({ day: each })) });
const withdrawn = { changes: [{ day: '2026-02-10', isWithdrawn: true }] };

const table: Row[] = [
  ['all is well', 'permitted', {}],
  ['the question was not understood', 'not-understood', {}, { fault: 'not-understood' }],
  ['the data is not named', 'data-not-named', {}, { fault: 'data-not-named' }],
  ['the key is unknown', 'no-such-access', {}, { key: newId('ak') }],
  ['the key is none', 'no-such-access', {}, { key: 'a secret typed into the wrong field' }],
  ['the meter point is another', 'no-such-access', {}, { mpxn: '9912345678901' }],
  ['the Data User is another', 'no-such-access', {}, { duid: 'duid_another' }],
  ['the DCC has merely seen it', 'no-such-access', { state: 'DISCOVERED' }],
  ['the organisation is suspended', 'organisation-suspended', { status: 'suspended' }],
  ['the organisation is terminated', 'organisation-suspended', { status: 'terminated' }],
  ['it begins in a second', 'not-started', { registeredAt: '2026-07-01T12:00:01Z' }],
  ['it begins just now', 'permitted', { registeredAt: '2026-07-01T12:00:00Z' }],
  ['it was revoked', 'ended', { state: 'REVOKED' }],
  ['it has expired', 'ended', { state: 'EXPIRED' }],
  ['it expires just now', 'ended', { expiry: '2026-07-01T12:00:00Z' }],
  ['it expires in a millisecond', 'permitted', { expiry: '2026-07-01T12:00:00.001Z' }],
  [
    'a day lies after the expiry, which midnight of British Summer Time is',
    'ended',
    { expiry: '2026-08-09T23:00:00Z' },
    day('2026-08-10'),
    { latest: '2026-08-09' },
  ],
  [
    'the last day is the one before that midnight',
    'permitted',
    { expiry: '2026-08-09T23:00:00Z' },
    day('2026-08-09'),
  ],
  [
    'the expiry lies within the last day, by a millisecond',
    'permitted',
    { expiry: '2026-08-09T23:00:00.001Z' },
    day('2026-08-10'),
  ],
  [
    'a day lies after an expiry on the night when the clocks go back',
    'ended',
    { expiry: '2026-10-25T00:30:00Z' },
    day('2026-10-26'),
    { latest: '2026-10-25' },
  ],
  [
    'the day of an expiry after the clocks went back counts by Greenwich Mean Time',
    'permitted',
    { expiry: '2026-10-26T00:00:00Z' },
    day('2026-10-25'),
  ],
  [
    'midnight after the clocks went back ends the day before',
    'ended',
    { expiry: '2026-10-26T00:00:00Z' },
    day('2026-10-26'),
    { latest: '2026-10-25' },
  ],
  [
    'the evening before the clocks go forward is of its own day',
    'ended',
    { expiry: '2027-03-27T23:30:00Z' },
    day('2027-03-28'),
    { latest: '2027-03-27' },
  ],
  [
    'the evening after the clocks went forward is of the next day',
    'permitted',
    { expiry: '2027-03-28T23:30:00Z' },
    day('2027-03-29'),
  ],
  ['a kind of data is not covered', 'data-type-not-covered', {}, { dataTypes: ['HH-EXPORT'] }],
  [
    'one of two kinds is not covered',
    'data-type-not-covered',
    {},
    { dataTypes: ['HH-CONSUMPTION', 'HH-EXPORT'] },
  ],
  ['both kinds are covered', 'permitted', {}, { dataTypes: ['HH-CONSUMPTION', 'TARIFF-IMPORT'] }],
  [
    'a day lies before the customer moved in',
    'before-occupancy',
    {},
    day('2024-02-29', '2024-03-01'),
    { earliest: '2024-03-01' },
  ],
  ['the first day is the day of moving in', 'permitted', {}, day('2024-03-01')],
  [
    'a change was in effect when the Identity Record was created',
    'before-occupancy',
    change('2025-06-01'),
    day('2025-05-31'),
    { earliest: '2025-06-01' },
  ],
  [
    'that change was in effect from the day on which it was created',
    'before-occupancy',
    change('2026-01-10'),
    day('2026-01-09'),
    { earliest: '2026-01-10' },
  ],
  [
    'a change came later, and the move-in date belongs to it',
    'permitted',
    { moveIn: '2026-01-05', ...change('2026-01-20') },
    day('2026-01-05'),
  ],
  [
    'it was linked to another Identity Record since',
    'before-occupancy',
    { earliest: '2025-01-01' },
    day('2024-12-31'),
    { earliest: '2025-01-01' },
  ],
  [
    'its Identity Record was voided',
    'before-occupancy',
    { isVoided: true },
    {},
    { earliest: null },
  ],
  ['a day is that of a change', 'tenancy-changed', change('2026-02-10'), day('2026-02-10')],
  ['the days end before a change', 'permitted', change('2026-02-10'), day('2026-02-09')],
  ['a change is yet to come', 'tenancy-changed', change('2026-12-01'), day('2026-12-01')],
  ['the DCC took the change back', 'permitted', withdrawn, day('2026-02-10')],
  [
    'a supplier said the day after that they live there',
    'permitted',
    { ...change('2026-02-10'), provenOn: ['2026-02-11'] },
    day('2026-02-10'),
  ],
  [
    'a supplier said so on that very day',
    'tenancy-changed',
    { ...change('2026-02-10'), provenOn: ['2026-02-10'] },
    day('2026-02-10'),
  ],
  [
    'another change came after the supplier’s word',
    'tenancy-changed',
    { ...change('2026-02-10', '2026-05-10'), provenOn: ['2026-02-11'] },
    day('2026-02-10', '2026-05-10'),
  ],
  ['a statute lets it reach before', 'permitted', statutory, day('2020-01-01')],
  ['a statute does not end', 'permitted', { ...statutory, ...change('2026-02-10') }],
  [
    'the operator has not marked the organisation',
    'tenancy-changed',
    { legalBasis: 'uk-public-task', ...change('2026-02-10') },
  ],
  [
    'the basis is none of a statute',
    'tenancy-changed',
    { statutory: true, legalBasis: 'uk-contract', ...change('2026-02-10') },
  ],
];

describe.each(testDatabases)('on %s', (kind) => {
  withTestDatabase(kind);
  beforeEach(() => void vi.setSystemTime(at));

  const ask = (provider: string, ...questions: Question[]) =>
    decide(provider, { questions, stopsAt: null });
  const kept = () =>
    db().releaseDecision.findMany({ orderBy: [{ firstAt: 'asc' }, { id: 'asc' }] });

  test.each(table)('where %s the answer is %s', async (_what, reason, world, question, told) => {
    const planted = await plantWorld(world);
    const [decision] = await ask('provider', questionOf(planted, question));
    expect(decision).toMatchObject({ reason, ...told });
  });

  test('the same question with the same outcome is one row, counted', async () => {
    const planted = await plantWorld();
    const question = questionOf(planted);
    const [first, second] = await ask('counted', question, question);
    vi.setSystemTime(new Date(at.getTime() + 5000));
    const [third] = await ask('counted', question);
    expect(new Set([first?.id, second?.id, third?.id]).size).toBe(1);
    const [row, ...others] = (await kept()).filter(({ accountId }) => accountId === 'counted');
    expect(others).toEqual([]);
    expect(row).toMatchObject({ id: first?.id, ak: planted.ak, reason: 'permitted', count: 3n });
    expect(row?.firstAt).toEqual(at);
    expect(row?.lastAt).toEqual(new Date(at.getTime() + 5000));
  });

  test('another outcome, question, provider or day is another row', async () => {
    const planted = await plantWorld();
    const question = questionOf(planted);
    const ids = [await ask('one', question, questionOf(planted, { to: '2026-02-27' }))];
    ids.push(await ask('another', question));
    await db().accessRecord.update({ where: { ak: planted.ak }, data: { state: 'REVOKED' } });
    ids.push(await ask('one', question));
    vi.setSystemTime(new Date('2026-07-02T12:00:00Z'));
    ids.push(await ask('one', question));
    expect(new Set(ids.flat().map(({ id }) => id)).size).toBe(5);
  });

  test('unknown keys are counted in one row that names none, and answered like a wrong pair', async () => {
    const planted = await plantWorld();
    const unknown = () => questionOf(planted, { key: newId('ak') });
    const asked = [unknown(), unknown(), questionOf(planted, { mpxn: '9912345678901' })];
    const decisions = await ask('unknown', ...asked);
    expect(new Set(decisions.map(({ id }) => id)).size).toBe(3);
    for (const decision of decisions) {
      expect(decision).toMatchObject({ reason: 'no-such-access', latest: null, earliest: null });
      expect(decision.id).toMatch(/^dec_[0-9a-f]{24}$/);
    }
    const rows = (await kept()).filter(({ accountId }) => accountId === 'unknown');
    expect(rows.map(({ ak, mpxn, count }) => ({ ak, mpxn, count }))).toContainEqual({
      ak: null,
      mpxn: null,
      count: 2n,
    });
    expect(rows).toHaveLength(2);
  });

  test('what a request does not come to is neither answered nor kept', async () => {
    const planted = await plantWorld();
    const good = questionOf(planted);
    const bad = questionOf(planted, { dataTypes: ['HH-EXPORT'] });
    const never = questionOf(planted, { to: '2026-02-20' });
    const questions = [good, bad, never];
    const denied = await decide('stops', { questions, stopsAt: 'deny' });
    expect(denied.map(({ reason }) => reason)).toEqual(['permitted', 'data-type-not-covered']);
    const permitted = await decide('stops', { questions: [bad, good, never], stopsAt: 'permit' });
    expect(permitted.map(({ reason }) => reason)).toEqual(['data-type-not-covered', 'permitted']);
    const rows = (await kept()).filter(({ accountId }) => accountId === 'stops');
    expect(rows).toHaveLength(2);
  });

  const wrong = (count: number) => (planted: Parameters<typeof questionOf>[0]) =>
    Array.from({ length: count }, (_, index) =>
      questionOf(planted, { mpxn: String(99_000_000_000_00 + index).slice(0, 13) }),
    );

  test('a key asked for with more than ten pairs is unknown for the rest of the day', async () => {
    const [planted, other] = [await plantWorld(), await plantWorld()];
    const right = questionOf(planted);
    await ask('probing', ...wrong(9)(planted), ...wrong(9)(planted));
    expect((await ask('probing', right))[0]?.reason).toBe('permitted');
    const [, tenth] = wrong(10)(planted).slice(-2);
    if (tenth) await ask('probing', tenth);
    expect((await ask('probing', right))[0]?.reason).toBe('no-such-access');
    expect((await ask('probing', questionOf(other)))[0]?.reason).toBe('permitted');
    expect((await ask('somebody else', right))[0]?.reason).toBe('permitted');
    vi.setSystemTime(new Date('2026-07-01T23:00:00Z'));
    expect((await ask('probing', right))[0]?.reason).toBe('permitted');
  });

  test('pairs that come in together count in their order', async () => {
    const planted = await plantWorld();
    const right = questionOf(planted);
    const decisions = await ask(
      'at once',
      right,
      ...wrong(9)(planted),
      right,
      ...wrong(10)(planted),
      right,
    );
    const answered = [0, 10, 21].map((index) => decisions[index]?.reason);
    expect(answered).toEqual(['permitted', 'permitted', 'no-such-access']);
  });

  test('no more than ten pairs of a key are remembered', async () => {
    const planted = await plantWorld();
    await ask('remembered', ...wrong(30)(planted));
    await ask('remembered', ...wrong(50)(planted).slice(30));
    const [probe] = await db().releaseProbe.findMany({ where: { accountId: 'remembered' } });
    expect(probe?.pairs).toHaveLength(10);
    expect(JSON.stringify(probe)).not.toContain(planted.ak);
  });

  test('it stands there to whom an access was permitted, and who asked in vain how often', async () => {
    const planted = await plantWorld();
    await ask('noted', questionOf(planted), questionOf(planted, { mpxn: '9912345678901' }));
    await ask('noted', questionOf(planted, { key: 'none', duid: 'duid_nobody' }));
    expect(await db().releasePermit.findMany({ where: { accountId: 'noted' } })).toMatchObject([
      { ak: planted.ak, ownerId: planted.owner.id },
    ]);
    const misses = await db().releaseMiss.findMany({
      where: { accountId: 'noted' },
      orderBy: { duid: 'asc' },
    });
    expect(misses).toMatchObject([
      { duid: '', count: 1n },
      { duid: planted.owner.duid, count: 1n },
    ]);
  });
});
