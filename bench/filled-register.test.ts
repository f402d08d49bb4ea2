// A register is filled by COPY, which is one of PostgreSQL.
// @module-tag postgres
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  accessKeyOf,
  accountIdOf,
  identityRecordOf,
  mpxnOf,
  ownerOf,
  PROVIDER_ID,
  secretOf,
} from './fill-ids';
import { filledQuestion } from './scale-cases';
import { runFill } from './run-fill';
import { ApiAccount, registerClient, type RegisterClient } from '../harness/api-client';
import { createDatabase } from '../harness/postgres';
import { startRegister, type RunningRegister } from '../harness/start-register';
import { REIDENTIFY } from '../harness/callers/reidentification';

const size = { records: 400, meterPoints: 200, accounts: 200, decisions: 3000, seed: 'scale' };

/** What `npm run fill` writes past all rules is what the rules would have written. */
describe.runIf(inject('postgresServer') !== null)('a register filled for a bench', () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'register-filled-'));
  let databaseUrl: string;
  let register: RunningRegister;
  let client: RegisterClient;

  const fill = () => runFill({ databaseUrl, dataDir, ...size });
  const accountOf = (n: number) =>
    new ApiAccount(register.origin, accountIdOf(ownerOf(size, n)), secretOf(size), null);

  beforeAll(async () => {
    databaseUrl = await createDatabase(inject('postgresServer') ?? '');
    await fill();
    register = await startRegister({
      name: 'filled-register',
      env: { DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
    });
    client = registerClient(register.origin, register.admin);
  });
  afterAll(async () => {
    await register.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('its access keys verify, whole and as the contract has them', async () => {
    for (const n of [0, 1, 11, 13, 399]) {
      const ak = accessKeyOf(size, n);
      const { status, text } = await client.admin.call('GET', `/v1/access-records/${ak}`);
      expect([n, status]).toEqual([n, 200]);
      expect(text).toContain(`"record-identifier":"${ak}"`);
    }
  });

  test('its Identity Records open to their owners, and are found by meter point', async () => {
    for (const n of [0, 8, 199]) {
      const own = await accountOf(n).call<{ 'identity-record': unknown }>(
        'GET',
        `/v1/identity-records/${identityRecordOf(size, n)}`,
      );
      expect([n, own.status]).toEqual([n, 200]);
      expect(JSON.stringify(own.body)).toContain(mpxnOf(n));
    }
    const asker = await client.createAccount();
    const found = await asker.call('POST', REIDENTIFY, { mpxn: mpxnOf(1), method: 'magic-link' });
    expect(found.status).toBe(200);
    const list = await accountOf(1).call<{ 'access-records': unknown[] }>(
      'GET',
      `/v1/meter-points/${mpxnOf(1)}/access-records`,
    );
    expect(list.status).toBe(200);
    expect(new Set(list.text.match(/ak_[0-9a-f]{24}/g)).size).toBe(2);
  });

  test('its decisions are those of the Data Provider, which may ask on', async () => {
    const provider = new ApiAccount(register.origin, PROVIDER_ID, secretOf(size), null);
    const { body } = await provider.call<{ releases: Record<string, unknown>[] }>(
      'GET',
      '/v1/releases?limit=500',
    );
    expect(body.releases).toHaveLength(500);
    const reasons = new Set(body.releases.map(({ reason }) => reason));
    expect(reasons).toEqual(new Set(['permitted', 'ended']));
    const decided = await provider.call<{ context: { reason: { code: string } } }>(
      'POST',
      '/access/v1/evaluation',
      filledQuestion(size, 7),
    );
    expect(decided.body).toMatchObject({ decision: true });
  });

  test('it counts what it holds, and its audit chain is whole', async () => {
    const { body } = await client.admin.call('GET', '/v1/admin/stats');
    expect(body).toMatchObject({ total_records: size.records, revoked_records: 31 });
    const audit = await client.admin.call('GET', '/v1/admin/audit?limit=1');
    expect(audit.body.total).toBeGreaterThanOrEqual(size.records + size.meterPoints);
  });

  test('a register that holds anything is not filled', async () => {
    await expect(fill()).rejects.toThrow(/not empty/);
  });
});
