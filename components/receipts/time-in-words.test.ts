import { expect, test } from 'vitest';
import { timeInWords } from './time-in-words';
import type { TimeWords } from './words';

const names =
  'Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr';
const welsh: TimeWords = {
  months: Object.fromEntries(
    names.split(' ').map((name, index) => [index + 1, name]),
  ) as TimeWords['months'],
  dateTime: '{date} am {time}',
};

test('a time is told in UK time, in words that need no browser to know Welsh', () => {
  expect(timeInWords(welsh, '2026-11-29T00:05:00.000Z', 'dateTime')).toBe(
    '29 Tachwedd 2026 am 00:05',
  );
  expect(timeInWords(welsh, '2026-06-30T23:30:00.000Z', 'dateTime')).toBe(
    '1 Gorffennaf 2026 am 00:30',
  );
  expect(timeInWords(welsh, '2026-01-15T00:00:00.000Z', 'date')).toBe('15 Ionawr 2026');
});
