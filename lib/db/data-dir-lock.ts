import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export class DataDirBusyError extends Error {
  override name = 'DataDirBusyError';
}

interface Owner {
  pid: number;
  host: string;
  /** Start time of the process in clock ticks since boot; tells a reused pid apart (Linux only). */
  startedAt: string | null;
}

function processStart(pid: number): string | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null; // no /proc on this system, or no such process
  }
}

function isAlive(owner: Owner): boolean {
  if (owner.host !== os.hostname()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user. After a restart of the machine that may be any program.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const startedAt = processStart(owner.pid);
  return owner.startedAt === null || startedAt === null || owner.startedAt === startedAt;
}

function readOwner(file: string): Owner | null {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Owner;
  } catch {
    return null; // gone meanwhile, or cut off by a crash: nobody holds it
  }
}

/**
 * Takes `dataDir` for this process alone: two writers of one embedded database lose each other's rows.
 * A lock left by a process that no longer runs is taken over. A holder on another host (a shared
 * volume) always counts as running, since nothing here can tell.
 *
 * @returns what releases the lock
 * @throws {DataDirBusyError} naming the process that holds it
 */
export function lockDataDir(dataDir: string): () => void {
  fs.mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'register.lock');
  const owner: Owner = {
    pid: process.pid,
    host: os.hostname(),
    startedAt: processStart(process.pid),
  };
  // Written aside and linked, so that the lock never exists without its owner's name in it.
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(owner));
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (tryLink(draft, file)) return () => fs.rmSync(file, { force: true });
      const holder = readOwner(file);
      if (holder && isAlive(holder)) {
        throw new DataDirBusyError(
          `The embedded database in ${dataDir} is in use by process ${holder.pid} on ${holder.host}. ` +
            'Stop it first, give this one another DATA_DIR, or use PostgreSQL (DATABASE_URL).',
        );
      }
      discardStale(file, holder);
    }
    throw new DataDirBusyError(
      `The embedded database in ${dataDir} is being taken by another process.`,
    );
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

function tryLink(draft: string, file: string): boolean {
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead owner's lock away; whoever moved a live one by a race puts it back. */
function discardStale(file: string, seen: Owner | null): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return; // another process was faster
  }
  const moved = readOwner(aside);
  if (moved && (moved.pid !== seen?.pid || moved.startedAt !== seen.startedAt)) {
    tryLink(aside, file);
  }
  fs.rmSync(aside, { force: true });
}
