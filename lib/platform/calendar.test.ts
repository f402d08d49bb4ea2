import { expect, test } from 'vitest';
import { formatDate, londonDateOf, parseDate } from './calendar';

test.each([
  ['in winter London is on UTC', '2026-01-14T23:59:59Z', '2026-01-14'],
  ['in winter the day starts at midnight UTC', '2026-01-15T00:00:00Z', '2026-01-15'],
  ['in summer the last hour of UTC is the next day', '2026-07-14T23:00:00Z', '2026-07-15'],
  ['in summer the hour before is still today', '2026-07-14T22:59:59Z', '2026-07-14'],
  ['the day clocks go forward starts on UTC', '2026-03-29T00:00:00Z', '2026-03-29'],
  ['and ends an hour early', '2026-03-29T23:00:00Z', '2026-03-30'],
  ['the day clocks go back starts an hour early', '2026-10-24T23:00:00Z', '2026-10-25'],
  ['and ends on UTC', '2026-10-25T23:59:59Z', '2026-10-25'],
])('%s', (_rule, at, date) => {
  expect(londonDateOf(new Date(at))).toBe(date);
});

test('a date is stored as midnight UTC and reads back the same', () => {
  expect(parseDate('2024-02-29').toISOString()).toBe('2024-02-29T00:00:00.000Z');
  expect(formatDate(parseDate('2024-02-29'))).toBe('2024-02-29');
});
