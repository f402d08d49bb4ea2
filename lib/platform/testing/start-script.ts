import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

export interface RunningScript {
  pid: number;
  /** Resolves once it has written a whole line, with that line. @throws when it ends without one */
  firstLine: Promise<string>;
  /** Ends it without warning, as a crash would. */
  kill: () => Promise<void>;
}

/**
 * Runs TypeScript source in a process of its own, with the settings of this test. It does not outlive
 * the test.
 * @param through a command that starts another one, and arguments of its own
 */
export function startScript(source: string, through: string[] = []): RunningScript {
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', source];
  const [program = '', ...args] = [...through, ...node];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const firstLine = new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const end = output.indexOf('\n');
      if (end >= 0) resolve(output.slice(0, end));
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error('the script ended without a line')));
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return { pid: child.pid ?? 0, firstLine, kill };
}
