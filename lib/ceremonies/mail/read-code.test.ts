import { expect, test } from 'vitest';
import { readCode } from './read-code';

test.each([
  ['as it is', '123456'],
  ['with a space in it', ' 123 456 '],
  ['with every digit apart', '1 2 3 4 5 6'],
  ['with a dash', '123-456'],
  ['with a long dash', '123 – 456'],
  ['full-width', '１２３４５６'],
  ['with its sentence', 'Your code is 123456. It works for 15 minutes.'],
  ['apart, with its sentence', 'Eich cod: 123 456 (15 munud)'],
  ['twice the same', '123456 123456'],
])('a code is read %s', (_how, typed) => {
  expect(readCode(typed)).toBe('123456');
});

test.each([
  ['nothing', ''],
  ['a word', 'hello'],
  ['five digits', '12345'],
  ['seven digits', '1234567'],
  ['two codes', '123456 or 654321'],
])('%s is no code', (_what, typed) => {
  expect(readCode(typed)).toBeNull();
});
