import { createServer } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { acceptAll } from './accept-all.mjs';

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

/** An HTTP server that stops without leaving a request unanswered that reached it. */
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
  }

  /** Listens itself; rejects when it cannot. */
  listen({ port, host }) {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
  }

  /** Serves connections that somebody else accepts and hands to `take`. */
  awaitHanded() {
    // Node begins to look after slow headers and bodies with this event.
    this.#server.emit('listening');
  }

  take(socket) {
    this.#server.emit('connection', socket);
    socket.resume();
  }

  /**
   * Takes no new connection, ends the requests in hand and those that kept connections bring meanwhile,
   * telling their senders that it closes, and then closes what is quiet.
   */
  async stop() {
    this.#isStopping = true;
    if (this.#server.listening) {
      await acceptAll(this.#server);
      // HTTP's own would close idle connections at once, on which a request may just be coming.
      NetServer.prototype.close.call(this.#server);
    }
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
