import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { httpRequest } from './http-request';

const READY_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 20_000;
const LOG_TAIL = 4_000;

export const projectRoot = path.resolve(import.meta.dirname, '..');

/** Kept alive no longer than the test process, however that ends. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** The built register as one operating-system process, its output appended to `logFile`. */
export class RegisterProcess {
  #child: ChildProcess | null = null;

  constructor(
    private readonly listenUrl: string,
    private readonly environment: Record<string, string>,
    private readonly logFile: string,
  ) {}

  logs(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** Resolves when `/readyz` answers 200. @throws {Error} with the end of the log otherwise */
  async start(): Promise<void> {
    const log = openSync(this.logFile, 'a');
    const child = spawn(process.execPath, [path.join(projectRoot, 'scripts', 'start.mjs')], {
      cwd: projectRoot,
      env: { ...this.environment, NODE_ENV: 'production' },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    running.add(child);
    child.once('exit', () => running.delete(child));
    this.#child = child;
    try {
      await this.#untilReady(child);
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  /**
   * Asks it to end, as an operator's supervisor would, and insists after a while. Answers its exit code,
   * null when it did not end by itself.
   */
  async stop(): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    const insist = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    child.kill('SIGTERM');
    await end(child);
    clearTimeout(insist);
    this.#child = null;
    return child.exitCode;
  }

  /** Ends it without warning, as a crash would. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    child.kill('SIGKILL');
    await end(child);
    this.#child = null;
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    let last = 'no answer yet';
    while (Date.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`the register ended before it was ready:\n${this.logs().slice(-LOG_TAIL)}`);
      }
      try {
        const { status, text } = await httpRequest(`${this.listenUrl}/readyz`);
        if (status === 200) return;
        last = `${status} ${text.slice(0, 200)}`;
      } catch (error) {
        last = String(error);
      }
      await sleep(100);
    }
    throw new Error(`the register was not ready: ${last}\n${this.logs().slice(-LOG_TAIL)}`);
  }
}
