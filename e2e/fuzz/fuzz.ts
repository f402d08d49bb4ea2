/**
 * Sends the built register (`npm run build` first) requests made from its own OpenAPI document, right and
 * bent in every way, and says which answers must not be. Exits 1 when there was one.
 *
 *   npm run fuzz -- [--requests N] [--seed N] [--database embedded|postgres]
 */
import { parseArgs } from 'node:util';
import { textTable } from '../../scripts/text-table';
import { registerClient } from '../../harness/api-client';
import { startPostgres } from '../../harness/postgres';
import { startRegister } from '../../harness/start-register';
import { fuzzApi, type FuzzResult } from './api-fuzz';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    database: { type: 'string', default: 'embedded' },
  },
});

function printResult({ requests, counts, slowestMs, problems }: FuzzResult): void {
  const classes = ['2xx', '3xx', '4xx', '5xx'];
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([operation, found]) => [
      operation,
      ...classes.map((name) => String(found.get(name) ?? 0)),
    ]);
  console.log(`\n${textTable(['operation', ...classes], rows)}`);
  console.log(`\n${requests} requests, slowest ${Math.round(slowestMs)} ms`);
  console.log(`${problems.length} problems`);
}

const seed = Number(values.seed);
const postgres = values.database === 'postgres' ? await startPostgres() : null;
const register = await startRegister({
  name: 'fuzz',
  database: postgres ? { postgresServer: postgres.url } : 'embedded',
  env: { RATE_LIMIT_SCALE: '100000' },
});
console.log(`fuzzing with seed ${seed}`);
try {
  const client = registerClient(register.listenUrl, register.admin);
  const result = await fuzzApi(register.listenUrl, client, {
    requests: Number(values.requests),
    seed,
    say: (line) => console.error(`\n${line}`),
  });
  printResult(result);
  process.exitCode = result.problems.length === 0 ? 0 : 1;
} finally {
  await register.stop();
  await postgres?.stop();
}
