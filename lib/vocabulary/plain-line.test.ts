import { expect, test } from 'vitest';
import { plainLine } from './plain-line';

test.each([
  ['line breaks and controls', 'To\r\nshow\u0000 \u2028you\u2029it', 'To show you it'],
  ['marks of direction', 'gro.live//:sptth\u202e \u2066a\u2069\u200f', 'gro.live//:sptth a'],
  [
    'what nobody sees',
    'North\u200bwind\u00ad\u3164\u115f\ufeff\u{e0041} Energy',
    'Northwind Energy',
  ],
  ['blanks that are no spaces', 'a\u2800\u2800\u3000b\u00a0c', 'a b c'],
  ['piles of marks', `Z${'\u0335'.repeat(40)}algo`, 'Z\u0335\u0335\u0335algo'],
  ['half a character', 'a\ud800b', 'a\ufffdb'],
])('a plain line has no %s', (_, words, plain) => {
  expect(plainLine(words)).toBe(plain);
});

test.each(['Cwmni Ynni’r Môr Cyf.', 'شركة الطاقة', 'Łódź & Söhne', '日本電力', 'עִבְרִית'])(
  'a plain line keeps the words %s',
  (words) => {
    expect(plainLine(words)).toBe(words);
  },
);
