import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

const running = new Set();

/** Passes a signal on to every command that still runs. */
export function stopCommands(signal) {
  for (const child of running) child.kill(signal);
}

/**
 * Runs a command in the project root with no standard input.
 *
 * @param {string[]} command program and arguments
 * @param {{ cwd: string, env?: Record<string, string>, buffered?: boolean, gives?: boolean, timeoutMs?: number }} options
 *   `buffered` keeps the output and returns it instead of showing it at once; `gives` lets every other
 *   command have the processor first
 * @returns {Promise<{ code: number, output: string }>} never rejects: a command that cannot be
 *   started ends with code 127
 */
export function runCommand(
  [program, ...args],
  { cwd, env = {}, buffered = false, gives = false, timeoutMs },
) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', buffered ? 'pipe' : 'inherit', buffered ? 'pipe' : 'inherit'],
      timeout: timeoutMs,
    });
    if (gives && child.pid !== undefined) {
      setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    }
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    running.add(child);
    const end = (code, note = '') => {
      running.delete(child);
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') + note });
    };
    child.once('error', (error) => end(127, `${program}: ${error.message}\n`));
    child.once('close', (code, signal) => end(code ?? 1, signal ? `ended by ${signal}\n` : ''));
  });
}
