import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { queryDatabase } from '../harness/query-database';
import { startFakeResend } from '../harness/fake-resend';
import { startPostgres } from '../harness/postgres';
import type { RunningRegister } from '../harness/start-register';
import { textTable } from '../scripts/text-table';
import { cpuSeconds, untilIdle } from './cpu-seconds';
import { databaseWork } from './database-work';
import { fire } from './fire';
import { openSize } from './open-size';
import { scaleCases, type ScaleCase, type ScaleGround } from './scale-cases';

/** After so long an idle connection has reported its work to PostgreSQL's statistics. */
const REPORTED_MS = 11_000;
const CONNECTIONS = 8;

/** One case at one size, a call. */
export interface ScaleResult {
  case: string;
  records: number;
  p50: number;
  /** The register's and the database's together. */
  cpuMs: number;
  blocks: number;
  failures: number;
  /** Of the smallest size's. */
  cpuRatio: number;
  blockRatio: number;
}

type Round = Pick<ScaleResult, 'p50' | 'cpuMs' | 'blocks' | 'failures'>;

/** What a register and its database have done so far, and when that was. */
interface Work {
  atMs: number;
  cpuMs: number;
  blocks: number;
}

async function workOf({ origin, databaseUrl }: ScaleGround): Promise<Work> {
  const { cpuMs, blocks } = await databaseWork(databaseUrl);
  const registerMs = (await cpuSeconds(origin)) * 1000;
  return { atMs: performance.now(), cpuMs: registerMs + (cpuMs ?? 0), blocks };
}

async function untilSealed({ databaseUrl }: ScaleGround): Promise<void> {
  const unsealed = 'SELECT 1 FROM audit_events WHERE position IS NULL LIMIT 1';
  while ((await queryDatabase(databaseUrl, unsealed)).length > 0) await sleep(1000);
}

/** What was done between two moments beyond what is done anyway, by the jobs that look for work. */
function beyond(idle: [Work, Work], busy: [Work, Work]): { cpuMs: number; blocks: number } {
  const share = (busy[1].atMs - busy[0].atMs) / (idle[1].atMs - idle[0].atMs);
  const of = (pick: (work: Work) => number) =>
    pick(busy[1]) - pick(busy[0]) - share * (pick(idle[1]) - pick(idle[0]));
  return { cpuMs: of(({ cpuMs }) => cpuMs), blocks: of(({ blocks }) => blocks) };
}

async function runRound(ground: ScaleGround, one: ScaleCase): Promise<Round> {
  const { origin } = ground;
  const next = await one.prepare(ground, one.amount);
  await untilIdle(origin);
  await untilSealed(ground);
  await sleep(REPORTED_MS);
  const first = await workOf(ground);
  await sleep(REPORTED_MS);
  const before = await workOf(ground);
  const shared = { origin, next, expect: one.expect, connections: CONNECTIONS, seconds: null };
  const fired = await fire({ ...shared, amount: one.amount });
  // Sealing what a call added to the audit is a part of what it costs.
  await untilSealed(ground);
  await sleep(REPORTED_MS);
  const { cpuMs, blocks } = beyond([first, before], [before, await workOf(ground)]);
  return {
    p50: fired.p50,
    cpuMs: cpuMs / fired.requests,
    blocks: blocks / fired.requests,
    failures: fired.failures,
  };
}

/** The middle one of each figure: a busy moment spoils one round. */
function middle(rounds: Round[]): Round {
  const of = (pick: (round: Round) => number) =>
    rounds.map(pick).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? 0;
  return {
    p50: of(({ p50 }) => p50),
    cpuMs: of(({ cpuMs }) => cpuMs),
    blocks: of(({ blocks }) => blocks),
    failures: rounds.reduce((sum, { failures }) => sum + failures, 0),
  };
}

/** Sizes take turns, so that a busy moment of the machine hits all of them. */
async function runCase(
  grounds: ScaleGround[],
  one: ScaleCase,
  turns: number,
): Promise<ScaleResult[]> {
  const rounds = grounds.map((): Round[] => []);
  for (let round = 0; round < turns; round += 1) {
    for (const [index, ground] of grounds.entries()) {
      rounds[index]?.push(await runRound(ground, one));
    }
  }
  const results = rounds.map(middle);
  const [smallest] = results;
  return results.map((result, index) => ({
    case: one.name,
    records: grounds[index]?.size.records ?? 0,
    ...result,
    cpuRatio: result.cpuMs / (smallest?.cpuMs ?? 1),
    blockRatio: result.blocks / (smallest?.blocks ?? 1),
  }));
}

function show(results: ScaleResult[]): string {
  const headings = ['', 'records', 'p50 ms', 'CPU ms', 'ratio', 'blocks', 'ratio', 'failed'];
  const rows = results.map((result) => [
    result.case,
    result.records.toLocaleString('en-GB'),
    result.p50.toFixed(1),
    result.cpuMs.toFixed(2),
    result.cpuRatio.toFixed(2),
    result.blocks.toFixed(1),
    result.blockRatio.toFixed(2),
    String(result.failures),
  ]);
  return textTable(headings, rows);
}

export interface ScaleOptions {
  /** Access records; half as many meter points. */
  sizes: number[];
  /** What the name of a case contains. */
  only: string;
  turns: number;
  /** A PostgreSQL whose registers are kept for another run, and the folder of their key rings. */
  kept: { serverUrl: string; folder: string } | null;
}

/** Measures what calls cost at each size of a register, on a PostgreSQL of its own unless one is given. */
export async function runScale(options: ScaleOptions): Promise<ScaleResult[]> {
  const { sizes, only, turns, kept } = options;
  const folder = kept?.folder ?? mkdtempSync(path.join(tmpdir(), 'register-scale-'));
  const postgres = kept ? null : await startPostgres(['shared_buffers=2GB', 'max_wal_size=8GB']);
  const serverUrl = kept?.serverUrl ?? postgres?.url ?? '';
  const mail = await startFakeResend();
  const registers: RunningRegister[] = [];
  try {
    const grounds: ScaleGround[] = [];
    for (const records of sizes) {
      const opened = await openSize({ serverUrl, mailEnv: mail.env, folder }, records);
      registers.push(opened.register);
      grounds.push(opened.ground);
    }
    const results: ScaleResult[] = [];
    for (const one of scaleCases.filter(({ name }) => name.includes(only))) {
      results.push(...(await runCase(grounds, one, turns)));
      console.log(show(results.slice(-sizes.length)));
    }
    console.log(`\n${show(results)}`);
    return results;
  } finally {
    for (const register of registers) await register.stop();
    await mail.close();
    await postgres?.stop();
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}
