import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { closeDatabase, openDatabase } from '@/lib/db/database';
import { startQueue, stopQueue } from '@/lib/db/queue';
import { ensureKeyRing } from '@/lib/platform/key-ring';

/**
 * An empty embedded database with its queue and keys, for one test file; first call of the file, since
 * settings are read once. Answers what takes it down again.
 */
export async function openTestDatabase(settings: Record<string, string> = {}) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'register-mail-'));
  const all = {
    APP_ENV: 'test',
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    LOG_LEVEL: 'silent',
    ...settings,
  };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  ensureKeyRing();
  await openDatabase();
  await startQueue();
  return async () => {
    await stopQueue();
    await closeDatabase();
    vi.unstubAllEnvs();
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
}
