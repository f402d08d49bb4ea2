import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { env } from './env';
import {
  generateKeyRing,
  KeyRingError,
  parseKeyRing,
  rotateKeyRing,
  type KeyRing,
} from './key-ring-shape';

/** Where the ring of this installation lies, or null when it comes whole from `KEY_RING`. */
export function keyRingFile(): string | null {
  if (env().KEY_RING) return null;
  return env().KEY_RING_FILE ?? path.join(env().DATA_DIR, 'keys.json');
}

/**
 * Replaces `file` by `ring`, whole or not at all. The new file keeps the owner of the old one, since a
 * rotation by root would otherwise take the ring from the running register; nobody else can read it.
 */
export function writeKeyRingFile(file: string, ring: KeyRing): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(temporary, `${JSON.stringify(ring, null, 2)}\n`, { mode: 0o600 });
  const replaced = fs.statSync(/*turbopackIgnore: true*/ file, { throwIfNoEntry: false });
  if (replaced) {
    fs.chownSync(temporary, replaced.uid, replaced.gid);
    // A group may be let in on purpose; where everybody was, nobody meant it.
    if ((replaced.mode & 0o044) === 0o040) fs.chmodSync(temporary, 0o640);
  }
  fs.renameSync(temporary, file);
}

/** Makes the ring's file if there is none. One of several starters wins. */
export function createKeyRingFile(file: string, at: Date): void {
  if (fs.existsSync(/*turbopackIgnore: true*/ file)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, `${JSON.stringify(generateKeyRing(at), null, 2)}\n`, { mode: 0o600 });
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    fs.unlinkSync(draft);
  }
}

/** Gives a ring that was made before there were receipts its first receipt key. */
export function completeKeyRingFile(file: string, at: Date): void {
  const { ring } = readKeyRingFile(file);
  if (ring.receipt.length === 0) writeKeyRingFile(file, rotateKeyRing(ring, 'receipt', at));
}

/** The ring of a file and when that was last written. @throws {KeyRingError} */
export function readKeyRingFile(file: string): { ring: KeyRing; mtimeMs: number } {
  try {
    const { mtimeMs } = fs.statSync(/*turbopackIgnore: true*/ file);
    const text = fs.readFileSync(/*turbopackIgnore: true*/ file, 'utf8');
    return { ring: parseKeyRing(text, 'KEY_RING_FILE'), mtimeMs };
  } catch (error) {
    if (error instanceof KeyRingError) throw error;
    throw new KeyRingError(`KEY_RING_FILE: ${file} cannot be read`, { cause: error });
  }
}

/** When the ring's file was last written, milliseconds. */
export function keyRingFileTime(file: string): number {
  return fs.statSync(/*turbopackIgnore: true*/ file).mtimeMs;
}
