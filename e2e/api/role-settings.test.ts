// Roles have settings on PostgreSQL only.
// @module-tag postgres
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { registerClient, type ApiAccount, type RegisterClient } from '../../harness/api-client';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { openMailbox } from '../../harness/mailbox';
import { createDatabase } from '../../harness/postgres';
import { startRegister, type RunningRegister } from '../../harness/start-register';
import { consentBody, changed } from '../../harness/callers/access-record-body';
import { createHousehold } from '../../harness/callers/household';
import { queryDatabase } from '../../harness/query-database';
import { registerAccess, verify } from '../../harness/callers/registered-access';
import { startOwn } from '../../harness/callers/reidentification';

/** What an administrator may have set for a role, none of it what the register works with. */
const SETTINGS = [
  "datestyle = 'German, DMY'",
  "intervalstyle = 'sql_standard'",
  "timezone = 'Asia/Kolkata'",
  "search_path = 'elsewhere'",
  'standard_conforming_strings = off',
  "default_transaction_isolation = 'serializable'",
  "statement_timeout = '1ms'",
  "lock_timeout = '1ms'",
  "bytea_output = 'escape'",
  "client_encoding = 'LATIN1'",
  'extra_float_digits = 0',
  'transform_null_equals = on',
];

// Embedded, there are no roles.
describe.skipIf(inject('postgresServer') === null)('a role with settings of its own', () => {
  const role = `odd_${randomBytes(6).toString('hex')}`;
  const server = inject('postgresServer') ?? '';
  let url: URL;
  let mail: FakeResend;
  let register: RunningRegister;
  let client: RegisterClient;
  let account: ApiAccount;

  beforeAll(async () => {
    url = new URL(await createDatabase(server));
    const name = url.pathname.slice(1);
    await queryDatabase(server, `CREATE ROLE ${role} LOGIN`);
    await queryDatabase(server, `ALTER DATABASE ${name} OWNER TO ${role}`);
    for (const setting of SETTINGS) {
      await queryDatabase(server, `ALTER ROLE ${role} SET ${setting}`);
    }
    await queryDatabase(url.href, `CREATE SCHEMA elsewhere AUTHORIZATION ${role}`);
    url.username = role;
    url.searchParams.set('options', '-c TimeZone=Asia/Tokyo -c work_mem=5MB');
    mail = await startFakeResend();
    register = await startRegister({
      name: 'role-settings',
      env: { DATABASE_URL: url.href, RATE_LIMIT_SCALE: '1000', ...mail.env },
    });
    client = registerClient(register.listenUrl, register.admin);
    account = await client.createAccount();
  });
  afterAll(async () => {
    await register.stop();
    await mail.close();
  });

  test('changes no time, date or text that the register keeps', async () => {
    const household = await createHousehold(account, {
      moveInDate: '2024-03-02',
      fields: {
        'principal-verification': {
          method: 'C:\\new',
          'verified-at': '2026-01-10T10:00:00Z',
          outcome: 'verified',
        },
      },
    });
    const expiry = '2031-02-03T04:05:06.789Z';
    const ak = await registerAccess(
      account,
      changed(consentBody(household.ir), ['access-event.expiry', expiry]),
    );
    expect((await verify(client, ak))['access-event'].expiry).toBe(expiry);
    const read = await account.call<{
      'identity-record': {
        'created-at': string;
        'pii-principal': { 'move-in-date': string };
        'principal-verification': { method: string };
      };
    }>('GET', `/v1/identity-records/${household.ir}`);
    const record = read.body['identity-record'];
    expect(record['pii-principal']['move-in-date']).toBe('2024-03-02');
    expect(record['principal-verification'].method).toBe('C:\\new');
    const age = register.clock.now().getTime() - new Date(record['created-at']).getTime();
    expect(Math.abs(age)).toBeLessThan(60_000);
  });

  test('stops no queue: mails go out', async () => {
    const household = await createHousehold(account);
    await startOwn(household, { method: 'magic-link' });
    await openMailbox(mail.url).waitForMail(household.email ?? '');
  });

  test('puts no table elsewhere', async () => {
    const tables = await queryDatabase<{ schemaname: string }>(
      Object.assign(new URL(server), { pathname: url.pathname }).href,
      "SELECT DISTINCT schemaname FROM pg_tables WHERE schemaname IN ('public', 'elsewhere')",
    );
    expect(tables).toEqual([{ schemaname: 'public' }]);
  });
});
