import fs from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { migrate } from '../migrate';
import { contentHash, copyOnceMade } from './copy-once-made';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const migrations = path.join(root, 'prisma', 'migrations');
/**
 * Buffers for all that a test writes. Those that PostgreSQL asks for by itself, 128 MB, are cleared at each
 * start: that would be half of what a start costs, and memory that nothing uses.
 */
const settings = 'shared_buffers = 16MB\n';

/** Names an embedded database of this version, which another does not open, with these migrations and settings. */
export function pgliteName(): string {
  const manifest = path.join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json');
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string };
  const files = fs
    .readdirSync(migrations, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const texts = files.map((file) => fs.readFileSync(path.join(migrations, file), 'utf8'));
  return `pglite-${version}-${contentHash(settings, ...files, ...texts)}`;
}

async function makeMigrated(folder: string): Promise<void> {
  const dataDir = path.join(folder, 'pglite');
  const lite = await PGlite.create({ dataDir });
  await migrate(
    { query: (sql, values) => lite.query(sql, values), exec: (sql) => lite.exec(sql) },
    migrations,
  );
  await lite.close();
  fs.appendFileSync(path.join(dataDir, 'postgresql.conf'), settings);
}

/**
 * Puts an embedded database with every table and no row where the one of `dataDir` belongs, as its first
 * start would make it. Making one costs four seconds of a core, copying a fraction of one.
 */
export async function copyEmptyPglite(dataDir: string): Promise<void> {
  await copyOnceMade(pgliteName(), dataDir, makeMigrated);
}
