import { expect, test } from 'vitest';
import { toCsv } from './to-csv';

test('commas, quotes and line breaks stay within their cell', () => {
  expect(toCsv([['a,b', 'say "no"', 'two\nlines', 'plain']])).toBe(
    '\ufeff"a,b","say ""no""","two\nlines",plain\r\n',
  );
});

test.each(['=1+1', '+44', '-1', '@SUM(A1)', '\tx'])(
  '%j is no formula to a spreadsheet',
  (value) => {
    expect(toCsv([[value]])).toContain(`'${value}`);
  },
);

test('words of every language survive', () => {
  expect(toCsv([['Tŷ’r Cwmni', '電力']])).toBe('\ufeffTŷ’r Cwmni,電力\r\n');
});
