import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

export const oneFailed = { passed: 0, failed: 1, skipped: 0 };
export const onePassed = { passed: 1, failed: 0, skipped: 0 };

export function addCounts(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

function vitestCounts(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function playwrightCounts({ stats }) {
  if (stats.flaky > 0)
    console.error(`${stats.flaky} browser tests passed at their second try only.`);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

/**
 * The counts of a JSON report. What the counts cannot show (a file that does not load, a set-up
 * that throws, no test at all, no report) is one failure.
 *
 * @param {'vitest' | 'playwright'} kind
 * @param {string} file
 * @param {number} exitCode of the command that wrote it
 * @returns {Counts}
 */
export function readReport(kind, file, exitCode) {
  if (!existsSync(file)) {
    console.error(`No report was written to ${file}.`);
    return oneFailed;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const counts = kind === 'vitest' ? vitestCounts(report) : playwrightCounts(report);
  if (counts.passed + counts.failed === 0) {
    console.error(`No test ran according to ${file}.`);
    return addCounts(counts, oneFailed);
  }
  const isUnexplained = exitCode !== 0 && counts.failed === 0;
  return isUnexplained ? addCounts(counts, oneFailed) : counts;
}
