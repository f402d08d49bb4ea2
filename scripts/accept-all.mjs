import { setImmediate as nextTurn } from 'node:timers/promises';

const PATIENCE_MS = 1000;

/**
 * Resolves when `server` has taken every connection that the system has already opened for it: closing
 * it with some still waiting there would reset them. Those that come meanwhile are taken too, for a
 * second at most.
 */
export async function acceptAll(server) {
  let came = 0;
  const count = () => (came += 1);
  server.on('connection', count);
  const deadline = performance.now() + PATIENCE_MS;
  for (let before = -1; came !== before && performance.now() < deadline;) {
    before = came;
    // Whatever waits is taken between two turns.
    await nextTurn();
    await nextTurn();
  }
  server.off('connection', count);
}
