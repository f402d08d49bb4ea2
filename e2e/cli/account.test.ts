import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { lockDataDir } from '../../lib/db/data-dir-lock';
import { copyEmptyPglite } from '../../lib/db/testing/copy-empty-pglite';
import { expectRefusal, runNpm, temporaryDataDir } from './run-npm';
import { runSql, type Settings } from './run-sql';

const temporary = temporaryDataDir();
const settings: Settings = { DATA_DIR: temporary.dataDir, DATABASE_URL: '' };
let name: string;

beforeAll(() => copyEmptyPglite(temporary.dataDir));
afterAll(() => temporary.remove());
beforeEach(() => {
  name = `northwind-${randomBytes(4).toString('hex')}`;
});

const account = (...args: string[]) => runNpm(settings, 'account', ...args);
const create = (...more: string[]) =>
  account(
    ...['create', name, '--role', 'data_user', '--display-name', 'Northwind Energy'],
    ...['--contact-url', 'https://northwind.example/contact', ...more],
  );

test('a command is done, exits 0 and says what it did', async () => {
  const { code, stdout, stderr } = await create();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [row] = (await runSql(settings, `SELECT duid FROM accounts WHERE id = '${name}'`)) as {
    duid: string;
  }[];
  expect(stdout).toContain(`Created ${name} (data_user), ${row?.duid ?? 'none'}.`);
});

test('one that is refused exits 1 and says why', async () => {
  expectRefusal(await create('--secret', 'short'), 'secret-key: ');
});

test('an option there is none of is refused', async () => {
  expectRefusal(await create('--admin'), '--admin');
});

test('without a command it tells what it can do', async () => {
  expectRefusal(await account(), 'create', 'list', 'suspend', 'rotate-secret', 'mail-limit');
});

test('on an embedded database in use it says so and does nothing', async () => {
  const { dataDir, remove } = temporaryDataDir();
  onTestFinished(remove);
  onTestFinished(lockDataDir(dataDir));
  expectRefusal(
    await runNpm({ DATA_DIR: dataDir }, 'account', 'mail-limit', name, '500'),
    'in use by another process',
  );
});

test('a wrong setting is named', async () => {
  expectRefusal(await runNpm({ ...settings, PORT: 'http' }, 'account', 'create'), 'PORT: ');
});
