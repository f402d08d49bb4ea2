import { describe, expect, test } from 'vitest';
import { parseDate } from '@/lib/platform/calendar';
import { formatDate } from '@/lib/platform/calendar';
import { countsAs } from './occupancy-start';

const asOf = (moveIn: string, ...changes: string[]) =>
  formatDate(countsAs(parseDate(moveIn), changes.map(parseDate)).asOf);

describe('a move-in date counts as of', () => {
  test.each([
    ['itself where there is no change', '2026-03-10', [], '2026-03-10'],
    ['a change 31 days after it', '2026-03-10', ['2026-04-10'], '2026-04-10'],
    ['itself, 32 days before a change', '2026-03-09', ['2026-04-10'], '2026-03-09'],
    ['a change 31 days before it', '2026-05-11', ['2026-04-10'], '2026-04-10'],
    ['itself, 32 days after a change', '2026-05-12', ['2026-04-10'], '2026-05-12'],
    ['a change on its day', '2026-04-10', ['2026-04-01', '2026-04-10'], '2026-04-10'],
    ['the nearer of two', '2026-04-06', ['2026-04-01', '2026-04-10'], '2026-04-10'],
    ['the earlier of two as near', '2026-04-05', ['2026-04-01', '2026-04-09'], '2026-04-01'],
    [
      'one change on the day after another',
      '2026-04-02',
      ['2026-04-01', '2026-04-02'],
      '2026-04-02',
    ],
  ] as const)('%s', (_what, moveIn, changes, day) => {
    expect(asOf(moveIn, ...changes)).toBe(day);
  });

  test('a day that is never earlier for a later date, and the range named holds just those', () => {
    const changes = ['2026-01-01', '2026-01-08', '2026-03-20', '2026-05-30'].map(parseDate);
    let before = new Date(0);
    for (let day = 0; day < 200; day += 1) {
      const moveIn = new Date(Date.UTC(2025, 10, 15 + day));
      const found = countsAs(moveIn, changes);
      expect(found.asOf >= before).toBe(true);
      expect(found.from <= moveIn && moveIn <= found.to).toBe(true);
      for (const edge of [found.from, found.to]) {
        expect(countsAs(edge, changes).asOf).toEqual(found.asOf);
      }
      before = found.asOf;
    }
  });
});
