/**
 * `npm test`: installs what is missing, then checks everything and says in its last line how much
 * passed, and just before it what failed. A stage that fails does not stop the others, so one run
 * tells all.
 *
 *   npm test -- --only lint|unit|api|browser [name of a test file …]
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from './ensure-chromium.mjs';
import { findPostgres } from './find-postgres.mjs';
import {
  addOutcomes,
  describeFailures,
  describeSlowest,
  nothingYet,
  oneFailed,
  onePassed,
} from './outcome.mjs';
import {
  ensureBuilt,
  ensureClient,
  ensureInstalled,
  nodeCommand,
  requireNode,
  root,
} from './prepare.mjs';
import { readReport } from './read-report.mjs';
import { runCommand, stopCommands } from './run-command.mjs';
import { announce, runInLanes } from './run-in-lanes.mjs';

const parts = ['lint', 'unit', 'api', 'browser'];
/** A run of tests that has made no progress for so long is stuck; no test takes as long. */
const STUCK_MS = 6 * 60_000;
const resultsDir = path.join(root, 'test-results');

const eslint = nodeCommand(['node_modules', 'eslint', 'bin', 'eslint.js']);
const prettier = nodeCommand(['node_modules', 'prettier', 'bin', 'prettier.cjs']);
const tsc = nodeCommand(['node_modules', 'typescript', 'bin', 'tsc']);
const tsx = nodeCommand(['node_modules', 'tsx', 'dist', 'cli.mjs']);
const vitest = nodeCommand(['node_modules', 'vitest', 'vitest.mjs']);
const playwright = nodeCommand(['node_modules', '@playwright', 'test', 'cli.js']);

const staticChecks = [
  { title: 'Lint', command: [...eslint, '.', '--max-warnings', '0'] },
  { title: 'Format', command: [...prettier, '--check', '.'] },
  { title: 'Types', command: [...tsc, '--noEmit'] },
  { title: 'Schema drift', command: [...tsx, 'scripts/drift.ts'] },
  { title: 'Client types', command: [...tsx, 'scripts/client-types.ts', '--check'] },
];

function readArguments() {
  const { values, positionals } = parseArgs({
    options: { only: { type: 'string' } },
    allowPositionals: true,
  });
  if (values.only !== undefined && !parts.includes(values.only)) {
    console.error(`--only takes one of: ${parts.join(', ')}.`);
    process.exit(2);
  }
  return { wants: (part) => values.only === undefined || values.only === part, positionals };
}

async function buildStage() {
  announce('Build');
  if (await ensureBuilt()) return onePassed;
  return oneFailed('Build', 'so no test that needs a running register was run');
}

/** Leaves the processor to the tests, which it could keep from an answer in time; it takes what they leave. */
async function runCheck({ title, command }) {
  const { code, output } = await runCommand(command, { cwd: root, buffered: true, gives: true });
  return { output, outcome: code === 0 ? onePassed : oneFailed(title, output) };
}

/**
 * A run of one project's tests, or of a part of them: three thirds in three lanes take a third as long,
 * since the API tests wait half their time for the clock. Named files are one run.
 *
 * @typedef {{ name: string, project: string, options: string[] }} TestRun
 */
const wholeRun = (project, options = []) => ({ name: project, project, options });
const thirdsOf = (project) =>
  [1, 2, 3].map((third) => ({
    name: `${project}-${third}-of-3`,
    project,
    options: [`--shard=${third}/3`],
  }));

const progressFile = (name) => path.join(resultsDir, `${name}-progress.json`);

/** What a run of tests that was ended for standing still comes to. */
function stuckOutcome(title, files) {
  const where = files.length > 0 ? files.join(', ') : 'no file in particular';
  return oneFailed(title, `made no progress for ${STUCK_MS / 60_000} minutes at ${where}: ended`);
}

async function runVitest({ name, project, options }, filters) {
  const report = path.join(resultsDir, `${name}.json`);
  const { code, output, stuck } = await runCommand(
    [
      ...vitest,
      'run',
      '--project',
      project,
      ...(filters.length > 0 ? ['--passWithNoTests'] : []),
      ...options,
      '--reporter=default',
      '--reporter=./scripts/vitest-outcome.mjs',
      '--reporter=json',
      `--outputFile.json=${path.join(resultsDir, `${name}-by-test.json`)}`,
      ...filters,
    ],
    {
      cwd: root,
      env: { OUTCOME_FILE: report },
      buffered: true,
      progress: { file: progressFile(name), limitMs: STUCK_MS },
    },
  );
  const outcome = stuck
    ? stuckOutcome(`Tests: ${name}`, stuck)
    : readReport('vitest', report, code, { isPart: filters.length > 0 });
  return { output, outcome };
}

async function browserStage(filters) {
  announce('Tests: browser');
  const chromium = await ensureChromium();
  if (!chromium) return oneFailed('Tests: browser', 'Chromium is not there');
  const partly = filters.length > 0 ? ['--pass-with-no-tests'] : [];
  const { code, stuck } = await runCommand([...playwright, 'test', ...partly, ...filters], {
    cwd: root,
    env: { CHROMIUM_PATH: chromium },
    progress: { file: progressFile('browser'), limitMs: STUCK_MS },
  });
  if (stuck) return stuckOutcome('Tests: browser', stuck);
  const report = path.join(resultsDir, 'browser.json');
  return readReport('playwright', report, code, { isPart: filters.length > 0 });
}

function apiRuns(filters) {
  const embedded = filters.length > 0 ? [wholeRun('api-embedded')] : thirdsOf('api-embedded');
  if (findPostgres()) return [...embedded, wholeRun('api-postgres', ['--tags-filter=postgres'])];
  console.log('PostgreSQL is not installed: the API tests run on the embedded database only.');
  return embedded;
}

const notRun = { output: 'Not run: the build failed.', outcome: nothingYet };

/**
 * What runs side by side, the longest first, so that no lane is left alone for long. The build is one of
 * them: what needs it, or reads the types it writes, waits for it.
 */
function jobsOf({ wants, positionals }, building) {
  const vitestJob = (name, run) => ({
    title: `Tests: ${name}`,
    progressFile: progressFile(name),
    run,
  });
  const afterBuild = async (run) => {
    const { failures } = await building;
    return failures.length === 0 ? runVitest(run, positionals) : notRun;
  };
  return [
    ...(wants('api') ? apiRuns(positionals) : []).map((run) =>
      vitestJob(run.name, () => afterBuild(run)),
    ),
    ...(wants('unit') ? ['cli', 'unit'] : []).map((project) =>
      vitestJob(project, () => runVitest(wholeRun(project), positionals)),
    ),
    ...(wants('lint') ? staticChecks : []).map((check) => ({
      title: check.title,
      run: async () => {
        await building;
        return runCheck(check);
      },
    })),
  ];
}

async function runStages(chosen) {
  const { wants, positionals } = chosen;
  const needsBuild = wants('api') || wants('browser');
  const building = needsBuild ? buildStage() : Promise.resolve(nothingYet);
  const inLanes = await runInLanes(jobsOf(chosen, building));
  const built = await building;
  // Alone: a browser that must wait for the processor misses moments.
  const inBrowser =
    wants('browser') && built.failures.length === 0 ? await browserStage(positionals) : nothingYet;
  return addOutcomes(built, inLanes, inBrowser);
}

function report({ passed, skipped, failures, files }) {
  if (files.length > 0) console.log(`\n── The slowest files of tests\n${describeSlowest(files)}`);
  if (failures.length > 0) console.log(`\n── What failed\n${describeFailures(failures)}`);
  console.log(
    `\n${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;
}

async function main() {
  requireNode();
  const chosen = readArguments();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      stopCommands(signal);
      process.exit(130);
    });
  }
  rmSync(resultsDir, { recursive: true, force: true });
  mkdirSync(resultsDir, { recursive: true });
  const isPrepared = (await ensureInstalled()) && (await ensureClient());
  report(
    isPrepared
      ? await runStages(chosen)
      : oneFailed('Preparation', 'installing packages or generating the database client failed'),
  );
}

await main();
