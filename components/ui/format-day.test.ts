import { expect, test } from 'vitest';
import { formatDay } from './format-day';

test.each([
  ['en', '2026-06-01', '1 June 2026'],
  ['en', '2026-12-31', '31 December 2026'],
  ['cy', '2026-06-01', '1 Mehefin 2026'],
  // London kept a time of its own then.
  ['en', '1840-06-01', '1 June 1840'],
] as const)('in %s, %s is %s', (locale, date, words) => {
  expect(formatDay(locale, date)).toBe(words);
});
