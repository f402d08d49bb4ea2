import { expect, inject, onTestFinished, test } from 'vitest';
import { copyEmptyPglite } from '../../lib/db/testing/copy-empty-pglite';
import { createDatabase } from '../../harness/postgres';
import { expectRefusal, runNpm, temporaryDataDir } from './run-npm';
import { runSql, type Settings } from './run-sql';

const server = inject('postgresServer');

/** A database of its own; each command starts sooner on PostgreSQL. */
async function newSettings(): Promise<Settings> {
  const { dataDir, remove } = temporaryDataDir();
  onTestFinished(remove);
  if (server === null) await copyEmptyPglite(dataDir);
  return { DATA_DIR: dataDir, DATABASE_URL: server === null ? '' : await createDatabase(server) };
}

const appendEvents = (from: number, to: number) =>
  `INSERT INTO audit_events (event_id, at, event_type, detail)
   SELECT 'aud_' || n, now(), 'token.issued', '{}' FROM generate_series(${from}, ${to}) n`;

test('a whole chain passes; of a broken one it is told where and how', async () => {
  const settings = await newSettings();
  const verify = () => runNpm(settings, 'audit:verify');
  const tamper = (...statements: string[]) =>
    runSql(
      settings,
      'ALTER TABLE audit_events DISABLE TRIGGER ALL',
      ...statements,
      'ALTER TABLE audit_events ENABLE TRIGGER ALL',
    );

  // The first event is one that the register writes itself.
  await runNpm(
    settings,
    'account',
    ...['create', 'northwind', '--role', 'data_user', '--display-name', 'Northwind'],
    ...['--contact-url', 'https://northwind.example/contact'],
  );
  await runSql(settings, appendEvents(2, 4));
  const whole = await verify();
  expect(whole.code).toBe(0);
  expect(whole.stdout).toMatch(
    /^The audit chain is whole: 4 events, 4 sealed just now\.\nTo keep elsewhere: 4 [0-9a-f]{64}\n$/,
  );

  await tamper('DELETE FROM audit_events WHERE position = 4', appendEvents(5, 5));
  expectRefusal(await verify(), 'Fault at position 4: end missing.');
  // A fault is not sealed over.
  const unsealed = 'SELECT event_id FROM audit_events WHERE position IS NULL';
  expect(await runSql(settings, unsealed)).toEqual([{ event_id: 'aud_5' }]);

  await tamper("UPDATE audit_events SET event_type = 'mail.sent' WHERE position = 2");
  expectRefusal(
    await verify(),
    'Fault at position 2: edited (event aud_2).',
    '1 events before it are as they were written.',
  );
});

test('a chain that was built anew is whole, but not under a seal that was noted before', async () => {
  const settings = await newSettings();
  // Makes the database.
  await runNpm(settings, 'audit:verify');
  await runSql(settings, appendEvents(1, 3));
  const [, position = '', seal = ''] =
    /^To keep elsewhere: (\d+) (\w+)$/m.exec((await runNpm(settings, 'audit:verify')).stdout) ?? [];

  await runSql(settings, appendEvents(4, 4));
  const later = await runNpm(settings, 'audit:verify', position, seal);
  expect(later).toMatchObject({ code: 0 });
  expect(later.stdout).toContain('The seal noted for position 3 stands.');

  await runSql(
    settings,
    'ALTER TABLE audit_events DISABLE TRIGGER ALL',
    "UPDATE audit_events SET event_type = 'mail.sent' WHERE position = 2",
    'UPDATE audit_events SET position = NULL, hash = NULL',
    "UPDATE audit_head SET position = 0, hash = ''",
    'ALTER TABLE audit_events ENABLE TRIGGER ALL',
  );
  expect(await runNpm(settings, 'audit:verify')).toMatchObject({ code: 0 });
  expectRefusal(
    await runNpm(settings, 'audit:verify', position, seal),
    'The seal noted for position 3 is not there',
  );
  expectRefusal(await runNpm(settings, 'audit:verify', position), 'Say: npm run audit:verify');
});
