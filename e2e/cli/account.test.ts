import { randomBytes, scryptSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { expectRefusal, runNpm, temporaryDataDir } from './run-npm';
import { runSql, type Settings } from './run-sql';

const temporary = temporaryDataDir();
const settings: Settings = { DATA_DIR: temporary.dataDir, DATABASE_URL: '' };
let name: string;

afterAll(() => temporary.remove());
beforeEach(() => {
  name = `northwind-${randomBytes(4).toString('hex')}`;
});

const account = (...args: string[]) => runNpm(settings, 'account', ...args);
const create = (...more: string[]) =>
  account('create', name, '--role', 'data_user', '--display-name', 'Northwind Energy', ...more);

interface AccountRow {
  id: string;
  duid: string;
  role: string;
  display_name: string;
  secret_hash: string;
  mails_per_hour: number;
}

/** The account of this test, as it is stored. */
const accounts = async () =>
  (await runSql(settings, `SELECT * FROM accounts WHERE id = '${name}'`)) as AccountRow[];

function isSecretOf(secret: string, hash: string): boolean {
  const [, N, r, p, salt = '', key = ''] = hash.split('$');
  const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: 2 ** 28 };
  const derived = scryptSync(secret, Buffer.from(salt, 'base64url'), 32, cost);
  return derived.toString('base64url') === key;
}

describe('create', () => {
  test('makes the account and shows its secret, which is kept as a hash', async () => {
    const { code, stdout } = await create();
    expect(code).toBe(0);
    const [row] = await accounts();
    expect(row).toMatchObject({
      role: 'data_user',
      display_name: 'Northwind Energy',
    });
    expect(row?.duid).toMatch(/^duid_[0-9a-f]{24}$/);
    expect(stdout).toContain(`Created ${name} (data_user), ${row?.duid ?? 'none'}.`);
    const secret = /shown this once: (\S+)/.exec(stdout)?.[1] ?? '';
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(row?.secret_hash).not.toContain(secret);
    expect(isSecretOf(secret, row?.secret_hash ?? '')).toBe(true);
  });

  test('takes a secret and a DUID of one’s own, and does not show the secret', async () => {
    const duid = `duid_${name.slice(-8)}`;
    const { code, stdout, stderr } = await create('--secret', 'open sesame', '--duid', duid);
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain('sesame');
    const [row] = await accounts();
    expect(row?.duid).toBe(duid);
    expect(isSecretOf('open sesame', row?.secret_hash ?? '')).toBe(true);
  });

  test('refuses a name that is taken, and leaves the first account as it was', async () => {
    await create();
    const before = await accounts();
    expectRefusal(await create('--secret', 'open sesame'), 'account-id: is taken');
    expect(await accounts()).toEqual(before);
  });

  test('names every argument that is wrong, at once', async () => {
    expectRefusal(
      await account('create', 'north wind', '--role', 'customer', '--secret', 'short'),
      'account-id: ',
      'role: ',
      'display-name: is required',
      'secret-key: ',
    );
  });

  test('refuses an option there is none of', async () => {
    expectRefusal(await create('--admin'), '--admin');
  });
});

describe('mail-limit', () => {
  test('sets how many mails an hour the account may send', async () => {
    await create();
    expect(await account('mail-limit', name, '500')).toMatchObject({
      code: 0,
      stdout: `${name} may send 500 mails an hour.\n`,
    });
    expect(await accounts()).toMatchObject([{ mails_per_hour: 500 }]);
    expectRefusal(await account('mail-limit', name, '0'), 'mails-per-hour: ');
    expectRefusal(await account('mail-limit', name, 'many'), 'mails-per-hour: ');
    expectRefusal(await account('mail-limit', `${name}x`, '500'), 'The account was not found');
    expect(await accounts()).toMatchObject([{ mails_per_hour: 500 }]);
  });
});

test('without a command it tells what it can do', async () => {
  expectRefusal(await account(), 'create', 'mail-limit');
});

test('on an embedded database in use it names the process that uses it', async () => {
  const { dataDir, remove } = temporaryDataDir();
  onTestFinished(remove);
  mkdirSync(dataDir);
  const owner = { pid: process.pid, host: hostname(), startedAt: null };
  writeFileSync(path.join(dataDir, 'register.lock'), JSON.stringify(owner));
  expectRefusal(
    await runNpm({ DATA_DIR: dataDir }, 'account', 'mail-limit', name, '500'),
    `in use by process ${process.pid}`,
  );
});

test('a wrong setting is named', async () => {
  expectRefusal(await runNpm({ ...settings, PORT: 'http' }, 'account', 'create'), 'PORT: ');
});
