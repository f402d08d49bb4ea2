/**
 * `npm test`: installs what is missing, then checks everything and says in its last line how much
 * passed. A stage that fails does not stop the others, so one run tells all.
 *
 *   npm test -- --only lint|unit|api|browser [name of a test file …]
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from './ensure-chromium.mjs';
import { findPostgres } from './find-postgres.mjs';
import {
  ensureBuilt,
  ensureClient,
  ensureInstalled,
  nodeCommand,
  requireNode,
  root,
} from './prepare.mjs';
import { addCounts, oneFailed, onePassed, readReport } from './read-report.mjs';
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

const checkResult = (passed) => (passed ? onePassed : oneFailed);

async function buildStage() {
  announce('Build');
  const passed = await ensureBuilt();
  if (!passed) console.error('The build failed, so no test that needs a running register is run.');
  return passed;
}

/** Two at a time: each keeps one core busy. Shown one after the other. */
async function staticStage() {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  const waiting = [...staticChecks];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { code, output } = await runCommand(check.command, { cwd: root, buffered: true });
      announce(check.title);
      console.log(output.trimEnd());
      counts = addCounts(counts, checkResult(code === 0));
    }
  };
  await Promise.all([lane(), lane()]);
  return counts;
}

async function runVitest(projects, filters, buffered) {
  const report = path.join(resultsDir, `${projects.join('-and-')}.json`);
  const { code, output } = await runCommand(
    [
      ...vitest,
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ],
    { cwd: root, buffered },
  );
  return { output, counts: readReport('vitest', report, code) };
}

/** The suite runs on both databases at once; the second one's output follows the first's. */
async function vitestStage(projects, filters) {
  const onPostgres = projects.includes('api-postgres')
    ? runVitest(['api-postgres'], filters, true)
    : null;
  const others = projects.filter((project) => project !== 'api-postgres');
  announce(`Tests: ${others.join(', ')}`);
  const { counts } = await runVitest(others, filters, false);
  if (!onPostgres) return counts;
  const second = await onPostgres;
  announce('Tests: api-postgres');
  console.log(second.output.trimEnd());
  return addCounts(counts, second.counts);
}

async function browserStage(filters) {
  announce('Tests: browser');
  const chromium = await ensureChromium();
  if (!chromium) return oneFailed;
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
  const isBuilt = needsBuild && (await buildStage());
  let counts = needsBuild ? checkResult(isBuilt) : { passed: 0, failed: 0, skipped: 0 };
  if (wants('lint')) counts = addCounts(counts, await staticStage());
  const projects = [
    ...(wants('unit') ? ['unit', 'cli'] : []),
    ...(wants('api') && isBuilt ? apiProjects() : []),
  ];
  if (projects.length > 0) counts = addCounts(counts, await vitestStage(projects, positionals));
  if (wants('browser') && isBuilt) counts = addCounts(counts, await browserStage(positionals));
  return counts;
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
  const counts = isPrepared ? await runStages(chosen) : oneFailed;
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
  process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}

await main();
