import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';

/**
 * How far a run of tests is, as its process writes it down for the one that watches it.
 *
 * @typedef {{ running: string[], files: number, tests: number }} Progress files that run now, files and
 *   tests that have ended
 */

/** Writes down each step of a run, in the file named by PROGRESS_FILE; nothing where none is named. */
export class LaneProgress {
  #running = new Map();
  #files = 0;
  #tests = 0;

  /** A file, or one more of its tests, begins. */
  begin(file) {
    this.#running.set(file, (this.#running.get(file) ?? 0) + 1);
    this.step();
  }

  /** What began ends. */
  end(file) {
    const left = (this.#running.get(file) ?? 1) - 1;
    if (left > 0) this.#running.set(file, left);
    else this.#running.delete(file);
    this.step();
  }

  endFile(file) {
    this.#files += 1;
    this.end(file);
  }

  endTest() {
    this.#tests += 1;
    this.step();
  }

  step() {
    const target = process.env.PROGRESS_FILE;
    if (!target) return;
    const progress = { running: [...this.#running.keys()], files: this.#files, tests: this.#tests };
    writeFileSync(`${target}.draft`, JSON.stringify(progress));
    renameSync(`${target}.draft`, target);
  }
}

/** What was written down last, and when in milliseconds since 1970; null where nothing was yet. */
export function readProgress(file) {
  const at = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return at === undefined ? null : { at, ...JSON.parse(readFileSync(file, 'utf8')) };
}
