import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..', '..');
const folders = [
  'app',
  'bench',
  'client',
  'components',
  'demo',
  'e2e',
  'harness',
  'lib',
  'scripts',
];
const apart = new Set(['node_modules', 'generated', 'dist']);
const endings = ['', '.ts', '.tsx', '.mjs'];

const listFiles = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return apart.has(entry.name) ? [] : listFiles(name);
    return /\.(tsx?|mjs)$/.test(name) ? [name] : [];
  });

function importsOf(file: string): string[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  return [...source.matchAll(/ from '((?:\.|@\/)[^']*)'/g)].flatMap(([, name = '']) => {
    const target = name.startsWith('@/') ? name.slice(2) : path.join(path.dirname(file), name);
    const isFile = (found: string) =>
      existsSync(path.join(root, found)) && statSync(path.join(root, found)).isFile();
    return endings.map((ending) => target + ending).find(isFile) ?? [];
  });
}

/** Every way back to a file that was come from, as the files along it. */
function findCycles(imports: Map<string, string[]>): string[] {
  const cycles: string[] = [];
  const left = new Set<string>();
  const walk = (file: string, way: string[]) => {
    if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (left.has(file) || way.includes(file)) return;
    for (const next of imports.get(file) ?? []) walk(next, [...way, file]);
    left.add(file);
  };
  for (const file of imports.keys()) walk(file, []);
  return cycles;
}

// ESLint's no-cycle does not look at imports of types.
it('no files import each other in a circle, for a type neither', () => {
  const files = folders.flatMap(listFiles);
  expect(findCycles(new Map(files.map((file) => [file, importsOf(file)])))).toEqual([]);
});
