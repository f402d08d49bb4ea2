import { availableParallelism, totalmem } from 'node:os';
import { readProgress } from './lane-progress.mjs';
import { addOutcomes, nothingYet } from './outcome.mjs';

/** With more, registers would wait for the processor where tests count on an answer in time. */
const MOST_LANES = 4;
/** What the registers and the test process of one lane take at most. */
const LANE_BYTES = 1.75 * 2 ** 30;
const PROGRESS_INTERVAL_MS = 30_000;

/**
 * @typedef {object} Job
 * @property {string} title
 * @property {string} [progressFile] where a run of tests notes how far it is
 * @property {() => Promise<{ output: string, outcome: import('./outcome.mjs').Outcome }>} run
 */

/** @param {string} title of what is run or shown next */
export function announce(title) {
  console.log(`\n── ${title}`);
}

/** Shows every half minute how far the lanes are, whose own words come when each has ended. */
function reportProgress(running) {
  const timer = setInterval(() => {
    for (const [title, file] of running) {
      const progress = file === null ? null : readProgress(file);
      const far = progress
        ? `${progress.files} files, ${progress.tests} tests, now ${progress.running.join(', ') || 'between files'}`
        : 'at work';
      console.log(`… ${title}: ${far}`);
    }
  }, PROGRESS_INTERVAL_MS);
  return () => clearInterval(timer);
}

/** Two more than processors, since the API tests wait half their time for the clock, where memory allows. */
function countLanes() {
  const fitting = Math.floor(totalmem() / LANE_BYTES);
  return Math.max(1, Math.min(availableParallelism() + 2, MOST_LANES, fitting));
}

/**
 * Runs jobs side by side, and answers what they come to together. What each has said is shown when it ends, and
 * meanwhile how far it is.
 *
 * @param {Job[]} jobs
 */
export async function runInLanes(jobs) {
  let outcome = nothingYet;
  const waiting = [...jobs];
  const running = new Map();
  const stopReporting = reportProgress(running);
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const startedAt = Date.now();
      running.set(job.title, job.progressFile ?? null);
      const done = await job.run();
      running.delete(job.title);
      announce(`${job.title} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
      console.log(done.output.trimEnd());
      outcome = addOutcomes(outcome, done.outcome);
    }
  };
  await Promise.all(Array.from({ length: countLanes() }, lane));
  stopReporting();
  return outcome;
}
