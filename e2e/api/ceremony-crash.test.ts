// What survives a kill is decided by the transactions of the database.
// @module-tag postgres
import { expect, test } from 'vitest';
import { runNpm } from '../cli/run-npm';
import { ceremonyCrashProblems, runCeremonyCrash } from '../crash/ceremony-crash-run';
import { startOwnRegister } from '../../harness/api-context';

/** `npm run crash-test:ceremonies` does more of it, with other seeds. */
const run = { kills: 2, seed: 20_261_123 };

test('killed during ceremonies: a token is confirmed with its audit event, or neither is there', async () => {
  const register = await startOwnRegister({
    name: 'ceremony-crash',
    env: { RATE_LIMIT_SCALE: '1000' },
  });
  try {
    const crashed = await runCeremonyCrash(register, register.client, run);
    await register.kill();
    expect(crashed.kills).toBe(run.kills);
    expect(crashed.confirmed.size).toBeGreaterThan(10);
    expect(crashed.cutOff).toBeGreaterThan(0);
    const settings = { DATA_DIR: register.dataDir, DATABASE_URL: register.databaseUrl ?? '' };
    expect(await ceremonyCrashProblems(crashed, settings)).toEqual([]);
    const audit = await runNpm(settings, 'audit:verify');
    expect(audit).toMatchObject({ code: 0 });
  } finally {
    await register.stop();
  }
}, 300_000);
