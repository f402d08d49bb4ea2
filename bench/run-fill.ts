import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../harness/register-process';

export interface FillOptions {
  databaseUrl: string;
  /** Whose key ring the rows are made with; the register is to use it too. */
  dataDir: string;
  records: number;
  meterPoints: number;
  decisions: number;
}

/** Fills an empty database as `npm run fill` does. */
export async function runFill(options: FillOptions): Promise<void> {
  const { databaseUrl, dataDir, records, meterPoints, decisions } = options;
  const script = path.join(projectRoot, 'bench', 'fill.ts');
  const counts = Object.entries({ records, 'meter-points': meterPoints, decisions }).flatMap(
    ([name, count]) => [`--${name}`, String(count)],
  );
  await promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...counts], {
    cwd: projectRoot,
    maxBuffer: 2 ** 26,
    env: { ...process.env, APP_ENV: 'test', DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
  });
}
