import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  contactUrlSchema,
  dateSchema,
  list,
  nullable,
  omittable,
  text,
  timeSchema,
  webUrlSchema,
} from './schema-parts';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe('a list', () => {
  const looked: unknown[] = [];
  const entry = z.custom<number>((value) => looked.push(value) > 0 && value === 1);
  const schema = list(entry, { max: 3, min: 2, tooFew: 'must name two' });
  const messages = (value: unknown) =>
    schema.safeParse(value).error?.issues.map(({ message }) => message);

  test('is its entries, each of which is looked at', () => {
    looked.length = 0;
    expect(schema.parse([1, 1, 1])).toEqual([1, 1, 1]);
    expect(schema.safeParse([1, 2]).error?.issues[0]?.path).toEqual([1]);
    expect(looked).toEqual([1, 1, 1, 1, 2]);
  });

  test('with more than it may have is refused without a look at any', () => {
    looked.length = 0;
    expect(messages([1, 2, 3, 4])).toEqual(['must have at most 3 entries']);
    expect(looked).toEqual([]);
  });

  test('with less than it must have is told so, and what is none is no list', () => {
    expect(messages([1])).toEqual(['must name two']);
    for (const none of [undefined, {}, { length: 9 }, 'x', 'a longer text']) {
      const { issues = [] } = schema.safeParse(none).error ?? {};
      expect(issues).toMatchObject([{ code: 'invalid_type', expected: 'array' }]);
    }
    expect(accepts(nullable(schema), null)).toBe(true);
  });

  test('is described with both bounds', () => {
    expect(z.toJSONSchema(list(z.string(), { max: 3, min: 2 }), { io: 'input' })).toMatchObject({
      type: 'array',
      items: { type: 'string' },
      minItems: 2,
      maxItems: 3,
    });
  });
});

describe('a date', () => {
  test.each(['2026-01-31', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])(
    '%s is one',
    (value) => {
      expect(accepts(dateSchema, value)).toBe(true);
    },
  );

  test.each([
    '2023-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '0000-01-01',
    '01-02-2026',
    '2026/01/02',
    '20260102',
    '2026-01-02T00:00:00Z',
    ' 2026-01-02',
    '2026-01-02\n',
    '+002026-01-02',
    '２０２６-01-02',
    '',
    20260102,
    null,
  ])('%j is none', (value) => {
    expect(accepts(dateSchema, value)).toBe(false);
  });
});

describe('a time', () => {
  test.each([
    '2026-01-02T03:04:05Z',
    '2026-01-02T23:59:59.999Z',
    '2026-01-02T00:00:00.123456789Z',
    '2024-02-29T12:00:00Z',
  ])('%s is one', (value) => {
    expect(accepts(timeSchema, value)).toBe(true);
  });

  test.each([
    '2026-01-02T03:04:05',
    '2026-01-02T03:04:05+1:00',
    '2026-01-02T03:04:05+0100',
    '2026-01-02T03:04:05+24:00',
    '2026-01-02T03:04:05+01:60',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '2026-01-02 03:04:05Z',
    '2026-01-02T03:04Z',
    '2026-01-02T24:00:00Z',
    '2026-01-02T03:60:00Z',
    '2026-01-02T03:04:60Z',
    '2026-01-02T03:04:05.Z',
    '2026-01-02T03:04:05.1234567890Z',
    '2026-02-30T03:04:05Z',
    '2026-01-02T03:04:05Z\n',
    '2026-01-02',
    '',
    1767323045,
  ])('%j is none', (value) => {
    expect(accepts(timeSchema, value)).toBe(false);
  });
});

test.each([
  ['2026-01-02T03:04:05+00:00', '2026-01-02T03:04:05Z'],
  ['2026-01-02T03:04:05-00:00', '2026-01-02T03:04:05Z'],
  ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00Z'],
  ['2024-02-28T23:30:00.123456789-05:30', '2024-02-29T05:00:00.123456789Z'],
  ['2026-01-02t03:04:05z', '2026-01-02T03:04:05Z'],
  ['2026-01-02T03:04:05.5Z', '2026-01-02T03:04:05.5Z'],
])('the time %s is read as %s', (value, utc) => {
  expect(timeSchema.parse(value)).toBe(utc);
});

describe('where people reach an organisation', () => {
  test.each(['https://example.com/contact', 'mailto:help@example.com', 'tel:+44-29-2018-0247'])(
    '%s',
    (value) => {
      expect(accepts(contactUrlSchema, value)).toBe(true);
    },
  );

  test.each([
    'mailto:',
    'mailto:somebody',
    'mailto:a b@example.com',
    'tel:',
    'tel:call us',
    'javascript:alert(1)',
    'javascript:alert(1)//mailto:help@example.com',
    'help@example.com',
    'https:/example.com',
  ])('not %s', (value) => {
    expect(accepts(contactUrlSchema, value)).toBe(false);
  });
});

describe('a URL', () => {
  test.each([
    'https://example.com',
    'http://example.com/a?b=c#d',
    'HTTPS://Example.com/',
    'https://example.com:8443/terms',
    'https://[2001:db8::1]/terms',
  ])('%s is one', (value) => {
    expect(accepts(webUrlSchema, value)).toBe(true);
  });

  test.each([
    'example.com',
    '//example.com',
    '/terms',
    'ftp://example.com',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:someone@example.com',
    'https:example.com',
    'https:/example.com',
    'https://',
    'https:///example.com',
    'https:\\\\example.com',
    'https://example.com\\@evil.example',
    'https://exa mple.com',
    ' https://example.com',
    'https://example.com\n',
    'https://example.com/a b',
    'https://example.com:99999',
    '',
    42,
  ])('%j is none', (value) => {
    expect(accepts(webUrlSchema, value)).toBe(false);
  });
});

test('a URL has 2000 characters at most', () => {
  const longest = `https://example.com/${'a'.repeat(1980)}`;
  expect(accepts(webUrlSchema, longest)).toBe(true);
  expect(accepts(webUrlSchema, `${longest}a`)).toBe(false);
});

describe('a required text', () => {
  test.each(['a', ' a ', 'a'.repeat(10)])('%j is one of at most 10 characters', (value) => {
    expect(text(10).parse(value)).toBe(value);
  });

  test.each(['', '   ', '\t\n', '\u00a0', 'a'.repeat(11), 1, null, undefined])(
    '%j is none',
    (value) => {
      expect(accepts(text(10), value)).toBe(false);
    },
  );
});

describe('an optional field', () => {
  const names = z.array(z.string());

  test.each([undefined, null, ''])('%j is none of a text', (nothing) => {
    expect(nullable(text(10)).parse(nothing)).toBeNull();
    expect(omittable(text(10)).parse(nothing)).toBeUndefined();
  });

  test.each([undefined, null])('%j is none of a list', (nothing) => {
    expect(nullable(names).parse(nothing)).toBeNull();
    expect(omittable(names).parse(nothing)).toBeUndefined();
  });

  test('is judged where it is given', () => {
    for (const schema of [nullable(text(10)), omittable(text(10))]) {
      expect(schema.parse('a')).toBe('a');
      expect(accepts(schema, '  ')).toBe(false);
      expect(accepts(schema, 1)).toBe(false);
    }
    for (const schema of [nullable(names), omittable(names)])
      expect(accepts(schema, '')).toBe(false);
  });

  test('of an object reads null, or is left out', () => {
    const object = z.strictObject({ a: nullable(text(10)), b: omittable(text(10)) });
    expect(JSON.stringify(object.parse({}))).toBe('{"a":null}');
    expect(JSON.stringify(object.parse({ a: '', b: '' }))).toBe('{"a":null}');
  });
});
