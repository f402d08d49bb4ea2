import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface SmallDisk {
  folder: string;
  /** Leaves only so many bytes. */
  fill: (leaving: number) => void;
  /** Takes the ballast away. */
  free: () => void;
  remove: () => void;
}

const CHUNK = Buffer.alloc(64 * 1024, 1);

/** A disk of its own in memory, of so many megabytes; null where this user may not mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'register-disk-'));
  const mounting = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (mounting.status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  const ballast = openSync(path.join(folder, 'ballast'), 'w');
  const left = () => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  return {
    folder,
    fill(leaving) {
      for (let excess = left() - leaving; excess > 0; excess = left() - leaving) {
        writeSync(ballast, CHUNK, 0, Math.min(excess, CHUNK.length));
      }
    },
    free: () => ftruncateSync(ballast, 0),
    remove() {
      closeSync(ballast);
      execFileSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
