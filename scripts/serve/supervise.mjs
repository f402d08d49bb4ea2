/**
 * The supervisor of several processes that serve one register: it accepts connections, hands them to its
 * workers in turn, brings a worker back that died, and answers for them when it is told to stop. It
 * reads no request and holds no data.
 *
 * It does not leave accepting to node:cluster, which resets what it has accepted while the last of its
 * workers closes.
 */
import { Acceptor } from './acceptor.mjs';
import { answerScrapes } from './answer-scrapes.mjs';
import { newLog } from './new-log.mjs';
import { Worker } from './worker.mjs';

/** Longer than a worker takes when nothing goes wrong. */
const INSIST_MS = 50_000;

const WORDS = 'Please try again in a minute. Rhowch gynnig arall arni ymhen munud.\n';
/** To who comes while no worker lives: a program or a person, nobody knows which. */
const NOBODY = [
  'HTTP/1.1 503 Service Unavailable',
  'Retry-After: 5',
  'Cache-Control: no-store',
  'Content-Type: text/plain; charset=utf-8',
  `Content-Length: ${Buffer.byteLength(WORDS)}`,
  'Connection: close',
  '',
  WORDS,
].join('\r\n');

/** Gives connections to the workers in turn. */
function giver(workers) {
  let turn = 0;
  return (socket) => {
    const ready = workers.filter((worker) => worker.isReady);
    const worker = ready[turn++ % ready.length];
    if (worker) worker.hand(socket);
    else socket.resume().end(NOBODY);
  };
}

async function startAll(workers) {
  const started = await Promise.all(workers.map((worker) => worker.start()));
  return started.every(Boolean);
}

/** Stops all workers gently, and then this process, with 1 when one had to be killed. */
async function stopAll(acceptor, workers) {
  await acceptor.close();
  const insist = setTimeout(() => workers.forEach((worker) => worker.kill()), INSIST_MS);
  const codes = await Promise.all(workers.map((worker) => worker.stop()));
  clearTimeout(insist);
  process.exit(codes.every((code) => code === 0) ? 0 : 1);
}

/** Serves the register by `count` processes at `place`; ends this process when they cannot start. */
export async function supervise(count, place) {
  const log = newLog();
  const workers = Array.from({ length: count }, (_, index) => new Worker(index + 1, count, log));
  const acceptor = new Acceptor(giver(workers));
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void stopAll(acceptor, workers);
  };
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, stop);
  const giveUp = () => {
    workers.forEach((worker) => worker.kill());
    process.exit(1);
  };
  // The first brings the database up to date; why it cannot start, it says itself.
  const [first, ...others] = workers;
  const isUp = (await first.start()) && (await startAll(others));
  if (isStopping) return;
  if (!isUp) return giveUp();
  answerScrapes();
  for (const worker of workers) worker.keepUp();
  try {
    await acceptor.listen(place);
  } catch (error) {
    console.error(error.message);
    giveUp();
  }
}
