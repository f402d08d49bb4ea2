import { PGlite } from '@electric-sql/pglite';

export class DatabaseDamagedError extends Error {
  override name = 'DatabaseDamagedError';
}

/**
 * Opens the embedded database in `folder`, making one where there is none.
 * @throws {DatabaseDamagedError} with what to do next, when what is there does not open
 */
export async function openPglite(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: folder });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatabaseDamagedError(
      `The embedded database in ${folder} does not open: ${reason}\n` +
        'Do not delete the folder: copy it away as it is. Then put the last backup of it in its place, or ' +
        'start with an empty DATA_DIR (the key ring beside it kept) and `npm run import` the last export. ' +
        'Where another version of the register wrote it, export with that version. ' +
        'docs/runbook.md, “The embedded database does not open”, has the steps.',
      { cause },
    );
  }
}
