import fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import { withTestDatabase } from '@/lib/db/testing/with-test-database';
import { countsAs } from '@/lib/identity-records/occupancy/occupancy-start';
import { formatDate, londonDateOf, parseDate } from '@/lib/platform/calendar';
import { dataTypes } from '@/lib/vocabulary/data-types';
import { legalBases } from '@/lib/vocabulary/legal-bases';
import { decide } from './decide';
import type { Question } from './question';
import type { Reason } from './reasons';
import { plantWorld, questionOf, type World } from './testing/release-world';

withTestDatabase('PGlite');
afterAll(() => void vi.useRealTimers());

const at = new Date('2026-07-01T12:00:00Z');

/** Days of two years about now, and times at and beside their midnights in Great Britain. */
const day = fc
  .integer({ min: 0, max: 730 })
  .map((days) => formatDate(new Date(Date.UTC(2025, 6, 1 + days))));
const time = fc
  .tuple(day, fc.constantFrom(-3_600_001, -3_600_000, -1, 0, 1, 43_200_000))
  .map(([date, ms]) => new Date(parseDate(date).getTime() + ms).toISOString());

const anyWorld: fc.Arbitrary<World> = fc.record({
  state: fc.constantFrom(
    'ACTIVE',
    'ACTIVE',
    'ACTIVE',
    'ACTIVE',
    'EXPIRED',
    'REVOKED',
    'DISCOVERED',
  ),
  registeredAt: fc.oneof(
    { weight: 5, arbitrary: fc.constant('2025-07-01T00:00:00.000Z') },
    { weight: 1, arbitrary: time },
  ),
  expiry: fc.option(time),
  dataTypes: fc.subarray([...dataTypes], { minLength: 4 }),
  legalBasis: fc.constantFrom(...legalBases),
  status: fc.constantFrom('active', 'active', 'active', 'suspended', 'terminated'),
  statutory: fc.boolean(),
  moveIn: day,
  recordCreatedAt: time,
  earliest: fc.option(day),
  isVoided: fc.constantFrom(false, false, false, false, true),
  changes: fc.array(fc.record({ day, isWithdrawn: fc.boolean() }), { maxLength: 3 }),
  provenOn: fc.array(day, { maxLength: 1 }),
});

const anyQuestion = fc.record({
  days: fc.tuple(day, fc.integer({ min: 0, max: 60 })).map(([from, length]) => ({
    from,
    to: formatDate(new Date(parseDate(from).getTime() + length * 86_400_000)),
  })),
  types: fc.subarray([...dataTypes], { minLength: 1, maxLength: 2 }),
  wrong: fc.constantFrom<Partial<Question>>({}, {}, {}, {}, {}, { duid: 'duid_another' }),
});

const latestOf = (...days: (string | null | undefined)[]) =>
  days
    .filter((each) => typeof each === 'string')
    .sort()
    .at(-1);

/** The customer's own time, as the portal reckons it. */
function timeOf(world: World) {
  const days = world.changes.filter(({ isWithdrawn }) => !isWithdrawn).map((each) => each.day);
  const changes = [...new Set(days)].sort();
  const created = londonDateOf(new Date(world.recordCreatedAt));
  const asOf = formatDate(countsAs(parseDate(world.moveIn), changes.map(parseDate)).asOf);
  const proven = latestOf(...world.provenOn) ?? '';
  return {
    begins:
      latestOf(
        world.moveIn,
        world.earliest,
        changes.findLast((each) => each <= created),
      ) ?? '',
    ends: changes.find((each) => each > asOf && each >= proven) ?? null,
  };
}

/** Whether an instant is past: at it, or after it. */
const isOver = (instant: string | null) => instant !== null && Date.parse(instant) <= at.getTime();

interface Asking {
  days: { from: string; to: string };
  types: string[];
  wrong: Partial<Question>;
}

/** The contract's words, told once more without SQL. */
function expected(world: World, { days, types, wrong }: Asking): Reason {
  if (wrong.duid !== undefined || world.state === 'DISCOVERED') return 'no-such-access';
  if (world.status !== 'active') return 'organisation-suspended';
  if (!isOver(world.registeredAt)) return 'not-started';
  if (world.state !== 'ACTIVE' || isOver(world.expiry)) return 'ended';
  const midnight = (date: string) =>
    [-3_600_000, 0]
      .map((ms) => new Date(parseDate(date).getTime() + ms))
      .find((instant) => londonDateOf(instant) === date) ?? parseDate(date);
  if (world.expiry !== null && midnight(days.to) >= new Date(world.expiry)) return 'ended';
  if (!types.every((type) => world.dataTypes.includes(type))) return 'data-type-not-covered';
  const isStatutory = ['uk-public-task', 'uk-legal-obligation'].includes(world.legalBasis);
  if (world.statutory && isStatutory) return 'permitted';
  const { begins, ends } = timeOf(world);
  if (world.isVoided || days.from < begins) return 'before-occupancy';
  return ends !== null && days.to >= ends ? 'tenancy-changed' : 'permitted';
}

test('any question about any access is answered as the rules say, in their order', async () => {
  vi.setSystemTime(at);
  await fc.assert(
    fc.asyncProperty(
      anyWorld,
      fc.array(anyQuestion, { minLength: 10, maxLength: 20 }),
      async (world, asked) => {
        const planted = await plantWorld(world);
        const questions = asked.map(({ days, types, wrong }) =>
          questionOf(planted, { ...days, dataTypes: types, ...wrong }),
        );
        const decisions = await decide('provider', { questions, stopsAt: null });
        const answered = decisions.map(({ reason }) => reason);
        expect(answered).toEqual(asked.map((question) => expected(world, question)));
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);
