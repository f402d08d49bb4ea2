// What survives a kill is decided by the transactions and the queue of the database.
// @module-tag postgres
import { expect, test } from 'vitest';
import { crashProblems } from '../crash/crash-problems';
import { runCrash } from '../crash/crash-run';
import { startOwnRegister } from '../../harness/api-context';

/** `npm run crash-test` does more of it, with other seeds. */
const run = { withdrawals: 120, kills: 5, seed: 20_261_123 };

test('a register that is killed again and again loses, doubles and invents no event', async () => {
  const register = await startOwnRegister({
    name: 'webhooks-crash',
    env: { RATE_LIMIT_SCALE: '1000', ALLOW_LOOPBACK_WEBHOOKS: '1' },
  });
  try {
    const crashed = await runCrash(register, register.client, run);
    expect(crashProblems(crashed)).toEqual([]);
    expect(crashed.kills).toBeGreaterThanOrEqual(run.kills - 1);
    expect(crashed.revoked.size).toBe(run.withdrawals);
    // The run was what it says: many were announced first, many were refused at first.
    expect(crashed.received.length - crashed.taken.length).toBeGreaterThan(run.withdrawals / 4);
    const types = crashed.received.map(({ event }) => event['event-type']);
    expect(types.filter((type) => type === 'consent.expiring').length).toBeGreaterThan(10);
  } finally {
    await register.stop();
  }
}, 300_000);
