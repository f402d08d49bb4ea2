/**
 * Kills the built register again and again while a Data Provider asks whether it may release data, and says whether
 * a decision that was answered is not in the table: on the embedded database, and on PostgreSQL where that is
 * installed.
 *
 *   npm run crash-test:decisions [-- KILLS SEED]
 */
import { findPostgres } from '../../scripts/find-postgres.mjs';
import { registerClient } from '../../harness/api-client';
import { startPostgres } from '../../harness/postgres';
import { startRegister, type RegisterOptions } from '../../harness/start-register';
import {
  decisionCrashProblems,
  decisionCrashSummary,
  runDecisionCrash,
} from './decision-crash-run';

const [kills = 20, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);

async function crash(name: string, database: RegisterOptions['database']): Promise<boolean> {
  console.log(`\n── ${name}, seed ${seed}`);
  const register = await startRegister({
    ...(database ? { database } : {}),
    name: 'decision-crash-test',
    env: { RATE_LIMIT_SCALE: '1000' },
  });
  try {
    const client = registerClient(register.listenUrl, register.admin);
    const run = await runDecisionCrash(register, client, { kills, seed, say: console.log });
    await register.kill();
    const settings = { DATA_DIR: register.dataDir, DATABASE_URL: register.databaseUrl ?? '' };
    const problems = await decisionCrashProblems(run, settings);
    for (const problem of problems) console.error(problem);
    console.log(`${decisionCrashSummary(run)}: ${problems.length} not kept`);
    return problems.length === 0;
  } finally {
    await register.stop();
  }
}

let isGood = await crash('embedded database', 'embedded');
if (findPostgres()) {
  const postgres = await startPostgres();
  isGood = (await crash('PostgreSQL', { postgresServer: postgres.url })) && isGood;
  await postgres.stop();
} else {
  console.log('PostgreSQL is not installed: the embedded database only.');
}
process.exitCode = isGood ? 0 : 1;
