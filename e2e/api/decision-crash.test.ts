// What survives a kill is decided by the transactions of the database.
// @module-tag postgres
import { expect, test } from 'vitest';
import { startOwnRegister } from '../../harness/api-context';
import {
  answeredIn,
  decisionCrashProblems,
  decisionCrashSummary,
  runDecisionCrash,
} from '../crash/decision-crash-run';

/** `npm run crash-test:decisions` does more of it, with other seeds. */
const run = { kills: 2, seed: 20_261_130 };

test('killed while it decides: every answered decision is kept, as often as it was answered', async () => {
  const register = await startOwnRegister({
    name: 'decision-crash',
    env: { RATE_LIMIT_SCALE: '1000' },
  });
  try {
    const crashed = await runDecisionCrash(register, register.client, run);
    await register.kill();
    console.log(decisionCrashSummary(crashed));
    expect(crashed.kills).toBe(run.kills);
    expect(answeredIn(crashed)).toBeGreaterThan(400);
    expect(crashed.cutOff).toBeGreaterThan(0);
    const settings = { DATA_DIR: register.dataDir, DATABASE_URL: register.databaseUrl ?? '' };
    expect(await decisionCrashProblems(crashed, settings)).toEqual([]);
  } finally {
    await register.stop();
  }
}, 300_000);
