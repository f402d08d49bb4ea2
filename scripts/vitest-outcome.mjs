import { writeFileSync } from 'node:fs';
import { LaneProgress } from './lane-progress.mjs';

/** @typedef {import('./outcome.mjs').Outcome} Outcome */

const isFrame = (line) => /^\s+at /.test(line);
const isOurs = (line) => !/node_modules|node:|<anonymous>/.test(line);

/** Where in the project's own files, what was wrong, and what differed. */
function describeError({ stack, message, diff }) {
  const lines = (stack ?? message ?? '').split('\n');
  return [
    ...lines.filter((line) => isFrame(line) && isOurs(line)).map((line) => line.trim()),
    ...lines.filter((line) => !isFrame(line)),
    ...(diff ? [diff] : []),
  ]
    .join('\n')
    .replaceAll(`${process.cwd()}/`, '');
}

const describe = (errors) => errors.map(describeError).join('\n');

const nameOf = (module) => `[${module.project.name}] ${module.relativeModuleId}`;

function failuresOf(module) {
  const title = nameOf(module);
  const suites = [...module.children.allSuites()];
  const tests = [...module.children.allTests('failed')];
  return [
    { name: 'outside its tests', errors: module.errors() },
    // A hook that throws leaves its tests skipped.
    ...suites.map((suite) => ({ name: suite.fullName, errors: suite.errors() })),
    ...tests.map((test) => ({ name: test.fullName, errors: test.result().errors })),
  ]
    .filter(({ errors }) => errors.length > 0)
    .map(({ name, errors }) => ({ title: `${title}: ${name}`, detail: describe(errors) }));
}

const testsOf = (modules, state) =>
  modules.flatMap(({ children }) => [...children.allTests(state)]);

/** Says which tests failed first and passed when they were tried again. */
function reportSecondTries(modules) {
  for (const test of testsOf(modules, 'passed').filter((one) => one.diagnostic()?.flaky)) {
    console.error(
      `Passed at its second try only: ${test.module.relativeModuleId}: ${test.fullName}`,
    );
  }
}

/**
 * A vitest reporter that writes the run's {@link Outcome} to the file named by OUTCOME_FILE, and meanwhile
 * how far it is to the one named by PROGRESS_FILE.
 */
export default class VitestOutcome {
  #progress = new LaneProgress();
  /** The tags that this run is about; a test without them is no part of it, rather than skipped. */
  #tags = [];

  onInit(vitest) {
    this.#tags = vitest.config.tagsFilter ?? [];
  }

  onTestModuleStart(module) {
    this.#progress.begin(module.relativeModuleId);
  }

  onTestModuleEnd(module) {
    this.#progress.endFile(module.relativeModuleId);
  }

  onTestCaseResult() {
    this.#progress.endTest();
  }

  onHookEnd() {
    this.#progress.step();
  }

  onTestRunEnd(modules, unhandledErrors) {
    reportSecondTries(modules);
    const outcome = {
      passed: testsOf(modules, 'passed').length,
      skipped: testsOf(modules, 'skipped').filter(({ tags }) =>
        this.#tags.every((tag) => tags.includes(tag)),
      ).length,
      files: modules.map((module) => ({
        name: nameOf(module),
        seconds: module.diagnostic().duration / 1000,
      })),
      failures: [
        ...modules.flatMap(failuresOf),
        ...unhandledErrors.map((error) => ({
          title: 'an error that no test caught',
          detail: describe([error]),
        })),
      ],
    };
    writeFileSync(process.env.OUTCOME_FILE, JSON.stringify(outcome));
  }
}
