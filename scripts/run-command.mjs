import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { readProgress } from './lane-progress.mjs';

const running = new Set();

/** Signals a command and all that it started. */
function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // it has ended by itself
  }
}

/** Passes a signal on to every command that still runs. */
export function stopCommands(signal) {
  for (const child of running) signalGroup(child, signal);
}

/**
 * Ends a command that makes no progress for `limitMs`: its process may be stuck where no time-out of its
 * own is heard.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ file: string, limitMs: number }} progress where the command writes its progress down
 * @returns {{ stop: () => void, stuck: () => string[] | null }} `stuck`: the files at which it stood
 *   still, null as long as it did not
 */
function watch(child, { file, limitMs }) {
  let stuck = null;
  let seen = null;
  let movedAt = performance.now();
  const timer = setInterval(
    () => {
      const progress = readProgress(file);
      const mark = JSON.stringify(progress);
      if (mark !== seen) {
        seen = mark;
        movedAt = performance.now();
      } else if (performance.now() - movedAt >= limitMs) {
        clearInterval(timer);
        stuck = progress?.running ?? [];
        signalGroup(child, 'SIGKILL');
      }
    },
    Math.min(1000, limitMs / 4),
  );
  return { stop: () => clearInterval(timer), stuck: () => stuck };
}

/**
 * Runs a command in the project root with no standard input.
 *
 * @param {string[]} command program and arguments
 * @param {{ cwd: string, env?: Record<string, string>, buffered?: boolean, gives?: boolean, timeoutMs?: number, progress?: { file: string, limitMs: number } }} options
 *   `buffered` keeps the output and returns it instead of showing it at once; `gives` lets every other
 *   command have the processor first; with `progress` it writes its progress to that file (PROGRESS_FILE),
 *   and is ended when it makes none for so long
 * @returns {Promise<{ code: number, output: string, stuck: string[] | null }>} never rejects: a command
 *   that cannot be started ends with code 127; `stuck`: the files at which it was ended for standing still
 */
export function runCommand(
  [program, ...args],
  { cwd, env = {}, buffered = false, gives = false, timeoutMs, progress },
) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env, ...(progress ? { PROGRESS_FILE: progress.file } : {}) },
      stdio: ['ignore', buffered ? 'pipe' : 'inherit', buffered ? 'pipe' : 'inherit'],
      timeout: timeoutMs,
      // A group of its own, so that what it started ends with it.
      detached: true,
    });
    if (gives && child.pid !== undefined) {
      setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    }
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    running.add(child);
    const watched = progress && child.pid !== undefined ? watch(child, progress) : null;
    const end = (code, note = '') => {
      running.delete(child);
      watched?.stop();
      const output = Buffer.concat(chunks).toString('utf8') + note;
      resolve({ code, output, stuck: watched?.stuck() ?? null });
    };
    child.once('error', (error) => end(127, `${program}: ${error.message}\n`));
    child.once('close', (code, signal) => end(code ?? 1, signal ? `ended by ${signal}\n` : ''));
  });
}
