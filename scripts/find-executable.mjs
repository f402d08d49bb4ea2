import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The folders of PATH, in its order. */
export function foldersOnPath() {
  return (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
}
