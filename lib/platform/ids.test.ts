import { expect, test } from 'vitest';
import { isId, newId } from './ids';

test('an id is its prefix and 24 lowercase hex digits', () => {
  expect(newId('ir')).toMatch(/^ir_[0-9a-f]{24}$/);
  expect(isId('mlr', newId('mlr'))).toBe(true);
});

test('no id comes twice', () => {
  expect(new Set(Array.from({ length: 10_000 }, () => newId('ak'))).size).toBe(10_000);
});

test.each([
  ['another prefix', 'ir_0123456789abcdef01234567'],
  ['upper case', 'ak_0123456789ABCDEF01234567'],
  ['too short', 'ak_0123456789abcdef0123456'],
  ['too long', 'ak_0123456789abcdef012345678'],
  ['not hexadecimal', 'ak_0123456789abcdef0123456g'],
  ['a line break behind', 'ak_0123456789abcdef01234567\n'],
  ['a space before', ' ak_0123456789abcdef01234567'],
  ['nothing', ''],
])('with %s it is no access key', (_what, value) => {
  expect(isId('ak', value)).toBe(false);
});
