import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../../harness/register-process';

export type SampleLanguage = 'curl' | 'typescript' | 'python';

const programs: Record<SampleLanguage, (name: string) => [string, ...string[]]> = {
  curl: (name) => ['bash', `${name}.sh`],
  typescript: (name) => [
    process.execPath,
    path.join(projectRoot, 'node_modules/tsx/dist/cli.mjs'),
    `${name}.ts`,
  ],
  python: (name) => ['python3', `${name.replaceAll('-', '_')}.py`],
};

export interface SampleRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a sample of `docs/samples` as a reader of the guide would, with these settings alone. */
export function runSample(
  language: SampleLanguage,
  name: string,
  args: string[],
  settings: Record<string, string>,
): Promise<SampleRun> {
  const [program, ...fixed] = programs[language](name);
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...fixed, ...args], {
      cwd: path.join(projectRoot, 'docs', 'samples', language),
      env: { NODE_ENV: 'production', PATH, HOME, PYTHONDONTWRITEBYTECODE: '1', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const run: SampleRun = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (run.stdout += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (run.stderr += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...run, code }));
  });
}
