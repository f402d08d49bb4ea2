import { Acceptor } from './acceptor.mjs';
import { GentleServer } from './gentle-server.mjs';
import { endWaits, registerHandler, stopRegister } from './register-handler.mjs';

/**
 * Serves the register by this one process. On SIGTERM or SIGINT it takes no new request, lets those in
 * hand end, stops the workers and closes the database.
 */
export async function serveAlone(root, place) {
  const server = new GentleServer(await registerHandler(root, place.port));
  const acceptor = new Acceptor((socket) => server.take(socket));
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await acceptor.close();
    endWaits();
    await server.stop();
    await stopRegister();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop());
  try {
    await acceptor.listen(place);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
