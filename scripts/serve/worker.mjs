import cluster from 'node:cluster';
import { CONNECTION, READY, STOP } from './worker-messages.mjs';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
/** One that lived so long did not die of what its predecessor died of. */
const STEADY_MS = 60_000;

/** One place among the workers, and the process that holds it now. */
export class Worker {
  isReady = false;
  #process = null;
  #isStopping = false;
  #pauseMs = FIRST_PAUSE_MS;
  #restart = null;
  /** A process that ends is followed by another. */
  #isKeptUp = false;
  #log;

  constructor(number, count, log) {
    this.number = number;
    this.count = count;
    this.#log = log;
  }

  /** Starts a process; true when it is ready, false when it ended before. */
  start() {
    if (this.#isStopping) return Promise.resolve(false);
    const startedAt = performance.now();
    const child = cluster.fork({ WORKER: String(this.number), WORKERS: String(this.count) });
    this.#process = child;
    return new Promise((resolve) => {
      child.on('message', (message) => {
        if (message?.type !== READY) return;
        this.isReady = true;
        this.#log.info({ worker: this.number, pid: child.process.pid }, 'worker ready');
        resolve(true);
      });
      child.once('disconnect', () => (this.isReady = false));
      child.once('exit', (code, signal) => {
        this.isReady = false;
        this.#process = null;
        resolve(false);
        if (performance.now() - startedAt >= STEADY_MS) this.#pauseMs = FIRST_PAUSE_MS;
        if (this.#isKeptUp) this.#startAgain({ code, signal });
      });
    });
  }

  /** From now on a process that ends is followed by another, later each time that one does not live long. */
  keepUp() {
    this.#isKeptUp = true;
    if (!this.#process) this.#startAgain({});
  }

  #startAgain(ended) {
    if (this.#isStopping) return;
    const pause = this.#pauseMs;
    this.#pauseMs = Math.min(pause * 2, LONGEST_PAUSE_MS);
    this.#log.error({ worker: this.number, ...ended, 'again-in-ms': pause }, 'worker ended');
    this.#restart = setTimeout(() => void this.start(), pause);
  }

  hand(socket) {
    this.#process.send({ type: CONNECTION }, socket, (error) => {
      if (error) socket.destroy();
    });
  }

  /** Has the process end its requests; its exit code when it has, 0 when there was none. */
  stop() {
    this.#isStopping = true;
    clearTimeout(this.#restart);
    const child = this.#process;
    if (!child) return Promise.resolve(0);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.isConnected()) child.send({ type: STOP }, () => undefined);
    return ended;
  }

  kill() {
    this.#isStopping = true;
    clearTimeout(this.#restart);
    this.#process?.process.kill('SIGKILL');
  }
}
