/**
 * One value per process under `name`. Next loads route handlers, pages and instrumentation as separate
 * copies of a module, so module-level state would exist several times.
 */
export function processWide<T>(name: string, create: () => T): T {
  const key = Symbol.for(`register.${name}`);
  const store = globalThis as { [key: symbol]: unknown };
  if (!(key in store)) store[key] = create();
  return store[key] as T;
}
