import { stripVTControlCharacters } from 'node:util';

/**
 * What came of a part of the run: how many passed, were skipped, every failure by name, and how long each
 * file of tests took.
 *
 * @typedef {{ title: string, detail: string }} Failure one test or check, and what it said
 * @typedef {{ name: string, seconds: number }} FileTime
 * @typedef {{ passed: number, skipped: number, failures: Failure[], files: FileTime[] }} Outcome
 */

const shownFailures = 20;
const shownFiles = 10;
const linesEach = 15;
const lineLength = 300;

/** @type {Outcome} */
export const nothingYet = { passed: 0, skipped: 0, failures: [], files: [] };
/** @type {Outcome} */
export const onePassed = { ...nothingYet, passed: 1 };

/** @returns {Outcome} */
export const oneFailed = (title, detail) => ({ ...nothingYet, failures: [{ title, detail }] });

/** @returns {Outcome} */
export function addOutcomes(...outcomes) {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    skipped: outcomes.reduce((sum, { skipped }) => sum + skipped, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
    files: outcomes.flatMap(({ files }) => files),
  };
}

function firstLines(detail) {
  const lines = stripVTControlCharacters(detail).trim().split('\n');
  const shown = lines.slice(0, linesEach).map((line) => `    ${line.slice(0, lineLength)}`);
  const rest = lines.length - shown.length;
  return rest > 0 ? [...shown, `    … ${rest} more lines`] : shown;
}

/**
 * The failures as text, each with the first lines of what it said: short enough to be whole in a log
 * of which only the end is kept.
 *
 * @param {Failure[]} failures
 */
export function describeFailures(failures) {
  const shown = failures.slice(0, shownFailures);
  const rest = failures.length - shown.length;
  return [
    ...shown.flatMap(({ title, detail }) => [
      `✗ ${title}`,
      ...(detail.trim() === '' ? [] : firstLines(detail)),
    ]),
    ...(rest > 0 ? [`… and ${rest} more`] : []),
  ].join('\n');
}

/**
 * The ten files that took longest, a line each.
 *
 * @param {FileTime[]} files
 */
export function describeSlowest(files) {
  return files
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, shownFiles)
    .map(({ name, seconds }) => `${Math.round(seconds).toString().padStart(5)} s  ${name}`)
    .join('\n');
}
