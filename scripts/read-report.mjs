import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { addOutcomes, nothingYet, oneFailed } from './outcome.mjs';

/** @typedef {import('./outcome.mjs').Outcome} Outcome */

const nameOf = (file) => `[browser] e2e/browser/${file}`;

function failedSpecs({ suites = [], specs = [] }, titles) {
  const here = specs
    .filter(({ tests }) => tests.some(({ status }) => status === 'unexpected'))
    .map(({ file, title, tests }) => ({
      title: `${nameOf(file)}: ${[...titles, title].join(' > ')}`,
      detail: tests
        .flatMap(({ results }) => results.flatMap(({ errors }) => errors))
        .map(({ message }) => message)
        .join('\n'),
    }));
  return [...here, ...suites.flatMap((suite) => failedSpecs(suite, [...titles, suite.title]))];
}

function secondsOf({ suites = [], specs = [] }) {
  const own = specs
    .flatMap(({ tests }) => tests.flatMap(({ results }) => results))
    .reduce((sum, { duration }) => sum + duration / 1000, 0);
  return suites.reduce((sum, suite) => sum + secondsOf(suite), own);
}

/** The outcome that Playwright's JSON report has. */
function playwrightOutcome({ stats, suites, errors }) {
  if (stats.flaky > 0)
    console.error(`${stats.flaky} browser tests passed at their second try only.`);
  return {
    passed: stats.expected + stats.flaky,
    skipped: stats.skipped,
    files: suites.map((file) => ({ name: nameOf(file.title), seconds: secondsOf(file) })),
    failures: [
      // Each of these is a file, whose name its specs tell.
      ...suites.flatMap((file) => failedSpecs(file, [])),
      ...errors.map(({ message }) => ({ title: '[browser] outside the tests', detail: message })),
    ],
  };
}

/**
 * What the report of a command tells. What it cannot tell (no report, no test at all, a command that
 * failed with every test passed) is one failure.
 *
 * @param {'vitest' | 'playwright'} kind
 * @param {string} file
 * @param {number} exitCode of the command that wrote it
 * @param {{ isPart?: boolean }} [options] `isPart`: of named files only, which may be none here
 * @returns {Outcome}
 */
export function readReport(kind, file, exitCode, { isPart = false } = {}) {
  const title = `Tests: ${path.basename(file, '.json')}`;
  const ended = `ended with code ${exitCode}`;
  if (!existsSync(file)) {
    return isPart && exitCode === 0 ? nothingYet : oneFailed(title, `${ended} and wrote no report`);
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const outcome = kind === 'vitest' ? report : playwrightOutcome(report);
  if (outcome.failures.length > 0) return outcome;
  if (outcome.passed === 0 && !isPart) {
    return addOutcomes(outcome, oneFailed(title, 'no test ran'));
  }
  if (exitCode === 0) return outcome;
  return addOutcomes(outcome, oneFailed(title, `${ended}, though every test passed: see above`));
}
