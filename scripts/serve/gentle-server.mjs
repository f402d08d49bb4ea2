import { createServer } from 'node:http';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** A connection without a word for so long brings no request that is already under way. */
const QUIET_MS = 250;
const LOOK_MS = 20;
/** What is not answered by then never will be. */
const GRACE_MS = 25_000;

/** What is known of one connection. */
class Line {
  /** Answers that are being made. */
  inHand = new Set();
  #bytes = 0;
  #lastWord = performance.now();

  constructor(socket) {
    this.socket = socket;
  }

  add(response) {
    this.inHand.add(response);
    response.once('close', () => {
      this.inHand.delete(response);
      this.#lastWord = performance.now();
    });
  }

  isQuiet() {
    if (this.socket.bytesRead !== this.#bytes) {
      this.#bytes = this.socket.bytesRead;
      this.#lastWord = performance.now();
    }
    return this.inHand.size === 0 && performance.now() - this.#lastWord >= QUIET_MS;
  }
}

const closeAfterwards = (response) => {
  if (!response.headersSent) response.setHeader('Connection', 'close');
};

/** An HTTP server for connections accepted elsewhere, that stops without leaving a request unanswered. */
export class GentleServer {
  #lines = new Map();
  #isStopping = false;
  #server;

  constructor(handle, options = {}) {
    this.#server = createServer(options, (request, response) => {
      this.#lines.get(request.socket)?.add(response);
      if (this.#isStopping) closeAfterwards(response);
      handle(request, response);
    });
    this.#server.on('connection', (socket) => {
      this.#lines.set(socket, new Line(socket));
      socket.once('close', () => this.#lines.delete(socket));
    });
    // Node begins to look after slow headers and bodies with this event; listening is another's.
    this.#server.emit('listening');
  }

  /** Serves a connection of which nothing was read yet. */
  take(socket) {
    this.#server.emit('connection', socket);
    socket.resume();
  }

  /**
   * Ends the requests in hand and those that kept connections bring meanwhile, telling their senders that
   * it closes, and then closes what is quiet. No connection may be handed to it from now on.
   */
  async stop() {
    this.#isStopping = true;
    for (const { inHand } of this.#lines.values()) inHand.forEach(closeAfterwards);
    const deadline = performance.now() + GRACE_MS;
    while (this.#lines.size > 0 && performance.now() < deadline) {
      // What has arrived is read before this turn comes.
      await nextTurn();
      for (const line of this.#lines.values()) if (line.isQuiet()) line.socket.destroySoon();
      await sleep(LOOK_MS);
    }
    for (const { socket } of this.#lines.values()) socket.destroy();
  }
}
