import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { foldersOnPath, isExecutable } from './find-executable.mjs';

const debianFolder = '/usr/lib/postgresql';

function debianBinFolders() {
  if (!existsSync(debianFolder)) return [];
  return readdirSync(debianFolder)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => path.join(debianFolder, version, 'bin'));
}

/**
 * The folder of an installed PostgreSQL server's programs, the newest first.
 *
 * @returns {string | null} null when there is none
 */
export function findPostgres() {
  const hasServer = (folder) =>
    ['initdb', 'postgres'].every((program) => isExecutable(path.join(folder, program)));
  return [...debianBinFolders(), ...foldersOnPath()].find(hasServer) ?? null;
}
