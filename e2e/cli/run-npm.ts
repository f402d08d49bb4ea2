import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { preload } from '../../harness/preload';
import { projectRoot } from '../../harness/register-process';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A DATA_DIR that does not exist yet, and what removes it again. */
export function temporaryDataDir(): { dataDir: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'register-cli-'));
  return {
    dataDir: path.join(folder, 'data'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Runs `npm run COMMAND -- ARGUMENTS` as an operator would, with these settings and none of the
 * caller's own, and waits for its end.
 */
export function runNpm(
  settings: Record<string, string>,
  command: string,
  ...args: string[]
): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', command, '--', ...args], {
      cwd: projectRoot,
      env: {
        PATH,
        HOME,
        NODE_ENV: 'production',
        APP_ENV: 'test',
        LOG_LEVEL: 'silent',
        NODE_OPTIONS: preload('baseline-wasm.cjs'),
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The command did nothing and says why in plain words: its reason is there, and no stack. */
export function expectRefusal(ended: Ended, ...reasons: string[]): void {
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  for (const reason of reasons) expect(ended.stderr).toContain(reason);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
}
