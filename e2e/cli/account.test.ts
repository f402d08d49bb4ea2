import { randomBytes, scryptSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
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

interface AccountRow {
  id: string;
  duid: string;
  role: string;
  display_name: string;
  secret_hash: string;
  previous_secret_hash: string | null;
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
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
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

interface AuditRow {
  event_type: string;
  account_id: string | null;
  detail: Record<string, unknown>;
}

test('an account is listed, suspended, brought back, given a new secret and ended, all of it audited', async () => {
  const options = ['--contact-url', 'https://northwind.example/', '--data-type', 'HH-EXPORT'];
  const { stdout: created } = await create('--redirect-url', 'https://a.example/', ...options);
  const secret = (printed: string) => /shown this once: (\S+)/.exec(printed)?.[1] ?? '';

  const { stdout: json } = await account('list', name, '--json');
  expect(JSON.parse(json)).toMatchObject([
    {
      'account-id': name,
      status: 'active',
      'contact-url': 'https://northwind.example/',
      'redirect-urls': ['https://a.example/'],
      'data-types': ['HH-EXPORT'],
    },
  ]);
  expect(await account('suspend', name)).toMatchObject({
    code: 0,
    stdout: `${name} is suspended.\n`,
  });
  const { stdout: table } = await account('list');
  const [headings = '', ...lines] = table.trimEnd().split('\n');
  const line = lines.find((candidate) => candidate.startsWith(`${name} `)) ?? '';
  expect(headings).toMatch(/^account-id +role +status +duid/);
  expect(line.indexOf('suspended')).toBe(headings.indexOf('status'));
  expect(await account('reactivate', name)).toMatchObject({ stdout: `${name} is active.\n` });

  const [before] = await accounts();
  const { stdout: rotated } = await account('rotate-secret', name);
  const [after] = await accounts();
  expect(isSecretOf(secret(rotated), after?.secret_hash ?? '')).toBe(true);
  expect(after?.previous_secret_hash).toBe(before?.secret_hash);
  expect(isSecretOf(secret(created), after?.previous_secret_hash ?? '')).toBe(true);

  expect(await account('terminate', name)).toMatchObject({ stdout: `${name} is terminated.\n` });
  expectRefusal(await account('reactivate', name), 'A terminated account stays so.');
  expectRefusal(await account('rotate-secret', `${name}x`), 'The account was not found');

  const audited = (await runSql(
    settings,
    `SELECT event_type, account_id, detail FROM audit_events
      WHERE detail->>'account' = '${name}' ORDER BY sequence`,
  )) as AuditRow[];
  expect(audited.map(({ event_type: type }) => type)).toEqual([
    'account.created',
    'account.suspended',
    'account.reactivated',
    'account.secret-rotated',
    'account.terminated',
  ]);
  // Nobody's account did it: the operator at the machine has none there.
  expect(audited.map(({ account_id: by }) => by)).toEqual([null, null, null, null, null]);
});

test('reset-passkeys removes an operator’s passkeys, ends the sessions, and is audited', async () => {
  await account('create', name, '--role', 'admin', '--display-name', 'Operator');
  await runSql(
    settings,
    `INSERT INTO console_passkeys (id, account_id, user_handle, webauthn_id, public_key, counter,
            backup_eligible, backed_up, aaguid, registered_at)
     VALUES ('cpk_${name}', '${name}', 'a', '${name}', 'a', 0, true, true, 'a', now())`,
    `INSERT INTO console_sessions (id, token_hash, realm, account_id, proved_by, created_at,
            last_seen_at, expires_at, authenticated_at)
     VALUES ('cse_${name}', '${name}', 'operator', '${name}', 'passkey', now(), now(),
             now() + interval '1 hour', now())`,
  );
  expect(await account('reset-passkeys', name)).toMatchObject({
    code: 0,
    stdout: `${name} had 1 passkeys, and has none. Its sessions have ended.\n`,
  });
  const of = (table: string, where: string) =>
    runSql(settings, `SELECT 1 FROM ${table} WHERE account_id = '${name}' AND ${where}`);
  expect(await of('console_passkeys', 'true')).toEqual([]);
  expect(await of('console_sessions', 'ended_at IS NULL')).toEqual([]);
  const audited = await runSql(
    settings,
    `SELECT detail->>'count' AS count FROM audit_events
      WHERE event_type = 'console.passkeys-reset' AND detail->>'account' = '${name}'`,
  );
  expect(audited).toEqual([{ count: '1' }]);
  expectRefusal(await account('reset-passkeys', `${name}x`), 'The account was not found');
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
