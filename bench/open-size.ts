import path from 'node:path';
import pg from 'pg';
import { registerClient } from '../harness/api-client';
import { createDatabase } from '../harness/postgres';
import { startRegister, type RunningRegister } from '../harness/start-register';
import { benchSettings } from './bench-settings';
import { accountIdOf, secretOf, type Size } from './fill-ids';
import { runFill } from './run-fill';
import type { ScaleGround } from './scale-cases';

/** Where the registers of all sizes are. */
export interface Site {
  serverUrl: string;
  /** Their key rings, a folder for each. */
  folder: string;
  mailEnv: Record<string, string>;
}

async function runStatement(serverUrl: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

/** Kept decisions for each access record. */
const DECISIONS = 10;

/** The database of that size, filled: now, or in an earlier run. */
async function filledDatabase({ serverUrl, folder }: Site, size: Size): Promise<string> {
  const { records, meterPoints, decisions } = size;
  const name = `scale_${records}`;
  const { href } = new URL(`/${name}`, serverUrl);
  const search = `SELECT 1 FROM pg_database WHERE datname = '${name}'`;
  if ((await runStatement(serverUrl, search)) === 1) return href;
  const databaseUrl = await createDatabase(serverUrl);
  const startedAt = performance.now();
  const dataDir = path.join(folder, String(records));
  await runFill({ databaseUrl, dataDir, records, meterPoints, decisions });
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`filled ${records.toLocaleString('en-GB')} records in ${seconds} s`);
  // Only what is full has the name by which another run finds it.
  const draft = new URL(databaseUrl).pathname.slice(1);
  await runStatement(serverUrl, `ALTER DATABASE ${draft} RENAME TO ${name}`);
  return href;
}

/** Starts a register that has so many access records, over half as many meter points, and ten decisions for each. */
export async function openSize(
  site: Site,
  records: number,
): Promise<{ register: RunningRegister; ground: ScaleGround }> {
  const size = {
    ...{ records, meterPoints: Math.ceil(records / 2), decisions: DECISIONS * records },
    ...{ accounts: 200, seed: 'scale' },
  };
  const databaseUrl = await filledDatabase(site, size);
  const admin = { id: 'scale-operator', secret: secretOf(size) };
  const register = await startRegister({
    name: `scale-${records}`,
    env: {
      ...{ BOOTSTRAP_ADMIN_ID: admin.id, BOOTSTRAP_ADMIN_SECRET: admin.secret },
      ...{ DATABASE_URL: databaseUrl, DATA_DIR: path.join(site.folder, String(records)) },
      ...{ ...benchSettings, ...site.mailEnv },
      // Nothing but the calls themselves is to be counted.
      SWEEP_INTERVAL_S: '3600',
    },
  });
  const { origin } = register;
  const filled = { id: accountIdOf(0), secret: secretOf(size) };
  return {
    register,
    ground: { size, origin, client: registerClient(origin, admin), databaseUrl, filled },
  };
}
