import { vi } from 'vitest';
import { forgetProcess } from './forget-process';

/**
 * Gives this test file's process other settings, as if it had started with them. Nothing may be open
 * that hangs on the old ones (a database, the queue).
 */
export function setSettings(settings: Record<string, string>): void {
  const base = { APP_ENV: 'test', DATABASE_URL: '', LOG_LEVEL: 'silent', KEY_RING: '' };
  for (const [name, value] of Object.entries({ ...base, ...settings })) vi.stubEnv(name, value);
  forgetProcess();
}
