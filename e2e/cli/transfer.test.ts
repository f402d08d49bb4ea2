import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { lockDataDir } from '../../lib/db/data-dir-lock';
import { createDatabase } from '../../harness/postgres';
import { expectRefusal, runNpm, temporaryDataDir } from './run-npm';
import { runSql, type Settings } from './run-sql';

const server = inject('postgresServer');
const temporary = temporaryDataDir();
const embedded: Settings = { DATA_DIR: temporary.dataDir, DATABASE_URL: '' };
const file = path.join(path.dirname(temporary.dataDir), 'register.export');

afterAll(() => temporary.remove());

describe.runIf(server !== null)('a pilot that outgrows its machine', () => {
  // Both databases begin with nothing: the commands themselves make what is in them.
  test('moves from the embedded database to PostgreSQL, once, with every check passed', async () => {
    const created = await runNpm(
      embedded,
      'account',
      ...['create', 'northwind', '--role', 'data_user', '--display-name', 'Northwind'],
      ...['--contact-url', 'https://northwind.example/contact'],
    );
    expect(created.code).toBe(0);
    // As after a crash: a mail that nobody has sent yet.
    await runSql(
      embedded,
      `INSERT INTO mails (id, kind, locale, subject_ref, detail, created_at)
       VALUES ('mail_1', 'redirect-host-added', 'en', 'northwind', '{"host":"a.example"}', now())`,
    );
    const exported = await runNpm(embedded, 'export', file);
    expect(exported).toMatchObject({ code: 0 });
    expect(exported.stdout).toContain(`to ${file}.`);
    expect(exported.stdout).toContain('Bring the same ring');
    expect(exported.stderr).toContain('accounts: 1 of 1');
    expectRefusal(await runNpm(embedded, 'export', file), 'is there already');

    // The same DATA_DIR, and so the same key ring.
    const grown = { ...embedded, DATABASE_URL: await createDatabase(server ?? '') };
    const imported = await runNpm(grown, 'import', file);
    expect(imported).toMatchObject({ code: 0 });
    expect(imported.stdout).toContain('Counts agree; the audit chain is whole: 1 events.');
    expect(imported.stdout).toContain('Mails not sent yet that are queued again: 1.');
    expect(imported.stderr).toContain('accounts: 1 of 1');
    expectRefusal(await runNpm(grown, 'import', file), 'This register is not empty (accounts');

    expect((await runNpm(grown, 'audit:verify')).stdout).toContain('is whole: 1 events, 0 sealed');
    const stored = 'SELECT id, secret_hash, registered_at FROM accounts';
    expect(await runSql(grown, stored)).toEqual(await runSql(embedded, stored));
    const jobs = "SELECT data FROM pgboss.job WHERE name = 'send-mail'";
    expect(await runSql(grown, jobs)).toEqual([{ data: { mailId: 'mail_1' } }]);
  });
});

test('an embedded database in use is neither exported nor filled', async () => {
  const { dataDir, remove } = temporaryDataDir();
  const release = lockDataDir(dataDir);
  const settings = { DATA_DIR: dataDir };
  const target = path.join(dataDir, 'x.export');
  expectRefusal(await runNpm(settings, 'export', target), 'in use by another process');
  expect(existsSync(target)).toBe(false);
  writeFileSync(target, 'anything');
  expectRefusal(await runNpm(settings, 'import', target), 'in use by another process');
  rmSync(target);
  expectRefusal(await runNpm(settings, 'import', target), `There is no ${target}`);
  expectRefusal(await runNpm(settings, 'import'), 'npm run import -- FILE');
  expectRefusal(await runNpm(settings, 'export'), 'npm run export -- FILE');
  release();
  remove();
});
