import fc from 'fast-check';
import type { JsonObject } from '../../../harness/api-client';

type Path = (string | number)[];

/** What a member may be replaced with: absent, of another type, too little, too much, not storable. */
const values: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1.5,
  '',
  '  ',
  'x',
  'x'.repeat(600),
  'sole',
  'lead',
  'ACTIVE',
  'EXPIRED',
  'uk-consent',
  'uk-contract',
  'HH-EXPORT',
  'https://northwind.example/',
  'javascript:alert(1)',
  '2026-02-30T00:00:00Z',
  '2030-01-01T00:00:00Z',
  '2001-01-01T00:00:00+01:00',
  'P1Y',
  'P',
  '\0',
  '\ud800',
  [],
  [null],
  ['HH-EXPORT', 'HH-EXPORT'],
  {},
  { extra: 1 },
];

const isContainer = (value: unknown): value is Record<string | number, unknown> =>
  value !== null && typeof value === 'object';

/** The path of every member, the outer ones first. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (!isContainer(value)) return [];
  return Object.keys(value).flatMap((key) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return [here, ...pathsOf(value[key], here)];
  });
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (current, key) => (isContainer(current) ? current[key] : undefined),
    value,
  );
}

/** A copy in which the member at `path` is `value`; undefined takes it out. */
function replaced(body: JsonObject, path: Path, value: unknown): JsonObject {
  const copy = structuredClone(body);
  const parent = at(copy, path.slice(0, -1));
  const key = path.at(-1);
  if (!isContainer(parent) || key === undefined) return copy;
  if (value !== undefined) parent[key] = structuredClone(value);
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
  return copy;
}

/** One member more, of a name that may be unknown here and known elsewhere. */
const extraNames = ['extra', 'state', 'role', 'art26-reference', 'notices', 'constructor'];

const mutation = fc.record({
  pick: fc.nat(),
  value: fc.constantFrom(...values),
  extra: fc.option(fc.constantFrom(...extraNames), { nil: null, freq: 6 }),
});

/** `body` with one to three members changed, which may leave it whole or break any rule. */
export function brokenBody(body: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(body, fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([valid, mutations]) =>
      mutations.reduce((current, { pick, value, extra }) => {
        const paths = pathsOf(current);
        const path = paths[pick % Math.max(1, paths.length)] ?? ['processing'];
        const isObject = isContainer(at(current, path)) && !Array.isArray(at(current, path));
        return replaced(current, extra !== null && isObject ? [...path, extra] : path, value);
      }, valid),
    );
}

/** `a.b[0].c` as a path. */
function parsePath(field: string): Path {
  return field
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** Whether the body has a member of that name, be it null. */
export function hasField(body: JsonObject, field: string): boolean {
  const path = parsePath(field);
  const parent = at(body, path.slice(0, -1));
  return isContainer(parent) && Object.hasOwn(parent, String(path.at(-1)));
}
