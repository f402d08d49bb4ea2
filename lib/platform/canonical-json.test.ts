import { expect, test } from 'vitest';
import { canonicalDigest } from './canonical-json';

test('a digest is of the RFC 8785 form: members sorted by code unit, numbers and escapes as there', () => {
  // The example of RFC 8785, section 3.2.2, as section 3.2.3 sorts it.
  const value = {
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\u0027\u0042\u0022\u005c\\\u0022\u002f',
    literals: [null, true, false],
  };
  // Of the octets of section 3.2.4, by another program.
  expect(canonicalDigest(value)).toBe('LV4BoxjQ8IeatWjEviicix9k74khpTxid9XgaZeLqss');
});

test('a digest does not depend on the order of members', () => {
  expect(canonicalDigest({ a: 1, b: { c: 2, d: 3 } })).toBe(
    canonicalDigest({ b: { d: 3, c: 2 }, a: 1 }),
  );
});

test('a lone surrogate has no digest', () => {
  expect(() => canonicalDigest({ text: '\ud800' })).toThrow('surrogate');
});
