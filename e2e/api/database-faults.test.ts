// A server that goes away is PostgreSQL.
// @module-tag postgres
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  basicAuth,
  registerClient,
  type ApiAccount,
  type RegisterClient,
} from '../../harness/api-client';
import { startDatabaseLink, type DatabaseLink } from '../../harness/database-link';
import { startFakeResend, type FakeResend } from '../../harness/fake-resend';
import { httpRequest, type HttpAnswer } from '../../harness/http-request';
import { openMailbox } from '../../harness/mailbox';
import { createDatabase } from '../../harness/postgres';
import { startRegister, type RunningRegister } from '../../harness/start-register';
import { consentBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { createHousehold, type Household } from '../../harness/callers/household';
import { linkIn } from '../../harness/callers/mailed';
import { queryDatabase } from '../../harness/query-database';
import { registerAccess, verify } from '../../harness/callers/registered-access';
import { startOwn } from '../../harness/callers/reidentification';
import { steadyLoad } from './support/steady-load';

/** A hanging database is given up on by then, whatever a call does with it. */
const BOUND_MS = 30_000;
const RECOVERED_MS = 15_000;

// Embedded, the database is part of the process.
describe.skipIf(inject('postgresServer') === null)('a database', () => {
  let databaseUrl: string;
  let link: DatabaseLink;
  let mail: FakeResend;
  let register: RunningRegister;
  let client: RegisterClient;
  let account: ApiAccount;
  let household: Household;
  let ak: string;
  let pages: Record<string, string>;

  beforeAll(async () => {
    databaseUrl = await createDatabase(inject('postgresServer') ?? '');
    link = await startDatabaseLink(databaseUrl);
    mail = await startFakeResend();
    const env = { DATABASE_URL: link.url, RATE_LIMIT_SCALE: '1000', ...mail.env };
    register = await startRegister({ name: 'database-faults', env });
    client = registerClient(register.listenUrl, register.admin);
    account = await client.createAccount();
    household = await createHousehold(account);
    ak = await registerAccess(account, consentBody(household.ir));
    await startOwn(household, { method: 'magic-link' });
    const sent = await openMailbox(mail.url).waitForMail(household.email ?? '');
    const passkey = await startOwn(household, { method: 'passkey-register' });
    pages = {
      'a magic link': new URL(linkIn(sent)).pathname,
      'a passkey page': passkey.page,
      'the portal’s sign-in': '/portal/sign-in',
    };
  });
  afterEach(() => link.mend());
  afterAll(async () => {
    await register.stop();
    await link.close();
    await mail.close();
  });

  const calls: Record<
    string,
    () => Promise<{ status: number; headers: HttpAnswer['headers']; text: string }>
  > = {
    verify: () => client.call('GET', `/v1/access-records/${ak}`),
    token: () =>
      client.call('GET', '/v1/auth/token', {
        headers: { authorization: basicAuth(account.id, account.secret) },
      }),
    'a read with a bearer': () => account.call('GET', '/v1/self'),
    'a write with a bearer': () =>
      account.call('POST', '/v1/access-records', consentBody(household.ir)),
    'a write with an Idempotency-Key': () =>
      account.call('POST', '/v1/access-records', consentBody(household.ir), {
        'idempotency-key': 'once',
      }),
  };

  async function expectUnavailable(name: string): Promise<void> {
    const started = performance.now();
    const answer = await calls[name]?.();
    expect(performance.now() - started, name).toBeLessThan(BOUND_MS);
    expect(answer?.status, `${name}: ${answer?.text}`).toBe(503);
    expect(answer?.headers['retry-after'], name).toBe('5');
    const body = JSON.parse(answer?.text ?? '') as { errors: object[] };
    expect(body.errors, name).toEqual([
      {
        'error-code': 'SRV002',
        message: 'The register cannot answer just now. Please try again.',
      },
    ]);
  }

  const expectAllUnavailable = () => Promise.all(Object.keys(calls).map(expectUnavailable));

  async function expectRecovered(): Promise<void> {
    const well = async () => {
      const answers = await Promise.all(Object.values(calls).map((call) => call()));
      return answers.map(({ status }) => Math.floor(status / 100));
    };
    await expect.poll(well, { timeout: RECOVERED_MS }).toEqual([2, 2, 2, 2, 2]);
    const ready = () => httpRequest(`${register.listenUrl}/readyz`).then(({ status }) => status);
    await expect.poll(ready, { timeout: RECOVERED_MS }).toBe(200);
    const later = await createHousehold(account);
    await startOwn(later, { method: 'magic-link' });
    await openMailbox(mail.url).waitForMail(later.email ?? '', { timeoutMs: RECOVERED_MS });
  }

  async function expectNotReady(): Promise<void> {
    const answer = await httpRequest(`${register.listenUrl}/readyz`);
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(JSON.parse(answer.text)).toMatchObject({ checks: { database: 'failed', mail: 'ok' } });
    expect((await httpRequest(`${register.listenUrl}/healthz`)).status).toBe(200);
  }

  async function expectPagesToSaySo(): Promise<void> {
    for (const [name, path] of Object.entries(pages)) {
      const browser = new CustomerBrowser(register.origin);
      const page = await browser.open(path);
      expect(page.status, `${name}: ${page.words}`).toBe(503);
      expect(page.headers['retry-after'], name).toBe('5');
      expect(page.headers['content-type'], name).toMatch(/^text\/html/);
      expect(page.words, name).toContain('try again');
    }
    const path = pages['a magic link'] ?? '';
    const pressed = await new CustomerBrowser(register.origin).press(`${path}/confirm`);
    expect(pressed.status).toBe(503);
    expect(pressed.headers['retry-after']).toBe('5');
  }

  test('that is gone is a 503 with Retry-After; back again, all goes on by itself', async () => {
    await link.cut();
    await expectAllUnavailable();
    await expectNotReady();
    await expectPagesToSaySo();
    await link.mend();
    await expectRecovered();
    const browser = new CustomerBrowser(register.origin);
    expect((await browser.open(pages['a magic link'] ?? '')).status).toBe(200);
  });

  test('that accepts connections and says nothing is a 503 in bounded time', async () => {
    link.hang();
    await Promise.all([expectAllUnavailable(), expectNotReady()]);
    await expectPagesToSaySo();
    await link.mend();
    await expectRecovered();
  });

  test('that ends all its connections, as at its restart, is back with the next requests', async () => {
    await queryDatabase(
      inject('postgresServer') ?? '',
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1',
      [new URL(databaseUrl).pathname.slice(1)],
    );
    await expectRecovered();
  });

  /** As a failover leaves it: connections break, and what answers the new ones only reads. */
  async function setReadOnly(isReadOnly: boolean): Promise<void> {
    const server = inject('postgresServer') ?? '';
    const name = new URL(databaseUrl).pathname.slice(1);
    const setting = isReadOnly ? 'SET default_transaction_read_only = on' : 'RESET ALL';
    await queryDatabase(server, `ALTER DATABASE ${name} ${setting}`);
    await queryDatabase(
      server,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1',
      [name],
    );
  }

  test('that only reads is not ready and answers nothing, since it may be behind; writing again, all goes on', async () => {
    await setReadOnly(true);
    try {
      await expect
        .poll(() => httpRequest(`${register.listenUrl}/readyz`).then(({ status }) => status))
        .toBe(503);
      await expectAllUnavailable();
      await expectNotReady();
      await expectPagesToSaySo();
    } finally {
      await setReadOnly(false);
    }
    await expectRecovered();
    const browser = new CustomerBrowser(register.origin);
    expect((await browser.open('/portal/sign-in')).status).toBe(200);
  });

  test('that comes and goes under load leaves nothing half-written', async () => {
    const authorization = `Bearer ${await account.token()}`;
    // An account has at most a hundred ACTIVE records at one meter point.
    const many = await Promise.all(Array.from({ length: 60 }, () => createHousehold(account)));
    let asked = 0;
    const load = steadyLoad(register.listenUrl, 6, () => ({
      method: 'POST',
      path: '/v1/access-records',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(consentBody(many[(asked += 1) % many.length]?.ir ?? '')),
    }));
    for (let time = 0; time < 4; time += 1) {
      await sleep(700);
      await link.cut();
      await sleep(300);
      await link.mend();
    }
    await sleep(1000);
    load.end();
    await load.over;
    const { answered, written, dropped, refused } = load.report;
    expect([dropped, refused]).toEqual([[], 0]);
    expect([...answered.keys()].sort()).toEqual([201, 503]);
    const acknowledged = written.flatMap((text) => {
      const body = JSON.parse(text) as { 'access-token'?: { key: string } };
      return body['access-token']?.key ?? [];
    });
    const rows = await queryDatabase<{ ak: string; events: string }>(
      databaseUrl,
      `SELECT record.ak, count(event.event_id) AS events FROM access_records AS record
         LEFT JOIN audit_events AS event ON event.ak = record.ak
           AND event.event_type = 'access-record.registered'
        GROUP BY record.ak`,
    );
    expect(rows.filter(({ events }) => events !== '1')).toEqual([]);
    const stored = new Set(rows.map((row) => row.ak));
    expect(acknowledged.filter((key) => !stored.has(key))).toEqual([]);
    expect((await verify(client, acknowledged[0] ?? '')).duid).toBe(account.duid);
  });
});
