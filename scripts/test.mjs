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
import { addOutcomes, describeFailures, nothingYet, oneFailed, onePassed } from './outcome.mjs';
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

const parts = ['lint', 'unit', 'api', 'browser'];
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

function announce(title) {
  console.log(`\n── ${title}`);
}

async function buildStage() {
  announce('Build');
  if (await ensureBuilt()) return onePassed;
  return oneFailed('Build', 'so no test that needs a running register was run');
}

/** Two at a time: each keeps one core busy. Shown one after the other. */
async function staticStage() {
  let outcome = nothingYet;
  const waiting = [...staticChecks];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { code, output } = await runCommand(check.command, { cwd: root, buffered: true });
      announce(check.title);
      console.log(output.trimEnd());
      outcome = addOutcomes(outcome, code === 0 ? onePassed : oneFailed(check.title, output));
    }
  };
  await Promise.all([lane(), lane()]);
  return outcome;
}

async function runVitest(projects, filters, buffered) {
  const name = projects.join('-and-');
  const report = path.join(resultsDir, `${name}.json`);
  const { code, output } = await runCommand(
    [
      ...vitest,
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=./scripts/vitest-outcome.mjs',
      '--reporter=json',
      `--outputFile.json=${path.join(resultsDir, `${name}-by-test.json`)}`,
      ...filters,
    ],
    { cwd: root, env: { OUTCOME_FILE: report }, buffered },
  );
  return { output, outcome: readReport('vitest', report, code) };
}

/** The suite runs on both databases at once; the second one's output follows the first's. */
async function vitestStage(projects, filters) {
  const onPostgres = projects.includes('api-postgres')
    ? runVitest(['api-postgres'], filters, true)
    : null;
  const others = projects.filter((project) => project !== 'api-postgres');
  announce(`Tests: ${others.join(', ')}`);
  const { outcome } = await runVitest(others, filters, false);
  if (!onPostgres) return outcome;
  const second = await onPostgres;
  announce('Tests: api-postgres');
  console.log(second.output.trimEnd());
  return addOutcomes(outcome, second.outcome);
}

async function browserStage(filters) {
  announce('Tests: browser');
  const chromium = await ensureChromium();
  if (!chromium) return oneFailed('Tests: browser', 'Chromium is not there');
  const { code } = await runCommand([...playwright, 'test', ...filters], {
    cwd: root,
    env: { CHROMIUM_PATH: chromium },
  });
  return readReport('playwright', path.join(resultsDir, 'browser.json'), code);
}

function apiProjects() {
  if (findPostgres()) return ['api-embedded', 'api-postgres'];
  console.log('PostgreSQL is not installed: the API tests run on the embedded database only.');
  return ['api-embedded'];
}

async function runStages({ wants, positionals }) {
  const needsBuild = wants('api') || wants('browser');
  let outcome = needsBuild ? await buildStage() : nothingYet;
  const isBuilt = needsBuild && outcome.failures.length === 0;
  if (wants('lint')) outcome = addOutcomes(outcome, await staticStage());
  const projects = [
    ...(wants('unit') ? ['unit', 'cli'] : []),
    ...(wants('api') && isBuilt ? apiProjects() : []),
  ];
  if (projects.length > 0) outcome = addOutcomes(outcome, await vitestStage(projects, positionals));
  if (wants('browser') && isBuilt) outcome = addOutcomes(outcome, await browserStage(positionals));
  return outcome;
}

function report({ passed, skipped, failures }) {
  if (failures.length > 0) console.log(`\n── What failed\n${describeFailures(failures)}`);
  console.log(
    `\n${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  );
  process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;
}

async function main() {
  requireNode();
  const chosen = readArguments();
  for (const signal of ['SIGINT', 'SIGTERM']) {
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
