import type { TestProject } from 'vitest/node';
import { startFakeResend } from './fake-resend';
import { RETURN_URL } from './callers/household';
import { startPostgres } from './postgres';
import type { AccountSeeds } from './seed-accounts';
import { startRegister } from './start-register';

/**
 * So high that no test of the shared register meets a limit, and no sweep: time does not pass there, so none
 * would find anything, and all together they would take a core from the tests. Tests of limits and of sweeps
 * start their own.
 */
const SETTINGS = {
  RATE_LIMIT_SCALE: '1000',
  SWEEP_INTERVAL_S: '86400',
  ALLOW_LOOPBACK_WEBHOOKS: '1',
};

/** More of each kind than all files together ask for. */
const accounts: AccountSeeds = [
  [{}, 200],
  [{ 'redirect-urls': [RETURN_URL] }, 30],
  [{ 'display-name': 'Northwind Energy' }, 10],
  [{ 'display-name': 'Brightmeter' }, 30],
  [{ role: 'portal' }, 30],
  [{ role: 'dcc' }, 20],
  [{ role: 'data_provider' }, 10],
  [{ role: 'admin' }, 30],
];

/** Before the first test of an API project: one register for all its files, and what it needs. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const started: (() => Promise<unknown>)[] = [];
  const stopAll = async () => {
    for (const stop of started.reverse()) await stop();
  };
  try {
    const postgres = project.name === 'api-postgres' ? await startPostgres() : null;
    if (postgres) started.push(postgres.stop);
    const mail = await startFakeResend();
    started.push(mail.close);
    const register = await startRegister({
      database: postgres ? { postgresServer: postgres.url } : 'embedded',
      accounts,
      name: `${project.name}-shared`,
      env: { ...SETTINGS, ...mail.env },
    });
    started.push(register.stop);
    project.provide('origin', register.origin);
    project.provide('admin', register.admin);
    project.provide('accounts', register.accounts);
    project.provide('mailUrl', mail.url);
    project.provide('logFile', register.logFile);
    project.provide('databaseUrl', register.databaseUrl);
    project.provide('postgresServer', postgres?.url ?? null);
    return stopAll;
  } catch (error) {
    // What stays open would keep the test runner from ending.
    await stopAll();
    throw error;
  }
}
