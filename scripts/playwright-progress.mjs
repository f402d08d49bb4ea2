import path from 'node:path';
import { LaneProgress } from './lane-progress.mjs';

/** A Playwright reporter that writes how far the run is to the file named by PROGRESS_FILE. */
export default class PlaywrightProgress {
  #progress = new LaneProgress();

  #fileOf({ location }) {
    return path.relative(process.cwd(), location.file);
  }

  onTestBegin(test) {
    this.#progress.begin(this.#fileOf(test));
  }

  onTestEnd(test) {
    this.#progress.endTest();
    this.#progress.end(this.#fileOf(test));
  }

  printsToStdio() {
    return false;
  }
}
