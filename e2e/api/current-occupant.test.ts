// Dates are compared in SQL, whatever the time zone of the session.
// @module-tag postgres
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister, startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { reportTenancy } from './support/dcc-reports';
import { expectInvalid } from './support/expect-error';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, randomMpxn, type Household } from '../../harness/callers/household';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { allowedIds } from '../../harness/callers/passkey-page';
import {
  REIDENTIFY,
  startAcross,
  type InitiatingAnswer,
} from '../../harness/callers/reidentification';

const { client, origin } = sharedRegister();

/** Whose address a magic link to the meter point would go to, masked, or the refusal's status. */
async function askedByMail(account: ApiAccount, mpxn: string): Promise<string | number> {
  const answer = await account.call<InitiatingAnswer>('POST', REIDENTIFY, {
    mpxn,
    method: 'magic-link',
  });
  return answer.body['magic-link']?.['dispatched-to'] ?? answer.status;
}

describe('of several records at a meter point', () => {
  let northwind: ApiAccount;
  let brightmeter: ApiAccount;

  beforeAll(async () => {
    northwind = await client.createAccount();
    brightmeter = await client.createAccount();
  });

  test('the latest move-in date is meant, though another record is newer', async () => {
    const mpxn = randomMpxn();
    await createHousehold(northwind, { mpxn, moveInDate: '2025-02-01', email: 'now@example.com' });
    await createHousehold(brightmeter, {
      mpxn,
      moveInDate: '2020-02-01',
      email: 'old@example.com',
    });
    expect(await askedByMail(brightmeter, mpxn)).toBe('n*****w@example.com');
  });

  test('a former occupant is not asked even where only their record offers the method', async () => {
    const mpxn = randomMpxn();
    await createHousehold(northwind, { mpxn, moveInDate: '2020-02-01' });
    await createHousehold(northwind, { mpxn, moveInDate: '2025-02-01', email: null });
    expect(await askedByMail(brightmeter, mpxn)).toBe(422);
  });

  test('with one move-in date the one that offers the method is meant, though another is newer', async () => {
    const mpxn = randomMpxn();
    await createHousehold(northwind, { mpxn, email: 'first@example.com' });
    await createHousehold(brightmeter, { mpxn, email: null });
    expect(await askedByMail(brightmeter, mpxn)).toBe('f*****t@example.com');
  });

  test('with one move-in date and the method on both the newest is meant', async () => {
    const mpxn = randomMpxn();
    await createHousehold(northwind, { mpxn, email: 'first@example.com' });
    await createHousehold(brightmeter, { mpxn, email: 'second@example.com' });
    expect(await askedByMail(northwind, mpxn)).toBe('s*****d@example.com');
  });

  test('the passkey of the record that has one is asked for', async () => {
    const mpxn = randomMpxn();
    const enrolled = await enrolHousehold(northwind, origin, { mpxn });
    await createHousehold(brightmeter, { mpxn });
    const { page } = await startAcross(brightmeter, mpxn, { method: 'passkey-assert' });
    const view = await new CustomerBrowser(origin).open(page);
    expect(allowedIds(view)).toEqual([enrolled.passkeyId]);
  });

  test('an anonymised one is passed over', async () => {
    const mpxn = randomMpxn();
    await createHousehold(northwind, { mpxn, moveInDate: '2020-02-01', email: 'old@example.com' });
    const latest = await createHousehold(northwind, { mpxn, moveInDate: '2025-02-01' });
    await northwind.call('DELETE', `/v1/identity-records/${latest.ir}`);
    expect(await askedByMail(brightmeter, mpxn)).toBe('o*****d@example.com');
  });
});

describe('after a Change of Tenancy', () => {
  // 2 July 2027 begins in London an hour before it begins in UTC.
  const BEFORE_MIDNIGHT = new Date('2027-07-01T22:58:00Z');
  const MIDNIGHT = new Date('2027-07-01T23:00:00Z');

  let register: OwnRegister;
  let asker: ApiAccount;
  let moving: Household;
  let former: Household;
  let arrived: Household;
  let between: Household;

  beforeAll(async () => {
    register = await startOwnRegister({ name: 'tenancy', env: { RATE_LIMIT_SCALE: '1000' } });
    await register.clock.set(BEFORE_MIDNIGHT);
    asker = await register.client.createAccount();
    moving = await createHousehold(asker, { moveInDate: '2024-03-01' });
    former = await createHousehold(asker, { moveInDate: '2025-03-30', email: 'old@example.com' });
    arrived = await createHousehold(asker, { moveInDate: '2025-05-01', email: 'new@example.com' });
    between = await createHousehold(asker, { moveInDate: '2025-01-01' });
    const dcc = await register.client.createAccount({ role: 'dcc' });
    const changes = [
      [moving, '2027-07-02'],
      [former, '2025-05-01'],
      [arrived, '2025-05-01'],
      [between, '2024-06-01'],
      [between, '2026-02-01'],
    ] as const;
    for (const [{ mpxn }, date] of changes) {
      expect((await reportTenancy(dcc, mpxn, date)).status).toBe(201);
    }
  });

  afterAll(() => register.stop());

  async function exists(mpxn: string) {
    const answer = await asker.call<{ exists: boolean; 'available-methods': string[] }>(
      'GET',
      `/v1/identity-records/exists?mpxn=${mpxn}`,
    );
    return { exists: answer.body.exists, methods: answer.body['available-methods'] };
  }

  test('a record from more than 31 days before it counts no more', async () => {
    expect(await exists(former.mpxn)).toEqual({ exists: false, methods: [] });
    expect(await askedByMail(asker, former.mpxn)).toBe(404);
  });

  test('a move-in on its very day counts', async () => {
    expect((await exists(arrived.mpxn)).exists).toBe(true);
    expect(await askedByMail(asker, arrived.mpxn)).toBe('n*****w@example.com');
  });

  test('the latest of several decides', async () => {
    expect((await exists(between.mpxn)).exists).toBe(false);
  });

  test('whoever moves in later counts again', async () => {
    const { mpxn } = former;
    const next = await createHousehold(asker, {
      mpxn,
      moveInDate: '2025-06-01',
      email: 'new@example.com',
    });
    expect(await askedByMail(asker, mpxn)).toBe('n*****w@example.com');
    expect((await asker.call('DELETE', `/v1/identity-records/${next.ir}`)).status).toBe(200);
    expect((await exists(mpxn)).exists).toBe(false);
  });

  test('a move-in up to 31 days before it belongs to it, and ranks as one on its day', async () => {
    const { mpxn } = former;
    const early = await createHousehold(asker, {
      mpxn,
      moveInDate: '2025-03-31',
      email: 'early@example.com',
    });
    expect(await askedByMail(asker, mpxn)).toBe('e*****y@example.com');
    const late = await createHousehold(asker, { mpxn, moveInDate: '2025-05-31', email: null });
    // Both count as of the change: who offers the method is meant, not who named the later day.
    expect(await askedByMail(asker, mpxn)).toBe('e*****y@example.com');
    const after = await createHousehold(asker, { mpxn, moveInDate: '2025-06-02', email: null });
    expect(await askedByMail(asker, mpxn)).toBe(422);
    for (const { ir } of [early, late, after]) {
      expect((await asker.call('DELETE', `/v1/identity-records/${ir}`)).status).toBe(200);
    }
  });

  test('it takes effect at midnight in London, not before', async () => {
    await register.clock.set(new Date(MIDNIGHT.getTime() - 20_000));
    expect((await exists(moving.mpxn)).exists).toBe(true);
    await register.clock.set(MIDNIGHT);
    expect(await exists(moving.mpxn)).toEqual({ exists: false, methods: [] });
  });
});

describe('a move-in date that lies ahead', () => {
  // 2 July 2027 begins in London an hour before it begins in UTC.
  const BEFORE_MIDNIGHT = new Date('2027-07-01T22:55:00Z');
  const MIDNIGHT = new Date('2027-07-01T23:00:00Z');

  let register: OwnRegister;
  let asker: ApiAccount;

  beforeAll(async () => {
    register = await startOwnRegister({ name: 'moving-in', env: { RATE_LIMIT_SCALE: '1000' } });
    await register.clock.set(BEFORE_MIDNIGHT);
    asker = await register.client.createAccount();
  });

  afterAll(() => register.stop());

  const create = (moveInDate: string) =>
    asker.call('POST', '/v1/identity-records', {
      'pii-principal': { mpxn: randomMpxn(), 'move-in-date': moveInDate },
      'expressed-by': 'data-subject',
    });

  test('lies at most a year ahead, on London’s calendar', async () => {
    expect((await create('2028-07-01')).status).toBe(201);
    expectInvalid(await create('2028-07-02'), ['pii-principal.move-in-date']);
  });

  test('is nobody’s current occupancy until that day, and then the occupant’s', async () => {
    const mpxn = randomMpxn();
    await createHousehold(asker, { mpxn, email: 'living@example.com' });
    await createHousehold(asker, { mpxn, moveInDate: '2027-07-02', email: 'moving@example.com' });
    const empty = await createHousehold(asker, { moveInDate: '2027-07-02' });
    expect(await askedByMail(asker, mpxn)).toBe('l*****g@example.com');
    expect(await askedByMail(asker, empty.mpxn)).toBe(404);
    await register.clock.set(MIDNIGHT);
    expect(await askedByMail(asker, mpxn)).toBe('m*****g@example.com');
    expect(await askedByMail(asker, empty.mpxn)).toMatch(/@/);
  });
});
