import { randomBytes, scryptSync } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/database';
import { withTestDatabase } from '@/lib/db/testing/with-test-database';
import { chooseAccountCommand } from './account-command';

withTestDatabase('PGlite');

let name: string;
beforeEach(() => {
  name = `northwind-${randomBytes(4).toString('hex')}`;
});

/** Runs a command as `npm run account` does, and answers what it prints. */
async function account(...args: string[]): Promise<string> {
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => {
    printed.push(line);
  });
  try {
    const chosen = chooseAccountCommand(args);
    if (!('run' in chosen)) throw new Error(Object.values(chosen).join(''));
    await chosen.run();
  } finally {
    log.mockRestore();
  }
  return printed.map((line) => `${line}\n`).join('');
}

const create = (...more: string[]) =>
  account(
    ...['create', name, '--role', 'data_user', '--display-name', 'Northwind Energy'],
    ...['--contact-url', 'https://northwind.example/contact', ...more],
  );

const rowsOf = (sql: string) => db().$queryRawUnsafe<unknown[]>(sql);

interface AccountRow {
  id: string;
  duid: string;
  role: string;
  display_name: string;
  secret_hash: string;
  previous_secret_hash: string | null;
  mails_per_hour: number;
  decisions_per_minute: number;
  statutory: boolean;
}

/** The account of this test, as it is stored. */
const accounts = async () =>
  (await rowsOf(`SELECT * FROM accounts WHERE id = '${name}'`)) as AccountRow[];

function isSecretOf(secret: string, hash: string): boolean {
  const [, N, r, p, salt = '', key = ''] = hash.split('$');
  const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: 2 ** 28 };
  const derived = scryptSync(secret, Buffer.from(salt, 'base64url'), 32, cost);
  return derived.toString('base64url') === key;
}

describe('create', () => {
  test('makes the account and shows its secret, which is kept as a hash', async () => {
    const stdout = await create();
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
    const stdout = await create('--secret', 'open sesame', '--duid', duid);
    expect(stdout).not.toContain('sesame');
    const [row] = await accounts();
    expect(row?.duid).toBe(duid);
    expect(isSecretOf('open sesame', row?.secret_hash ?? '')).toBe(true);
  });

  test('refuses a name that is taken, and leaves the first account as it was', async () => {
    await create();
    const before = await accounts();
    await expect(create('--secret', 'open sesame')).rejects.toThrow('account-id: is taken');
    expect(await accounts()).toEqual(before);
  });

  test('names every argument that is wrong, at once', async () => {
    const wrong = account('create', 'north wind', '--role', 'customer', '--secret', 'short');
    await expect(wrong).rejects.toThrow(
      /(?=[^]*account-id: )(?=[^]*role: )(?=[^]*display-name: is required)(?=[^]*secret-key: )/,
    );
  });
});

interface AuditRow {
  event_type: string;
  account_id: string | null;
  detail: Record<string, unknown>;
}

test('an account is listed, suspended, brought back, given a new secret and ended, all of it audited', async () => {
  const options = ['--contact-url', 'https://northwind.example/', '--data-type', 'HH-EXPORT'];
  const created = await create('--redirect-url', 'https://a.example/', ...options);
  const secret = (printed: string) => /shown this once: (\S+)/.exec(printed)?.[1] ?? '';

  const json = await account('list', name, '--json');
  expect(JSON.parse(json)).toMatchObject([
    {
      'account-id': name,
      status: 'active',
      'contact-url': 'https://northwind.example/',
      'redirect-urls': ['https://a.example/'],
      'data-types': ['HH-EXPORT'],
    },
  ]);
  expect(await account('suspend', name)).toBe(`${name} is suspended.\n`);
  const table = await account('list');
  const [headings = '', ...lines] = table.trimEnd().split('\n');
  const line = lines.find((candidate) => candidate.startsWith(`${name} `)) ?? '';
  expect(headings).toMatch(/^account-id +role +status +duid/);
  expect(line.indexOf('suspended')).toBe(headings.indexOf('status'));
  expect(await account('reactivate', name)).toBe(`${name} is active.\n`);

  const [before] = await accounts();
  const rotated = await account('rotate-secret', name);
  const [after] = await accounts();
  expect(isSecretOf(secret(rotated), after?.secret_hash ?? '')).toBe(true);
  expect(after?.previous_secret_hash).toBe(before?.secret_hash);
  expect(isSecretOf(secret(created), after?.previous_secret_hash ?? '')).toBe(true);

  expect(await account('terminate', name)).toBe(`${name} is terminated.\n`);
  await expect(account('reactivate', name)).rejects.toThrow('A terminated account stays so.');
  await expect(account('rotate-secret', `${name}x`)).rejects.toThrow('The account was not found');

  const audited = (await rowsOf(
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
  await rowsOf(
    `INSERT INTO console_passkeys (id, account_id, user_handle, webauthn_id, public_key, counter,
            backup_eligible, backed_up, aaguid, registered_at)
     VALUES ('cpk_${name}', '${name}', 'a', '${name}', 'a', 0, true, true, 'a', now())`,
  );
  await rowsOf(
    `INSERT INTO console_sessions (id, token_hash, realm, account_id, proved_by, created_at,
            last_seen_at, expires_at, authenticated_at)
     VALUES ('cse_${name}', '${name}', 'operator', '${name}', 'passkey', now(), now(),
             now() + interval '1 hour', now())`,
  );
  expect(await account('reset-passkeys', name)).toBe(
    `${name} had 1 passkeys, and has none. Its sessions have ended.\n`,
  );
  const of = (table: string, where: string) =>
    rowsOf(`SELECT 1 FROM ${table} WHERE account_id = '${name}' AND ${where}`);
  expect(await of('console_passkeys', 'true')).toEqual([]);
  expect(await of('console_sessions', 'ended_at IS NULL')).toEqual([]);
  const audited = await rowsOf(
    `SELECT detail->>'count' AS count FROM audit_events
      WHERE event_type = 'console.passkeys-reset' AND detail->>'account' = '${name}'`,
  );
  expect(audited).toEqual([{ count: '1' }]);
  await expect(account('reset-passkeys', `${name}x`)).rejects.toThrow('The account was not found');
});

describe('mail-limit', () => {
  test('sets how many mails an hour the account may send', async () => {
    await create();
    expect(await account('mail-limit', name, '500')).toBe(`${name} may send 500 mails an hour.\n`);
    expect(await accounts()).toMatchObject([{ mails_per_hour: 500 }]);
    await expect(account('mail-limit', name, '0')).rejects.toThrow('mails-per-hour: ');
    await expect(account('mail-limit', name, 'many')).rejects.toThrow('mails-per-hour: ');
    await expect(account('mail-limit', `${name}x`, '500')).rejects.toThrow(
      'The account was not found',
    );
    expect(await accounts()).toMatchObject([{ mails_per_hour: 500 }]);
  });
});

describe('decision-limit', () => {
  test('sets how many requests for decisions a minute the account may send', async () => {
    await create();
    expect(await account('decision-limit', name, '90000')).toBe(
      `${name} may send 90000 requests for decisions a minute.\n`,
    );
    expect(await accounts()).toMatchObject([{ decisions_per_minute: 90_000 }]);
    for (const wrong of ['0', 'many'])
      await expect(account('decision-limit', name, wrong)).rejects.toThrow('decisions-per-minute');
    await expect(account('decision-limit', `${name}x`, '500')).rejects.toThrow(
      'The account was not found',
    );
    expect(await accounts()).toMatchObject([{ decisions_per_minute: 90_000 }]);
  });
});

describe('statutory', () => {
  test('says whether a Data User acts under a statute, and takes it back', async () => {
    await create();
    expect(await account('statutory', name, 'yes')).toBe(`${name} is statutory.\n`);
    expect(await accounts()).toMatchObject([{ statutory: true }]);
    await expect(account('statutory', name, 'perhaps')).rejects.toThrow('must be yes or no');
    expect(await account('statutory', name, 'no')).toBe(`${name} is not statutory.\n`);
    expect(await accounts()).toMatchObject([{ statutory: false }]);
  });
});
