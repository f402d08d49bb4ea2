// A limit of connections is one of PostgreSQL.
// @module-tag postgres
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { registerClient } from '../../harness/api-client';
import { createDatabase, startPostgres, type RunningPostgres } from '../../harness/postgres';
import { startRegister } from '../../harness/start-register';
import { consentBody } from '../../harness/callers/access-record-body';
import { createHousehold } from '../../harness/callers/household';
import { queryDatabase } from '../../harness/query-database';
import { startAndFail } from './support/refused-start';
import { registerAccess } from '../../harness/callers/registered-access';

// Embedded, there is one connection, inside the process.
describe.skipIf(inject('postgresServer') === null)(
  'a PostgreSQL that allows ten connections',
  () => {
    let postgres: RunningPostgres;

    beforeAll(async () => {
      postgres = await startPostgres(['max_connections=10']);
    });
    afterAll(() => postgres.stop());

    /** A database of its own role, whom PostgreSQL leaves seven of its ten; and less than that, if told so. */
    async function newDatabase(role: string, limit: number): Promise<string> {
      const url = new URL(await createDatabase(postgres.url));
      await queryDatabase(postgres.url, `CREATE ROLE ${role} LOGIN CONNECTION LIMIT ${limit}`);
      await queryDatabase(postgres.url, `ALTER DATABASE ${url.pathname.slice(1)} OWNER TO ${role}`);
      return Object.assign(url, { username: role }).href;
    }

    test.each(['', '2'])('is used as far as it goes, with WORKERS=%j', async (workers) => {
      const role = `few_${workers || 'none'}`;
      const databaseUrl = await newDatabase(role, -1);
      const register = await startRegister({
        name: 'few-connections',
        env: { DATABASE_URL: databaseUrl, WORKERS: workers, RATE_LIMIT_SCALE: '1000' },
      });
      onTestFinished(async () => {
        await register.stop();
      });
      const said = register
        .logs()
        .split('\n')
        .find((line) => line.includes('fewer connections'));
      expect(JSON.parse(said ?? '{}')).toMatchObject({ level: 40, allowed: 7, 'used-at-most': 6 });

      const client = registerClient(register.listenUrl, register.admin);
      const account = await client.createAccount();
      const household = await createHousehold(account);
      const ak = await registerAccess(account, consentBody(household.ir));
      const calls = Array.from({ length: 90 }, (_, index) =>
        index % 3 === 0
          ? account.call('POST', '/v1/access-records', consentBody(household.ir))
          : client.call('GET', `/v1/access-records/${ak}`),
      );
      const statuses = (await Promise.all(calls)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([200, 201]));
      const [{ used } = { used: '' }] = await queryDatabase<{ used: string }>(
        postgres.url,
        'SELECT count(*) AS used FROM pg_stat_activity WHERE usename = $1',
        [role],
      );
      expect(Number(used)).toBeLessThanOrEqual(6);
    });

    test('and a role five of them: the start says so, and what to raise', async () => {
      const { code, output } = await startAndFail({
        APP_ENV: 'test',
        DATABASE_URL: await newDatabase('five', 5),
      });
      expect(code).toBe(1);
      expect(output).toContain('PostgreSQL allows this role 5 connections');
      expect(output).toContain('at least 6');
      expect(output).toContain('max_connections');
    });
  },
);

// The shared server of the tests allows more than are meant.
test.skipIf(inject('postgresServer') === null)(
  'a PostgreSQL that allows what is meant is not spoken of',
  async () => {
    const databaseUrl = await createDatabase(inject('postgresServer') ?? '');
    const register = await startRegister({ name: 'enough', env: { DATABASE_URL: databaseUrl } });
    onTestFinished(async () => {
      await register.stop();
    });
    expect(register.logs()).not.toContain('fewer connections');
  },
);
