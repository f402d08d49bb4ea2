import fs from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { migrate } from '../migrate';
import { contentHash, copyOnceMade } from './copy-once-made';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const migrations = path.join(root, 'prisma', 'migrations');

/** Names an embedded database of this version, which another does not open, with these migrations. */
export function pgliteName(): string {
  const manifest = path.join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json');
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string };
  const files = fs
    .readdirSync(migrations, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const texts = files.map((file) => fs.readFileSync(path.join(migrations, file), 'utf8'));
  return `pglite-${version}-${contentHash(...files, ...texts)}`;
}

async function makeMigrated(folder: string): Promise<void> {
  const lite = await PGlite.create({ dataDir: path.join(folder, 'pglite') });
  await migrate(
    { query: (sql, values) => lite.query(sql, values), exec: (sql) => lite.exec(sql) },
    migrations,
  );
  await lite.close();
}

/**
 * Puts an embedded database with every table and no row where the one of `dataDir` belongs, as its first
 * start would make it. Making one costs four seconds of a core, copying a fraction of one.
 */
export async function copyEmptyPglite(dataDir: string): Promise<void> {
  await copyOnceMade(pgliteName(), dataDir, makeMigrated);
}
