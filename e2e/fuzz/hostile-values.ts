import type { JsonObject } from '../../harness/api-client';

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Members that another program may take for its own. */
const borrowed: readonly JsonObject[] = [
  { toString: 1, valueOf: null },
  { length: 1e9 },
  { then: true },
  { toJSON: 'x' },
  JSON.parse('{"__proto__": {"role": "admin"}}') as JsonObject,
  { constructor: { prototype: { role: 'admin' } } },
];

/** Texts that are too little, too much, of another alphabet, or that mean something to somebody. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\t\n',
  'x',
  'x'.repeat(600),
  'é'.repeat(4000),
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\ufeff',
  '\u202egnp.exe',
  'Tŷ 🏠 ﷽ e\u0301 ﬀ ½ ٣',
  '１２３４５６７８９０',
  "' OR 1=1 --",
  '"); DROP TABLE accounts; --',
  '%00',
  '%s%n',
  '${7*7}{{7*7}}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  'a\r\nSet-Cookie: a=b',
  'NaN',
  'null',
  '-1',
  '1e9',
  '99999999999999999999',
  '9999-12-31',
  '0001-01-01',
  '2026-02-30',
  '+010000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '0001-01-01T00:00:00Z',
  '2026-06-30T23:59:60Z',
  '2026-01-01T00:00:00+01:00',
  'P999999999999999999999Y',
  'P0D',
  'https://[::1',
  'https://northwind.example:99999/',
  'https://user:pw@northwind.example/',
  'HTTPS://NORTHWIND.EXAMPLE/#a',
  'https://xn--a/',
  'javascript:alert(1)',
  'a@b',
  '"a b"@example.com',
  `${'a'.repeat(64)}@${'b'.repeat(180)}.example`,
  'customer@exämple.com',
  '4111 1111 1111 1111',
];

/** What a member may be replaced with. */
export const hostileValues: readonly unknown[] = [
  ...hostileTexts,
  null,
  true,
  false,
  0,
  -0,
  -1,
  1.5,
  1e308,
  2 ** 31,
  2 ** 53 + 2,
  [],
  [null],
  [[]],
  {},
  Array<number>(2000).fill(0),
  nested(20),
  nested(40),
  ...borrowed,
];

/** Names of members that are unknown everywhere, or known elsewhere. */
export const hostileKeys: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'state',
  'role',
  'duid',
  'ir',
  'extra',
  '',
  ' ',
  'a.b[0]',
  '\0',
  '\ud800',
  'x'.repeat(300),
];
