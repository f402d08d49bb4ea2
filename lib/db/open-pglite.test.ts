import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '@/lib/platform/testing/temporary-folder';
import { openPglite } from './open-pglite';
import { copyEmptyPglite } from './testing/copy-empty-pglite';

let folder: string;

beforeEach(async () => {
  const dataDir = path.join(temporaryFolder(), 'data');
  await copyEmptyPglite(dataDir);
  folder = path.join(dataDir, 'pglite');
});

test('data that are whole open', async () => {
  const lite = await openPglite(folder);
  expect((await lite.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await lite.close();
});

test.each([
  [
    'whose control file is cut off',
    () => fs.truncateSync(path.join(folder, 'global/pg_control'), 99),
  ],
  ['of another version', () => fs.writeFileSync(path.join(folder, 'PG_VERSION'), '17\n')],
  ['without their log', () => fs.rmSync(path.join(folder, 'pg_wal'), { recursive: true })],
])('data %s are refused with what to do, and stay', async (_what, damage) => {
  damage();
  await expect(openPglite(folder)).rejects.toThrow(
    /does not open: .+\n.*copy it away.*backup.*npm run import.*docs\/runbook\.md/s,
  );
  expect(fs.existsSync(path.join(folder, 'base'))).toBe(true);
});
