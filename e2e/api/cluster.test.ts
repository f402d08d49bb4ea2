// Several processes are served by PostgreSQL only.
// @module-tag postgres
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { freePort } from '../../harness/free-port';
import { httpRequest } from '../../harness/http-request';
import { createDatabase } from '../../harness/postgres';
import { consentBody } from '../../harness/callers/access-record-body';
import { createHousehold, type Household } from '../../harness/callers/household';
import { queryDatabase } from '../../harness/query-database';
import { startAndFail } from './support/refused-start';
import { registerAccess } from '../../harness/callers/registered-access';
import { steadyLoad, type LoadRequest } from './support/steady-load';

const env = { WORKERS: '2', RATE_LIMIT_SCALE: '1000' };

interface LogLine {
  msg: string;
  worker?: number;
  pid?: number;
}

function linesOf(register: OwnRegister): LogLine[] {
  return register
    .logs()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);
}

const pidsOf = (register: OwnRegister) =>
  linesOf(register)
    .filter(({ msg }) => msg === 'worker ready')
    .map(({ pid = 0 }) => pid);

/** A new connection each, which the supervisor hands to the workers in turn. */
function askAnew(register: OwnRegister, path: string) {
  return httpRequest(`${register.listenUrl}${path}`, { headers: { connection: 'close' } });
}

// Embedded, a second process is refused: see settings.test.ts.
describe.skipIf(inject('postgresServer') === null)('npm start with WORKERS=2', () => {
  let register: OwnRegister;
  let account: ApiAccount;
  let household: Household;
  let ak: string;

  beforeAll(async () => {
    register = await startOwnRegister({ name: 'cluster', env });
    account = await register.client.createAccount();
    household = await createHousehold(account);
    ak = await registerAccess(account, consentBody(household.ir));
  });
  afterAll(() => register.stop());

  const verifyAnew = () => askAnew(register, `/v1/access-records/${ak}`);

  test('both workers answer, and each says in the log which it is', async () => {
    expect(new Set(pidsOf(register)).size).toBe(2);
    const answers = await Promise.all(Array.from({ length: 20 }, verifyAnew));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const seen = linesOf(register).filter(({ msg }) => msg === 'request');
    expect([...new Set(seen.map(({ worker }) => worker))].sort()).toEqual([1, 2]);
  });

  test('whichever answers /metrics, the counts of both are there, and what waits once', async () => {
    const read = async () => (await askAnew(register, '/metrics')).text;
    const counted = (text: string) =>
      [
        ...text.matchAll(/^register_verify_duration_seconds_count\{.*worker="(\d)".*\} (\d+)$/gm),
      ].map(([, worker, count]) => [worker, Number(count)] as const);
    const before = counted(await read()).reduce((sum, [, count]) => sum + count, 0);
    await Promise.all(Array.from({ length: 10 }, verifyAnew));
    for (let time = 0; time < 4; time += 1) {
      const text = await read();
      const found = counted(text);
      expect(found.map(([worker]) => worker).sort()).toEqual(['1', '2']);
      expect(found.reduce((sum, [, count]) => sum + count, 0)).toBe(before + 10);
      expect(text.match(/^process_start_time_seconds\{/gm)?.length ?? 0).toBeLessThanOrEqual(2);
      const waiting = text.match(/^register_queue_jobs\{queue="send-mail",state="waiting".*$/gm);
      expect(waiting).toEqual(['register_queue_jobs{queue="send-mail",state="waiting"} 0']);
    }
  });

  test('one that is killed is replaced, and the other answers meanwhile', async () => {
    const [victim = 0] = pidsOf(register);
    process.kill(victim, 'SIGKILL');
    // Until the supervisor has noticed, a connection may go to the dead one.
    await expect.poll(() => linesOf(register).map(({ msg }) => msg)).toContain('worker ended');
    for (let time = 0; time < 20; time += 1) expect((await verifyAnew()).status).toBe(200);
    await expect.poll(() => pidsOf(register).length, { timeout: 60_000 }).toBe(3);
    await expect
      .poll(async () => (await askAnew(register, '/metrics')).text, { timeout: 10_000 })
      .toMatch(/^process_cpu_seconds_total\{worker="1"\}/m);
  });

  test('while none of them lives, callers are told to come again', async () => {
    const living = new Map(
      linesOf(register)
        .filter(({ msg }) => msg === 'worker ready')
        .map(({ worker, pid = 0 }) => [worker, pid]),
    );
    expect(living.size).toBe(2);
    const ended = () => linesOf(register).filter(({ msg }) => msg === 'worker ended').length;
    const before = ended();
    for (const pid of living.values()) process.kill(pid, 'SIGKILL');
    await expect.poll(ended).toBe(before + 2);
    const answer = await verifyAnew();
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.text).toContain('try again');
    const status = async () => (await verifyAnew()).status;
    await expect.poll(status, { timeout: 60_000 }).toBe(200);
  });
});

describe.skipIf(inject('postgresServer') === null)('SIGTERM under load', () => {
  test.each(['1', '2'])('with WORKERS=%s leaves no request unanswered', async (WORKERS) => {
    const register = await startOwnRegister({
      name: `sigterm-${WORKERS}`,
      env: { ...env, WORKERS },
    });
    onTestFinished(async () => {
      await register.stop();
    });
    const account = await register.client.createAccount();
    const household = await createHousehold(account);
    const ak = await registerAccess(account, consentBody(household.ir));
    const authorization = `Bearer ${await account.token()}`;
    const post: LoadRequest = {
      method: 'POST',
      path: '/v1/access-records',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(consentBody(household.ir)),
    };
    const kinds: LoadRequest[] = [
      { method: 'GET', path: `/v1/access-records/${ak}` },
      post,
      { method: 'GET', path: '/portal/sign-in' },
      { method: 'GET', path: `/v1/access-records/${ak}` },
    ];
    const load = steadyLoad(register.listenUrl, 8, (index) => kinds[index % kinds.length] ?? post);
    await expect.poll(() => load.report.written.length, { timeout: 60_000 }).toBeGreaterThan(40);
    const code = await register.stop();
    await load.over;
    const { answered, written, refused, dropped } = load.report;
    expect(dropped).toEqual([]);
    expect(refused).toBe(16);
    expect([...answered.keys()].sort()).toEqual([200, 201]);
    expect(code).toBe(0);
    const kept = await queryDatabase<{ id: string }>(
      register.databaseUrl ?? '',
      'SELECT ak AS id FROM access_records',
    );
    const keys = written.map((text) => {
      const body = JSON.parse(text) as { 'access-token': { key: string } };
      return body['access-token'].key;
    });
    expect([ak, ...keys].sort()).toEqual(kept.map(({ id }) => id).sort());
  });
});

describe.skipIf(inject('postgresServer') === null)(
  'a register of two workers that cannot start',
  () => {
    const refuse = async (settings: Record<string, string>) =>
      startAndFail({
        APP_ENV: 'test',
        WORKERS: '2',
        DATABASE_URL: await createDatabase(inject('postgresServer') ?? ''),
        ...settings,
      });

    test('says why, once, and ends: a setting', async () => {
      const { code, output } = await refuse({ SWEEP_INTERVAL_S: '0.5' });
      expect(code).toBe(1);
      expect(output.match(/SWEEP_INTERVAL_S:/g)).toHaveLength(1);
    });

    test('says why, once, and ends: the database', async () => {
      const DATABASE_URL = `postgres://postgres@127.0.0.1:${await freePort()}/none`;
      const { code, output } = await refuse({ DATABASE_URL });
      expect(code).toBe(1);
      expect(output.match(/^.*ECONNREFUSED.*$/gm)?.length).toBeLessThanOrEqual(2);
    });

    test('says why, once, and ends: the port', async () => {
      const { code, output } = await refuse({ PORT: new URL(inject('origin')).port });
      expect(code).toBe(1);
      expect(output.match(/is in use by another program/g)).toHaveLength(1);
    });

    test('is refused by name: the number of workers', async () => {
      const { code, output } = await refuse({ WORKERS: 'two' });
      expect(code).toBe(1);
      expect(output).toContain('  WORKERS: ');
    });

    test('with too few connections to the database for them is refused by name', async () => {
      const { code, output } = await refuse({ DATABASE_CONNECTIONS: '11' });
      expect(code).toBe(1);
      expect(output).toContain('DATABASE_CONNECTIONS: 2 WORKERS need at least 12');
    });
  },
);
