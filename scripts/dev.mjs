/**
 * `npm run dev`: serves the register from its sources, made anew as they change. Pages go the way of
 * `npm start`, so that what their scripts do here is what they do there; the API goes through Next, which
 * alone knows that a route has changed.
 */
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { registerHandler, stopRegister } from './serve/register-handler.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
process.env.NODE_ENV = 'development';
process.env.NEXT_TELEMETRY_DISABLED = '1';
process.env.API_SERVER = 'next';

const port = Number(process.env.PORT || '3000');
const server = createServer(await registerHandler(root, port, { dev: true }));
server.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(port, 'localhost', () => console.log(`Ready on http://localhost:${port}`));

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
    void stopRegister().then(() => process.exit(0));
  });
}
