import { expect, test } from 'vitest';
import { toCsvRows } from './to-csv';

test('commas, quotes and line breaks stay within their cell', () => {
  expect(toCsvRows([['a,b', 'say "no"', 'two\nlines', 'plain']])).toBe(
    '"a,b","say ""no""","two\nlines",plain\r\n',
  );
});

test.each(['=1+1', '+44', '-1', '@SUM(A1)', '\tx'])(
  '%j is no formula to a spreadsheet',
  (value) => {
    expect(toCsvRows([[value]])).toContain(`'${value}`);
  },
);

test('words of every language survive', () => {
  expect(toCsvRows([['Tŷ’r Cwmni', '電力']])).toBe('Tŷ’r Cwmni,電力\r\n');
});
