import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../harness/free-port';
import { projectRoot } from '../../../harness/register-process';

const PATIENCE_MS = 100_000;

export interface RefusedStart {
  /** Null when it had to be ended because it went on running. */
  code: number | null;
  output: string;
}

/** Starts the built register with these settings and waits for it to give up. */
export async function startAndFail(settings: Record<string, string>): Promise<RefusedStart> {
  const folder = mkdtempSync(path.join(tmpdir(), 'register-refused-'));
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [path.join(projectRoot, 'scripts', 'start.mjs')], {
    cwd: projectRoot,
    env: {
      PATH,
      HOME,
      NODE_ENV: 'production',
      PORT: String(await freePort()),
      DATA_DIR: path.join(folder, 'data'),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(patience);
  rmSync(folder, { recursive: true, force: true });
  return { code, output: Buffer.concat(chunks).toString('utf8') };
}
