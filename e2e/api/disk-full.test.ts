import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runNpm } from '../cli/run-npm';
import type { ApiAccount } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { mountSmallDisk, type SmallDisk } from '../../harness/small-disk';
import { consentBody } from '../../harness/callers/access-record-body';
import { createHousehold, type Household } from '../../harness/callers/household';
import { registerAccess, stateOf, type AccessToken } from '../../harness/callers/registered-access';

/** The empty database takes 41 of them. */
const MEGABYTES = 200;
/** So little that some writes still fit, and not many. */
const LEFT = 200_000;
const REFUSALS = 10;

// Mounting needs root; a PostgreSQL server's disk is its operator's.
const disk = inject('postgresServer') === null ? mountSmallDisk(MEGABYTES) : null;

describe.skipIf(disk === null)('the embedded database on a disk that is full', () => {
  let small: SmallDisk;
  let register: OwnRegister;
  let account: ApiAccount;
  /** Several, since an account has at most a hundred ACTIVE records at one meter point. */
  const households: Household[] = [];
  let written = 0;
  const kept: string[] = [];

  beforeAll(async () => {
    if (disk === null) throw new Error('no disk');
    small = disk;
    const before = process.env.TMPDIR;
    process.env.TMPDIR = small.folder;
    try {
      register = await startOwnRegister({ name: 'disk-full', env: { RATE_LIMIT_SCALE: '1000' } });
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    account = await register.client.createAccount();
    while (households.length < 20) households.push(await createHousehold(account));
    kept.push(await registerAccess(account, nextBody()));
  });
  afterAll(async () => {
    await register.stop();
    small.remove();
  });

  const nextBody = () => consentBody(households[(written += 1) % households.length]?.ir ?? '');
  const write = () =>
    account.call<{ 'access-token': AccessToken }>('POST', '/v1/access-records', nextBody());

  async function expectNothingLost(): Promise<void> {
    for (const ak of kept) expect(await stateOf(register.client, ak)).toBe('ACTIVE');
  }

  test('refuses what it cannot write with 503 and Retry-After, and still answers reads', async () => {
    small.fill(LEFT);
    const refusals: string[] = [];
    while (refusals.length < REFUSALS) {
      const answer = await write();
      if (answer.status === 201) kept.push(answer.body['access-token'].key);
      else {
        expect(answer.status, answer.text).toBe(503);
        expect(answer.headers['retry-after']).toBe('5');
        refusals.push(...answer.errors.map((error) => error['error-code']));
      }
    }
    expect(new Set(refusals)).toEqual(new Set(['SRV002']));
    await expectNothingLost();
  });

  test('works again by itself once there is space, and after a crash too', async () => {
    small.free();
    expect((await write()).status).toBe(201);
    await expectNothingLost();
    small.fill(LEFT);
    for (let refused = 0; refused < REFUSALS;) {
      const answer = await write();
      if (answer.status === 201) kept.push(answer.body['access-token'].key);
      else refused += 1;
    }
    await register.kill();
    small.free();
    await register.restart();
    await expectNothingLost();
    expect((await write()).status).toBe(201);
  });

  test('has an audit chain without a fault', async () => {
    await register.kill();
    const { code, stdout } = await runNpm({ DATA_DIR: register.dataDir }, 'audit:verify');
    expect(stdout).toContain('whole');
    expect(code).toBe(0);
  });
});
