import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { closeDatabase, openDatabase } from '@/lib/db/database';
import { startQueue, stopQueue } from '@/lib/db/queue';
import { copyEmptyPglite } from '@/lib/db/testing/copy-empty-pglite';
import { ensureKeyRing } from '@/lib/platform/key-ring';
import { setSettings } from '@/lib/platform/testing/set-settings';

/**
 * An empty embedded database with its queue and keys, for one test file; first call of the file, since
 * settings are read once. Answers what takes it down again.
 */
export async function openTestDatabase(settings: Record<string, string> = {}) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'register-mail-'));
  setSettings({ DATA_DIR: dataDir, ...settings });
  ensureKeyRing();
  await copyEmptyPglite(dataDir);
  await openDatabase();
  await startQueue();
  return async () => {
    await stopQueue();
    await closeDatabase();
    vi.unstubAllEnvs();
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
}
