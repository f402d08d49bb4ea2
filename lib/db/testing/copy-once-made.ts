import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const cache = path.resolve(
  import.meta.dirname,
  ...['..', '..', '..', 'node_modules', '.cache', 'register-tests'],
);

/** Short enough for a folder's name, and another for every other content. */
export const contentHash = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);

/** Several processes may come here at once: each makes its own, the first one's stays. */
async function makeOriginal(
  original: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const draft = `${original}.${randomBytes(6).toString('hex')}`;
  fs.mkdirSync(draft, { recursive: true });
  await make(draft);
  try {
    fs.renameSync(draft, original);
  } catch (error) {
    if (!fs.existsSync(original)) throw error;
    fs.rmSync(draft, { recursive: true });
  }
}

/**
 * Puts what `make` puts into a folder into `target`; made by the first to ask for `name`, copied ever
 * after, by later test runs as well. So the name must tell all that what is made depends on.
 */
export async function copyOnceMade(
  name: string,
  target: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const original = path.join(cache, name);
  if (!fs.existsSync(original)) await makeOriginal(original, make);
  fs.cpSync(original, target, { recursive: true });
}
