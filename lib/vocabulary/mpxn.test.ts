import { expect, test } from 'vitest';
import { mpxnEnding, mpxnSchema, normaliseMpxn } from './mpxn';

test.each([
  ['an MPAN of 13 digits', '1234567890123', '1234567890123'],
  ['an MPRN of 6 digits', '123456', '123456'],
  ['an MPRN of 10 digits', '1234567890', '1234567890'],
  ['two letters before 8 digits', 'AB12345678', 'AB12345678'],
  ['a digit and a letter before 11 digits', '1Z12345678901', '1Z12345678901'],
  ['lower case', 'ab12345678', 'AB12345678'],
  ['inner spaces', ' 12 3456 7890 123 ', '1234567890123'],
])('%s is read', (_what, value, mpxn) => {
  expect(normaliseMpxn(value)).toBe(mpxn);
});

test.each([
  ['5 digits', '12345'],
  ['14 digits', '12345678901234'],
  ['two letters before 7 digits', 'AB1234567'],
  ['two letters before 12 digits', 'AB123456789012'],
  ['three letters', 'ABC12345678'],
  ['the letter I', 'I112345678'],
  ['the letter O', '1O12345678'],
  ['the letter Q', 'Q112345678'],
  ['the letter i', 'i112345678'],
  ['a letter behind', '1234567890A'],
  ['a dash', '12-34567890'],
  ['digits of another script', '１２３４５６'],
  ['nothing', ''],
  ['spaces', '   '],
])('%s are refused', (_what, value) => {
  expect(normaliseMpxn(value)).toBeNull();
});

test('the schema reads the normal form, and tells what is expected', () => {
  expect(mpxnSchema.parse('ab 1234 5678')).toBe('AB12345678');
  expect(mpxnSchema.safeParse('nonsense').error?.issues).toMatchObject([
    { code: 'custom', message: expect.stringContaining('MPAN or MPRN') as string },
  ]);
  expect(mpxnSchema.safeParse(1234567890123).success).toBe(false);
});

test('a page shows its last four characters', () => {
  expect(mpxnEnding('1234567890123')).toBe('0123');
});
