import { GentleServer } from './gentle-server.mjs';
import { registerHandler, stopRegister } from './register-handler.mjs';
import { whyNotListening } from './why-not-listening.mjs';

/**
 * Serves the register by this one process. On SIGTERM or SIGINT it takes no new request, lets those in
 * hand end, stops the workers and closes the database.
 */
export async function serveAlone(root, place) {
  const server = new GentleServer(await registerHandler(root, place.port));
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await server.stop();
    await stopRegister();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop());
  try {
    await server.listen(place);
  } catch (error) {
    console.error(whyNotListening(error, place));
    process.exit(1);
  }
}
