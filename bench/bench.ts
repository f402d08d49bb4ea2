/**
 * `npm run bench -- [postgres|embedded] [--seconds N] [--connections N] [--workers N] [--only TEXT]`: how
 * fast the built register is (`npm run build` first), beside a bare server that does the same read, in the
 * same run. Prints a table for each database and keeps the figures under bench-results/.
 *
 * `npm run bench -- scale [--sizes 10000,1000000] [--turns N]`: what calls cost as a register grows. With
 * `--server postgres://… --data FOLDER` the filled registers stay there for the next run.
 *
 * `npm run bench -- pages`: what customers' pages weigh, and how soon they are of use on a slow device and line.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { registerClient } from '../harness/api-client';
import { startFakeResend } from '../harness/fake-resend';
import { openMailbox } from '../harness/mailbox';
import { startPostgres } from '../harness/postgres';
import { projectRoot } from '../harness/register-process';
import { startRegister } from '../harness/start-register';
import { findPostgres } from '../scripts/find-postgres.mjs';
import { textTable } from '../scripts/text-table';
import { benchSettings } from './bench-settings';
import {
  anyKey,
  batchCases,
  decisionCase,
  layGround,
  otherCases,
  verifyCase,
  type Case,
  type Ground,
} from './cases';
import { cpuSeconds, untilIdle } from './cpu-seconds';
import { fire, type Fired, type Shot } from './fire';
import { runPages, showPages } from './pages';
import { runScale } from './scale';
import { signatureRate } from './signature-rate';
import { startBareServer, type BareServer } from './start-bare-server';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '16' },
    only: { type: 'string', default: '' },
    workers: { type: 'string', default: '1' },
    sizes: { type: 'string', default: '10000,1000000' },
    turns: { type: 'string', default: '3' },
    server: { type: 'string' },
    data: { type: 'string' },
  },
});
const seconds = Number(values.seconds);
const connections = Number(values.connections);
/** The two sides of a ratio take turns, so that a busy moment of the machine hits both. */
const ROUNDS = 3;

interface Result extends Fired {
  case: string;
  /** Milliseconds of the server's CPU time a request; null where it does not tell. */
  cpuMs: number | null;
  /**
   * Of the yardstick's requests a second; of a batch, how many times as long it takes as one; null where there is
   * nothing to compare with.
   */
  ratio: number | null;
}

function average(rounds: Fired[]): Fired {
  const mean = (pick: (fired: Fired) => number) =>
    rounds.reduce((sum, fired) => sum + pick(fired), 0) / rounds.length;
  return {
    requests: rounds.reduce((sum, { requests }) => sum + requests, 0),
    perSecond: mean(({ perSecond }) => perSecond),
    p50: mean(({ p50 }) => p50),
    p99: mean(({ p99 }) => p99),
    failures: rounds.reduce((sum, { failures }) => sum + failures, 0),
  };
}

/** Before it counts, each case runs for a while: what a server has not done before costs it more. */
async function runCase(ground: Ground, one: Case): Promise<Result> {
  const { name, expect, prepared } = one;
  const { origin } = ground;
  const next = await one.prepare(ground, 2 * (prepared ?? 0));
  const atOnce = one.connections ?? connections;
  const shared = { origin, next, expect, connections: atOnce, amount: prepared };
  await fire({ ...shared, seconds: 2 });
  await untilIdle(origin);
  const before = await cpuSeconds(origin);
  const fired = await fire({ ...shared, seconds });
  const cpuMs = (((await cpuSeconds(origin)) - before) * 1000) / fired.requests;
  return { case: name, ...fired, cpuMs, ratio: null };
}

/** A case, and what the bare server is asked that does the same read and insert. */
interface Compared {
  one: Case;
  bareName: string;
  bareShot: (ground: Ground) => Shot;
}

const compared: Compared[] = [
  {
    one: verifyCase,
    bareName: 'bare server: the same read',
    bareShot: (ground) => ({ method: 'GET', path: `/${anyKey(ground)}` }),
  },
  {
    one: decisionCase,
    bareName: 'bare server: the same read and insert',
    bareShot: (ground) => ({ method: 'POST', path: `/${anyKey(ground)}` }),
  },
];

/** The case and the yardstick, turn and turn about. */
async function runCompared(
  ground: Ground,
  bare: BareServer,
  { one, bareName, bareShot }: Compared,
): Promise<Result[]> {
  const bareRounds: Fired[] = [];
  const rounds: Result[] = [];
  const shared = { origin: bare.origin, next: () => bareShot(ground), expect: 200, connections };
  await fire({ ...shared, amount: null, seconds: 2 });
  for (let round = 0; round < ROUNDS; round += 1) {
    bareRounds.push(await fire({ ...shared, amount: null, seconds }));
    rounds.push(await runCase(ground, one));
  }
  const [ours, theirs] = [average(rounds), average(bareRounds)];
  const cpuMs = rounds.reduce((sum, round) => sum + (round.cpuMs ?? 0), 0) / ROUNDS;
  return [
    { case: bareName, ...theirs, cpuMs: null, ratio: 1 },
    { case: one.name, ...ours, cpuMs, ratio: ours.perSecond / theirs.perSecond },
  ];
}

async function withBareServer<T>(
  ground: Ground,
  databaseUrl: string | null,
  run: (bare: BareServer) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'register-bench-'));
  const rowFile = path.join(folder, 'rows.json');
  const read = await ground.client.call<{ 'access-record': object }>(
    'GET',
    `/v1/access-records/${ground.aks[0]}`,
  );
  writeFileSync(rowFile, JSON.stringify({ aks: ground.aks, document: read.body['access-record'] }));
  const bare = await startBareServer(databaseUrl ?? 'embedded', rowFile);
  try {
    return await run(bare);
  } finally {
    await bare.stop();
    rmSync(folder, { recursive: true });
  }
}

/** How many times as long a request with many questions takes as one with one. */
async function runBatch(ground: Ground): Promise<Result[]> {
  const one = await runCase(ground, batchCases.one);
  const many = await runCase(ground, batchCases.many);
  return [one, { ...many, ratio: one.perSecond / many.perSecond }];
}

async function runAll(ground: Ground, databaseUrl: string | null): Promise<Result[]> {
  const results: Result[] = [];
  const isWanted = ({ name }: Case) => name.includes(values.only);
  const beside = compared.filter(({ one }) => isWanted(one));
  if (beside.length > 0) {
    await withBareServer(ground, databaseUrl, async (bare) => {
      for (const each of beside) results.push(...(await runCompared(ground, bare, each)));
    });
  }
  if (isWanted(batchCases.many)) results.push(...(await runBatch(ground)));
  const signatures = await signatureRate(2);
  for (const one of otherCases.filter(isWanted)) {
    const result = await runCase(ground, one);
    const isAssertion = one.name.includes('ES256');
    results.push({ ...result, ratio: isAssertion ? result.perSecond / signatures : null });
  }
  console.log(`the signature library alone, on one core: ${signatures.toFixed(0)} a second`);
  return results;
}

function show(results: Result[]): string {
  const rows = results.map(({ perSecond, p50, p99, cpuMs, ratio, failures, ...result }) => [
    result.case,
    perSecond.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
    cpuMs === null ? '' : cpuMs.toFixed(3),
    ratio === null ? '' : ratio.toFixed(2),
    String(failures),
  ]);
  const headings = ['', 'req/s', 'p50 ms', 'p99 ms', 'CPU ms', 'ratio', 'failed'];
  return textTable(headings, rows);
}

async function benchOn(kind: 'postgres' | 'embedded'): Promise<Result[]> {
  const postgres = kind === 'postgres' ? await startPostgres() : null;
  const mail = await startFakeResend();
  const register = await startRegister({
    database: postgres ? { postgresServer: postgres.url } : 'embedded',
    name: `bench-${kind}`,
    env: { ...benchSettings, WORKERS: values.workers, ...mail.env },
  });
  try {
    const client = registerClient(register.origin, register.admin);
    const ground = await layGround(register.origin, client, openMailbox(mail.url));
    return await runAll(ground, register.databaseUrl);
  } finally {
    await register.stop();
    await mail.close();
    await postgres?.stop();
  }
}

function keep(name: string, figures: object): void {
  const folder = path.join(projectRoot, 'bench-results');
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString();
  const file = path.join(folder, `${name}-${at.replace(/[:.]/g, '-')}.json`);
  writeFileSync(file, JSON.stringify({ at, cpus: cpus(), ...figures }, null, 2));
}

if (positionals[0] === 'scale') {
  const sizes = values.sizes.split(',').map(Number);
  const { server: serverUrl, data: folder } = values;
  if ((serverUrl === undefined) !== (folder === undefined)) {
    throw new Error('--server and --data go together');
  }
  const kept = serverUrl !== undefined && folder !== undefined ? { serverUrl, folder } : null;
  keep('scale', {
    scale: await runScale({ sizes, only: values.only, turns: Number(values.turns), kept }),
  });
  process.exit(0);
}

if (positionals[0] === 'pages') {
  const pages = await runPages();
  console.log(showPages(pages));
  keep('pages', { pages });
  process.exit(0);
}

const kinds = positionals.length > 0 ? positionals : ['postgres', 'embedded'];
const all: Record<string, Result[]> = {};
for (const kind of kinds) {
  if (kind !== 'postgres' && kind !== 'embedded') throw new Error(`no such database: ${kind}`);
  if (kind === 'postgres' && !findPostgres()) {
    console.log('PostgreSQL is not installed: left out.');
    continue;
  }
  console.log(`\n${kind}, ${connections} connections, ${cpus().length} cores for both sides`);
  all[kind] = await benchOn(kind);
  console.log(show(all[kind]));
}
keep('bench', { all });
