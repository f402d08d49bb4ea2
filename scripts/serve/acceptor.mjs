import { createServer } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A flood that does not end in this time is cut off. */
const PATIENCE_MS = 2000;
/** Two turns that take longer did other work, while which one may have come. */
const BRIEF_MS = 2;

/** Listens, and gives each connection on unread, to be served here or by another process. */
export class Acceptor {
  #came = 0;
  /** Connections that wait for the listening to end. */
  #held = null;
  #give;
  #server;

  constructor(give) {
    this.#give = give;
    this.#server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
      this.#came += 1;
      socket.on('error', () => undefined); // gone before anybody served it
      if (this.#held) this.#held.push(socket);
      else give(socket);
    });
  }

  /** @throws {Error} in words for the operator, when nothing can be listened to there */
  async listen({ port, host }) {
    try {
      await new Promise((resolve, reject) => {
        this.#server.once('error', reject);
        this.#server.listen(port, host, resolve);
      });
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
      throw new Error(`Port ${port} is in use by another program.`, { cause: error });
    }
  }

  /**
   * Ends the listening. The system opens connections before this process sees them and resets those that
   * it has not seen by the end: so all are taken first, and served afterwards, since serving takes the
   * time in which others come.
   */
  async close() {
    if (!this.#server.listening) return;
    this.#held = [];
    const deadline = performance.now() + PATIENCE_MS;
    while (!(await this.#isQuiet()) && performance.now() < deadline);
    this.#server.close();
    for (const socket of this.#held) this.#give(socket);
  }

  /** Whether none came in a moment in which this process had nothing else to do. */
  async #isQuiet() {
    const before = this.#came;
    const started = performance.now();
    // Whatever waits is taken between two turns.
    await nextTurn();
    await nextTurn();
    return this.#came === before && performance.now() - started < BRIEF_MS;
  }
}
