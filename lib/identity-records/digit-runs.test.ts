import { describe, expect, test } from 'vitest';
import { hasAccountNumber } from './digit-runs';

const mpxn = '1234567890123';

describe('evidence is refused with', () => {
  test.each([
    ['a card number', 'card 4111111111111111'],
    ['one that fails Luhn', '4111111111111112'],
    ['a card number in groups', '4111 1111 1111 1111'],
    ['dashes between', '4111-1111-1111-1111'],
    ['dots between', '4111.1111.1111.1111'],
    ['long dashes between', '4111–1111—1111‑1111'],
    ['a minus sign between', '4111−1111−1111−1111'],
    ['several spaces between', '4111   1111\t1111\n1111'],
    ['narrow spaces between', '4111\u00a01111\u20091111\u202f1111'],
    ['invisible characters between', '4111\u200b1111\u00ad1111\u20601111'],
    ['spaces and dashes mixed', '4111 - 1111 . 1111 - 1111'],
    ['every digit apart', '1 2 3 4 5 6 7 8'],
    ['an account number of eight digits', 'account 12345678, sort code 12-34-56'],
    ['wide digits', '４１１１１１１１１１１１１１１１'],
    ['Arabic digits', '٤١١١١١١١'],
    ['letters around', 'AB12345678CD'],
    ['another meter point', '1234567890124'],
    ['its own meter point and more', '12345678901234'],
    ['its own meter point, then an account number', `${mpxn} 12345678`],
    ['a date that is none', '2026-13-45'],
    ['a number grouped like a date', '4111-11-11 11111111'],
    ['a number grouped like a date of no year near', '9999-12-31'],
    ['digits behind a date', '2026-01-02 34'],
    ['digits before a date', '7 2026-01-02'],
  ])('%s', (_what, value) => {
    expect(hasAccountNumber(value, mpxn)).toBe(true);
  });
});

describe('evidence may hold', () => {
  test.each([
    ['no digit', 'driving licence'],
    ['seven digits', 'reference 1234567'],
    ['seven digits in groups', '123 4567'],
    ['short numbers with words between', '1234 and 5678'],
    ['a redacted card', '4111 **** **** 1111'],
    ['its own meter point', `meter ${mpxn}`],
    ['its own meter point in groups', '12 3456 7890 123'],
    ['a date', 'issued 2026-01-02'],
    ['a time', '2026-01-02T03:04:05Z'],
    ['a time with an offset', '2026-01-02T03:04:05.123+01:00'],
    ['a date and a time of day', '2026-01-02 03:04'],
    ['a date of birth', '1931-12-24'],
    ['two dates with a word between', '2026-01-02 to 2026-02-03'],
    ['a sort code', '12-34-56'],
    ['nothing', ''],
  ])('%s', (_what, value) => {
    expect(hasAccountNumber(value, mpxn)).toBe(false);
  });

  test('its own meter point with letters', () => {
    expect(hasAccountNumber('meter ab12345678', 'AB12345678')).toBe(false);
    expect(hasAccountNumber('meter AB 1234 5678', 'AB12345678')).toBe(false);
    expect(hasAccountNumber('12345678', 'AB12345678')).toBe(true);
  });
});

test('a long text is judged in no time', () => {
  const text = `${'1 '.repeat(6)}x`.repeat(20_000);
  const from = process.cpuUsage();
  expect(hasAccountNumber(text, mpxn)).toBe(false);
  expect(process.cpuUsage(from).user).toBeLessThan(2_000_000);
});
