/**
 * `npm start`: serves the built register. The settings come from the environment; APP_ENV decides
 * what kind of register it is (production when absent).
 *
 * Next runs inside this very process, behind a server of our own: the one place that knows the socket,
 * and so which address a request really comes from. On SIGTERM or SIGINT it takes no new request, lets
 * those in hand end, stops the workers and closes the database.
 */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

if (!existsSync(path.join(root, '.next', 'BUILD_ID'))) {
  console.error('The register is not built yet. Run: npm run build');
  process.exit(1);
}

process.env.NODE_ENV = 'production';
process.env.NEXT_TELEMETRY_DISABLED = '1';

const isProduction = (process.env.APP_ENV || 'production') === 'production';
const port = Number(process.env.PORT || '3000');
// In production a proxy on another machine may stand before it; elsewhere nobody else should reach it.
const host = isProduction ? undefined : 'localhost';
const trustedHops = Number(process.env.TRUSTED_PROXY_HOPS || '0');

/** Headers by which a proxy, or a stranger posing as one, would name another host or address. */
const claims = [
  'forwarded',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-real-ip',
];

/** Next answers these; any other method makes it fail. */
const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const STRANGE_METHOD = 'x-register-strange-method';

/** Hands a method that Next does not know on as OPTIONS, marked, for the API to refuse by its own rules. */
function markStrangeMethod(request) {
  if (knownMethods.includes(request.method)) return;
  request.headers[STRANGE_METHOD] = request.method;
  request.method = 'OPTIONS';
}

/** Makes a path that cannot be decoded, at which Next fails, one that can: then it is merely unknown. */
function mendPath(request) {
  const [path] = request.url.split('?', 1);
  try {
    decodeURIComponent(path);
  } catch {
    request.url = path.replaceAll('%', '%25') + request.url.slice(path.length);
  }
}

/** Who sent it: the socket's peer, or what the outermost trusted proxy saw. */
function senderOf(request) {
  const peer = request.socket.remoteAddress ?? '';
  if (trustedHops === 0) return peer;
  const chain = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
  return chain.at(-trustedHops) ?? peer;
}

const next = createRequire(import.meta.url)('next');
const app = next({ dev: false, dir: root, hostname: 'localhost', port });
await app.prepare();
const handle = app.getRequestHandler();

/**
 * Answers a request to the API by the register's own handlers, which skip Next's pipeline; false leaves
 * it to Next, as does everything that comes before the register has started. `API_SERVER=next` sends all
 * of it through Next, to compare the two.
 */
function serveApi(request, response) {
  if (process.env.API_SERVER === 'next') return false;
  return globalThis[Symbol.for('register.serve-api')]?.(request, response) ?? false;
}

const server = createServer((request, response) => {
  const sender = senderOf(request);
  for (const name of [...claims, STRANGE_METHOD]) delete request.headers[name];
  request.headers['x-forwarded-for'] = sender;
  if (serveApi(request, response)) return;
  markStrangeMethod(request);
  mendPath(request);
  void handle(request, response);
});

const GRACE_MS = 25_000;

let isStopping = false;
async function stop() {
  if (isStopping) return;
  isStopping = true;
  const late = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  late.unref();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  await globalThis[Symbol.for('register.stop-register')]?.();
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop());

server.on('error', (error) => {
  const reason =
    error.code === 'EADDRINUSE' ? `Port ${port} is in use by another program.` : error.message;
  console.error(reason);
  process.exit(1);
});
server.listen(port, host);
