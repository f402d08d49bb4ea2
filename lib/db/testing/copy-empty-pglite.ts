import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const modules = path.resolve(import.meta.dirname, '..', '..', '..', 'node_modules');

/** One per version: a folder of another does not open. */
function original(): string {
  const manifest = path.join(modules, '@electric-sql', 'pglite', 'package.json');
  const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string };
  return path.join(modules, '.cache', 'register-tests', `pglite-${version}`);
}

/** Several processes may come here at once: each makes its own, the first one's stays. */
async function makeOriginal(folder: string): Promise<void> {
  const draft = `${folder}.${randomBytes(6).toString('hex')}`;
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const lite = await PGlite.create({ dataDir: draft });
  await lite.close();
  try {
    fs.renameSync(draft, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
    fs.rmSync(draft, { recursive: true });
  }
}

/**
 * Puts an embedded database without any table where the one of `dataDir` belongs, as its first start
 * would make it. Making one costs three seconds of a core, copying a fraction of one.
 */
export async function copyEmptyPglite(dataDir: string): Promise<void> {
  const folder = original();
  if (!fs.existsSync(folder)) await makeOriginal(folder);
  fs.cpSync(folder, path.join(dataDir, 'pglite'), { recursive: true });
}
