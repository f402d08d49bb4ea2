import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import compression from 'compression';
import { answererByName } from './answer-by-name.mjs';
import { sendingOwnScriptsOnly } from './own-scripts-only.mjs';
import { withWordsForMissing } from './worded-not-found.mjs';
import { answerForServer, askForUnknown, cleanRequest, fitForNext } from './clean-request.mjs';

/** There as soon as the register has started; see instrumentation.ts. */
const SERVE_API = Symbol.for('register.serve-api');

/**
 * Answers a request to the API by the register's own handlers, which skip Next's pipeline; false leaves
 * it to Next, as does everything that comes before the register has started. `API_SERVER=next` sends all
 * of it through Next, to compare the two.
 */
function serveApi(request, response) {
  if (process.env.API_SERVER === 'next') return false;
  return globalThis[SERVE_API]?.(request, response) ?? false;
}

/** What Next answers, as it goes out: with our scripts only, made small, and with words for what is missing. */
function pagesOf(app) {
  const compress = compression();
  const lean = sendingOwnScriptsOnly(app.getRequestHandler());
  return withWordsForMissing((request, response) =>
    compress(request, response, () => void lean(request, response)),
  );
}

/**
 * Starts the register in this very process, and hands out what answers its requests: behind a server of
 * our own, the one place that knows the socket, and so which address a request really comes from. `dev`:
 * from its sources and not from the build.
 */
export async function registerHandler(root, port, { dev = false } = {}) {
  const next = createRequire(import.meta.url)('next');
  const app = next({ dev, dir: root, hostname: 'localhost', port });
  await app.prepare();
  const handle = pagesOf(app);
  const settings = { ...process.env, ORIGIN: process.env.ORIGIN || `http://localhost:${port}` };
  const answerByName = answererByName(settings, askForUnknown);
  return (request, response) => {
    cleanRequest(request);
    if (answerForServer(request, response) || answerByName(request, response)) return;
    if (serveApi(request, response)) return;
    fitForNext(request);
    void handle(request, response);
  };
}

/** Resolves when the register has started, which ends the process where it cannot. */
export async function untilStarted() {
  while (!globalThis[SERVE_API]) await sleep(20);
}

/** Ends what requests wait for, so that they are answered now. */
export function endWaits() {
  const name = Symbol.for('register.stopping');
  globalThis[name] ??= new AbortController();
  globalThis[name].abort();
}

/** Stops the register's own work: its jobs, its queue and its database. */
export async function stopRegister() {
  await globalThis[Symbol.for('register.stop-register')]?.();
}
