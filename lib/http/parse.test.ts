import { expect, test } from 'vitest';
import { z } from 'zod';
import { ValidationError } from '@/lib/platform/errors';
import { fieldPath, parse } from './parse';

const schema = z.strictObject({
  name: z.string(),
  size: z.number().optional(),
  kind: z.enum(['a', 'b']).optional(),
  list: z.array(z.strictObject({ 'data-type': z.string() })).optional(),
});

function problemsOf(input: unknown, of: z.ZodType = schema) {
  try {
    parse(of, input);
  } catch (error) {
    if (error instanceof ValidationError) return error.items;
    throw error;
  }
  return [];
}

test.each([
  [['pii-principal', 'mpxn'], 'pii-principal.mpxn'],
  [['processing', 'data-types', 0], 'processing.data-types[0]'],
  [['a', 0, 1, 'b'], 'a[0][1].b'],
  [[0, 'a'], '[0].a'],
  [[], ''],
])('the path %j reads %j', (path, field) => {
  expect(fieldPath(path)).toBe(field);
});

test('what fits is returned as the schema reads it', () => {
  expect(parse(z.object({ count: z.coerce.number() }), { count: '3' })).toEqual({ count: 3 });
});

test('a field without a name is still a field, not the body', () => {
  expect(problemsOf({ name: 'x', '': 1 })).toEqual([
    { code: 'VAL001', field: '', message: ': is not a field of this request' },
  ]);
  expect(problemsOf([])).toEqual([{ code: 'VAL001', message: 'The body must be an object.' }]);
});

test('every failed field is named at once, and the message opens with it', () => {
  const items = problemsOf({
    size: 'x',
    kind: 'c',
    list: [{ 'data-type': 'x' }, { 'data-type': 1 }],
  });
  expect(items).toEqual([
    { code: 'VAL001', field: 'name', message: 'name: is required' },
    { code: 'VAL001', field: 'size', message: 'size: must be a number' },
    { code: 'VAL001', field: 'kind', message: 'kind: must be one of a, b' },
    { code: 'VAL001', field: 'list[1].data-type', message: 'list[1].data-type: must be text' },
  ]);
});

test('every unknown field is named, at its place', () => {
  const items = problemsOf({
    name: 'x',
    extra: 1,
    other: 2,
    list: [{ 'data-type': 'x', more: 1 }],
  });
  expect(items.map(({ field }) => field).sort()).toEqual(['extra', 'list[0].more', 'other']);
  for (const { field, message } of items) expect(message).toMatch(`${field ?? ''}: is not a field`);
});

test.each([undefined, null, [], 'text', 1])('a body that is %j is refused as a whole', (body) => {
  const items = problemsOf(body);
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    code: 'VAL001',
    message: expect.stringMatching(/^The body /) as string,
  });
  expect(items[0]?.field).toBeUndefined();
});

test('a rule may answer with a code of its own', () => {
  const redacted = z.string().superRefine((_value, context) => {
    context.addIssue({ code: 'custom', params: { code: 'VAL004' }, message: 'holds a number' });
  });
  expect(problemsOf({ a: 'x' }, z.object({ a: redacted }))).toEqual([
    { code: 'VAL004', field: 'a', message: 'a: holds a number' },
  ]);
});

test('a rule cannot invent codes', () => {
  const invented = z.string().superRefine((_value, context) => {
    context.addIssue({ code: 'custom', params: { code: 'SRV001' }, message: 'is odd' });
  });
  expect(problemsOf({ a: 'x' }, z.object({ a: invented }))).toMatchObject([{ code: 'VAL001' }]);
});
