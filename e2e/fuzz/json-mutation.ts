import fc from 'fast-check';
import { hostileKeys, hostileValues } from './hostile-values';

type Path = (string | number)[];
type Container = Record<string | number, unknown>;

const isContainer = (value: unknown): value is Container =>
  value !== null && typeof value === 'object';

/** The path of every value, the whole first. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (!isContainer(value)) return [path];
  const inner = Object.keys(value).flatMap((key) =>
    pathsOf(value[key], [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

/** Sets an own member, whatever its name: assigning to `__proto__` would set none. */
function setOwn(parent: Container, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

type Change = (parent: Container, key: string | number) => void;

function changedAt(root: unknown, path: Path, change: Change): unknown {
  const holder = { root: structuredClone(root) };
  let parent: Container = holder;
  let key: string | number = 'root';
  for (const step of path) {
    const next = parent[key];
    if (!isContainer(next)) return holder.root;
    parent = next;
    key = step;
  }
  change(parent, key);
  return holder.root;
}

const remove: Change = (parent, key) => {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
};

const repeat: Change = (parent, key) => {
  if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
  else setOwn(parent, key, [parent[key], parent[key]]);
};

const addMember =
  (name: string, value: unknown): Change =>
  (parent, key) => {
    const target = parent[key];
    if (isContainer(target) && !Array.isArray(target)) setOwn(target, name, value);
    else setOwn(parent, key, value);
  };

const changes: fc.Arbitrary<Change> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(remove) },
  { weight: 1, arbitrary: fc.constant(repeat) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(...hostileValues).map(
      (value): Change =>
        (parent, key) =>
          setOwn(parent, key, structuredClone(value)),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...hostileKeys), fc.constantFrom(...hostileValues))
      .map(([name, value]) => addMember(name, structuredClone(value))),
  },
);

export interface JsonMutation {
  pick: number;
  change: Change;
}

/** One change somewhere in a JSON value. */
export const jsonMutation: fc.Arbitrary<JsonMutation> = fc.record({
  pick: fc.nat(),
  change: changes,
});

export function applyJsonMutation(value: unknown, { pick, change }: JsonMutation): unknown {
  const paths = pathsOf(value);
  return changedAt(value, paths[pick % paths.length] ?? [], change);
}

const mutations = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(jsonMutation, { minLength: 1, maxLength: 3 }) },
);

/** `values`, two in five of them with up to three members changed, taken out, doubled or joined by another. */
export function mutated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, mutations)
    .map(([valid, changed]) => changed.reduce<unknown>(applyJsonMutation, valid));
}
