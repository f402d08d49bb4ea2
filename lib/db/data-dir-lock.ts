import fs from 'node:fs';
import path from 'node:path';
import { tryLock } from 'fs-native-extensions';

export class DataDirBusyError extends Error {
  override name = 'DataDirBusyError';
}

const FILE = 'register.lock';

/** Takes the lock of an open file; false when another has it. @throws where the file system keeps none */
function lock(file: number, dataDir: string, take: typeof tryLock): boolean {
  try {
    return take(file);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new Error(
      `DATA_DIR: the file system of ${dataDir} keeps no locks (${code}), without which two registers ` +
        'could write to one database. Use a folder on a local disk, or PostgreSQL (DATABASE_URL).',
      { cause },
    );
  }
}

/**
 * Takes `dataDir` for this process alone: two writers of one embedded database lose each other's rows. It
 * is the operating system's lock on an open file, which holds between containers whatever their host
 * names and process numbers, between hosts as far as the file system passes locks on, and which the
 * kernel releases when the process ends, however it ends. The file itself says nothing and stays.
 *
 * @returns what releases the lock
 * @throws {DataDirBusyError} when another process has it
 */
export function lockDataDir(dataDir: string, take = tryLock): () => void {
  fs.mkdirSync(dataDir, { recursive: true });
  const file = fs.openSync(path.join(dataDir, FILE), 'a', 0o600);
  try {
    if (lock(file, dataDir, take)) return () => fs.closeSync(file);
    throw new DataDirBusyError(
      `The embedded database in ${dataDir} is in use by another process, of this machine, of a container ` +
        'or of another machine with that folder. ' +
        'Stop it first, give this one another DATA_DIR, or use PostgreSQL (DATABASE_URL).',
    );
  } catch (error) {
    fs.closeSync(file);
    throw error;
  }
}
