import fc from 'fast-check';

const bearer = (token: string) => `Bearer ${token}`;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens that nobody signed. */
const forged = [
  bearer(''),
  bearer('x'),
  bearer('a.b.c'),
  bearer('..'),
  bearer(`${part({ alg: 'none' })}.${part({ sub: 'admin', role: 'admin' })}.`),
  bearer(`${part({ alg: 'HS256', kid: '\0' })}.${part({ sub: '\ud800' })}.AAAA`),
  bearer(`${part({ alg: 'HS256', kid: { a: 1 }, crit: ['exp'] })}.${part([])}.AAAA`),
  bearer('x'.repeat(6000)),
  'Bearer',
  'bearer  x',
  'Basic',
  'Basic !!!!',
  'Basic Og==',
  'Basic YQ==',
  `Basic ${Buffer.from('a\0b:c\0d').toString('base64')}`,
  `Basic ${Buffer.from([0xff, 0xfe, 0x3a, 0xff]).toString('base64')}`,
  `Basic ${Buffer.from(`${'a'.repeat(200)}:${'b'.repeat(3000)}`).toString('base64')}`,
  'Digest username="a"',
  '\u00ff\u00fe',
  '',
];

/** A header instead of the caller's own; null, mostly: that. Wrong secrets cost a hash each. */
export function authorizationArbitrary(isBasic: boolean): fc.Arbitrary<string | null> {
  const odd = fc.constantFrom(...forged);
  return fc.oneof(
    { weight: isBasic ? 1 : 15, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: odd },
  );
}

const contentTypes = [
  'application/json; charset=utf-8',
  'Application/JSON;charset="utf-16"',
  'application/json;;',
  'application/json, text/plain',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  `application/json; x=${'y'.repeat(2000)}`,
  'a/b/c',
  '',
];

const oddHeaders: Record<string, readonly string[]> = {
  'content-type': contentTypes,
  'content-encoding': ['gzip', 'br', 'identity', 'x'],
  accept: ['text/html', '*/*;q=x', 'application/xml', ''],
  'accept-language': ['cy', '\u00ff', 'x'.repeat(2000)],
  'accept-encoding': ['identity', 'x;q=2', '*;q=0'],
  'if-none-match': ['*', '"x"'],
  range: ['bytes=0-1', 'bytes=-'],
  cookie: ['dar-portal=x; dar-operator=x', '=', '__proto__=1', '\u00ff'],
  origin: ['https://evil.example', 'null'],
  'x-forwarded-for': ['1.2.3.4', '\u00ff', '::1, x', ''],
  forwarded: ['for=x;host=evil.example'],
  'x-http-method-override': ['DELETE'],
  'x-register-strange-method': ['TRACE'],
  'x-middleware-subrequest': ['proxy:proxy:proxy:proxy:proxy'],
  'x-middleware-rewrite': ['/admin'],
  'x-invoke-path': ['/admin'],
  'next-action': ['x'],
  rsc: ['1'],
  'x-transaction-id': ['tid_000000000000000000000000', '\u00ff'],
  expect: ['100-continue'],
};

/** Few, so that keys meet again; and some that are none. */
const keys = [
  'k1',
  'k2',
  'k3',
  'k4',
  'k5',
  '',
  ' ',
  'x'.repeat(255),
  'x'.repeat(256),
  '\u00e9',
  '~ !',
];

const oddHeader = fc
  .constantFrom(...Object.entries(oddHeaders))
  .chain(([name, values]) => fc.constantFrom(...values).map((value) => [name, value] as const));

const someHeaders = fc
  .array(oddHeader, { maxLength: 3 })
  .map((pairs): Record<string, string> => Object.fromEntries(pairs));

const none = fc.constant<Record<string, string>>({});
const someKey = fc.constantFrom(...keys).map((key) => ({ 'idempotency-key': key }));

/** None, mostly; else some that a proxy, a browser or an attacker would add. */
export const headersArbitrary: fc.Arbitrary<Record<string, string>> = fc
  .tuple(
    fc.oneof({ weight: 5, arbitrary: none }, { weight: 1, arbitrary: someHeaders }),
    fc.oneof({ weight: 8, arbitrary: none }, { weight: 1, arbitrary: someKey }),
  )
  .map(([headers, key]) => ({ ...headers, ...key }));
