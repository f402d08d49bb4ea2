import { GentleServer } from './gentle-server.mjs';
import { endWaits, registerHandler, stopRegister, untilStarted } from './register-handler.mjs';
import { CONNECTION, READY, STOP } from './worker-messages.mjs';

/**
 * Serves the register as one of several processes: the supervisor accepts connections and hands them
 * over, and tells when to stop. Both come the same way, so that every connection comes before the stop.
 */
export async function serveAsWorker(root, port) {
  // A terminal and an init system signal all processes: the supervisor decides.
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => undefined);
  let server = null;
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    endWaits();
    await server?.stop();
    await stopRegister();
    process.exit(0);
  };
  process.on('message', (message, socket) => {
    if (message?.type === STOP) void stop();
    // Nothing comes with it when the other side has gone meanwhile.
    if (message?.type === CONNECTION && socket) server.take(socket);
  });
  server = new GentleServer(await registerHandler(root, port));
  await untilStarted();
  process.send({ type: READY });
}
