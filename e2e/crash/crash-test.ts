/**
 * Kills the built register again and again while it sends events, and says whether one was lost, doubled
 * or invented: on the embedded database, and on PostgreSQL where that is installed.
 *
 *   npm run crash-test [-- WITHDRAWALS KILLS SEED]
 */
import { findPostgres } from '../../scripts/find-postgres.mjs';
import { registerClient } from '../../harness/api-client';
import { startPostgres } from '../../harness/postgres';
import { startRegister, type RegisterOptions } from '../../harness/start-register';
import { crashProblems, crashSummary } from './crash-problems';
import { runCrash } from './crash-run';

const [withdrawals = 400, kills = 12, seed = Date.now() % 1_000_000] = process.argv
  .slice(2)
  .map(Number);

async function crash(name: string, database: RegisterOptions['database']): Promise<boolean> {
  console.log(`\n── ${name}, seed ${seed}`);
  const register = await startRegister({
    ...(database ? { database } : {}),
    name: 'crash-test',
    env: { RATE_LIMIT_SCALE: '1000', ALLOW_LOOPBACK_WEBHOOKS: '1' },
  });
  try {
    const client = registerClient(register.listenUrl, register.admin);
    const run = await runCrash(register, client, { withdrawals, kills, seed, say: console.log });
    const problems = crashProblems(run);
    for (const problem of problems) console.error(problem);
    console.log(`${crashSummary(run)}: ${problems.length} problems`);
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
