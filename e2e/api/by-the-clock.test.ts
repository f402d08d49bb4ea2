// The database compares times, by a clock of its own where SQL says now().
// @module-tag postgres
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { basicAuth, type ApiAccount, type RegisterClient } from '../../harness/api-client';
import { startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { reportTenancy } from './support/dcc-reports';
import { declineAfterProof } from './support/decline-after-proof';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { expectError } from './support/expect-error';
import { createHousehold, randomMpxn, type Household } from '../../harness/callers/household';
import { confirmedToken, entriesAt, listAt } from './support/meter-point';
import { openRecords, signInByPasskey, VERIFIED } from './support/portal';
import {
  anonymise,
  registerAccess,
  registerConsent,
  replace,
  revoke,
  stateOf,
  verify,
  type ListedRecord,
} from '../../harness/callers/registered-access';
import {
  REIDENTIFY,
  startAcross,
  type InitiatingAnswer,
} from '../../harness/callers/reidentification';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** So much is left for what a test does between two instants. */
const MARGIN_MS = 30 * SECOND_MS;

// One register for all rules of time: its clock only goes forward, and each test starts from its now.
let register: OwnRegister;
let client: RegisterClient;
let northwind: ApiAccount;
let portal: ApiAccount;
let dcc: ApiAccount;
/** Since when the accounts' bearer tokens count, which last two hours. */
let tokensFrom: Date;

beforeAll(async () => {
  // No sweep: what reads EXPIRED does so by itself.
  const env = { RATE_LIMIT_SCALE: '1000', SWEEP_INTERVAL_S: '86400' };
  register = await startOwnRegister({ name: 'by-the-clock', env });
  tokensFrom = register.clock.now();
  ({ client } = register);
  northwind = await client.createAccount();
  portal = await client.createAccount({ role: 'portal' });
  dcc = await client.createAccount({ role: 'dcc' });
});

afterAll(() => register.stop());

async function setTo(instant: Date): Promise<void> {
  await register.clock.set(instant);
  if (instant.getTime() - tokensFrom.getTime() < HOUR_MS) return;
  for (const account of [northwind, portal, dcc, client.admin]) account.forgetToken();
  tokensFrom = instant;
}

const pass = (ms: number) => setTo(soon(ms));

const soon = (ms: number) => new Date(register.clock.now().getTime() + ms);

describe('at the instant of its expiry, before any sweep,', () => {
  interface Expiring {
    household: Household;
    ak: string;
    expiry: Date;
  }

  /** A record about to expire; `over` makes it so. */
  async function expiring(): Promise<Expiring> {
    const household = await createHousehold(northwind);
    const expiry = soon(MARGIN_MS);
    const body = changed(consentBody(household.ir), ['access-event.expiry', expiry.toISOString()]);
    return { household, ak: await registerAccess(northwind, body), expiry };
  }

  const listed = async (query: string) => {
    const answer = await northwind.call<{ records: ListedRecord[]; total: number }>(
      'GET',
      `/v1/records?${query}`,
    );
    return answer.body.records.map(({ ak }) => ak);
  };

  test('a record turns from ACTIVE to EXPIRED', async () => {
    const { ak, expiry } = await expiring();
    expect(await stateOf(client, ak)).toBe('ACTIVE');
    await setTo(expiry);
    const { state, 'revoked-at': revokedAt } = (await verify(client, ak))['access-event'];
    expect({ state, revokedAt }).toEqual({ state: 'EXPIRED', revokedAt: undefined });
  });

  test('it is no more replaced nor revoked: both are a 409', async () => {
    const { household, ak, expiry } = await expiring();
    expect(
      (
        await replace(
          northwind,
          ak,
          changed(consentBody(household.ir), ['access-event.expiry', expiry.toISOString()]),
        )
      ).status,
    ).toBe(200);
    await setTo(expiry);
    expectError(await replace(northwind, ak, consentBody(household.ir)), 409, 'CON001');
    expectError(await revoke(northwind, ak), 409, 'CON001');
    expectError(await revoke(client.admin, ak), 409, 'CON001');
    expect(await stateOf(client, ak)).toBe('EXPIRED');
  });

  test('its Identity Record can be anonymised', async () => {
    const { household, expiry } = await expiring();
    expect(await anonymise(household)).toBe(409);
    await setTo(expiry);
    expect(await anonymise(household)).toBe(200);
  });

  test('every list and filter has it as EXPIRED', async () => {
    const { household, ak, expiry } = await expiring();
    expect(await listed('state=ACTIVE')).toContain(ak);
    expect(await listed('state=EXPIRED')).not.toContain(ak);
    await setTo(expiry);
    expect(await listed('state=ACTIVE')).not.toContain(ak);
    expect(await listed('state=EXPIRED')).toContain(ak);
    const { mpxn } = household;
    expect(await entriesAt(northwind, mpxn)).toMatchObject([{ ak, state: 'EXPIRED' }]);
    expect(await entriesAt(northwind, mpxn, { state: 'EXPIRED' })).toHaveLength(1);
    expect(await entriesAt(northwind, mpxn, { state: 'ACTIVE' })).toEqual([]);
    const search = await client.admin.call<{ records: ListedRecord[] }>(
      'GET',
      `/v1/admin/records?q=${ak}`,
    );
    expect(search.body.records).toMatchObject([{ ak, state: 'EXPIRED' }]);
  });

  test('the statistics count it as expired', async () => {
    const stats = async () => {
      const { body } = await client.admin.call('GET', '/v1/admin/stats');
      return [body.active_records, body.expired_records] as [number, number];
    };
    const { expiry } = await expiring();
    const [active, expired] = await stats();
    await setTo(expiry);
    expect(await stats()).toEqual([active - 1, expired + 1]);
  });

  test('a Change of Tenancy concerns it no more', async () => {
    const { household, expiry } = await expiring();
    const affected = async (date: string) =>
      (await reportTenancy(dcc, household.mpxn, date)).body['active-records-affected'];
    expect(await affected('2026-05-01')).toBe(1);
    await setTo(expiry);
    expect(await affected('2026-05-02')).toBe(0);
  });

  test('a replacement with a later expiry keeps it ACTIVE, an earlier one ends it sooner', async () => {
    const { household, ak, expiry } = await expiring();
    const until = (instant: Date) =>
      changed(consentBody(household.ir), ['access-event.expiry', instant.toISOString()]);
    const later = new Date(expiry.getTime() + HOUR_MS);
    await replace(northwind, ak, until(later));
    await setTo(expiry);
    expect(await stateOf(client, ak)).toBe('ACTIVE');
    const earlier = soon(MARGIN_MS);
    await replace(northwind, ak, until(earlier));
    await setTo(earlier);
    expect(await stateOf(client, ak)).toBe('EXPIRED');
  });
});

describe('a portal’s token', () => {
  const queryOf = (token: string) => `?reidentification-token=${token}`;

  test('is good for withdrawals until an hour from its issue, then not', async () => {
    const customer = await enrolHousehold(northwind, register.origin);
    const keys = [await registerConsent(customer), await registerConsent(customer)];
    const token = await confirmedToken(portal, customer);
    await listAt(portal, customer.mpxn, { 'reidentification-token': token });
    await pass(HOUR_MS - MARGIN_MS);
    expect((await revoke(portal, keys[0] ?? '', queryOf(token))).status).toBe(200);
    await pass(MARGIN_MS);
    expectError(await revoke(portal, keys[1] ?? '', queryOf(token)), 422, 'VAL002');
    expect(await stateOf(client, keys[1] ?? '')).toBe('ACTIVE');
  });

  test('opens no list when it was never confirmed in its time', async () => {
    const customer = await enrolHousehold(northwind, register.origin);
    const { tokenRef } = await startAcross(portal, customer.mpxn, { method: 'passkey-assert' });
    await pass(5 * MINUTE_MS);
    const answer = await listAt(portal, customer.mpxn, { 'reidentification-token': tokenRef });
    expectError(answer, 422, 'VAL002');
  });
});

describe('a Change of Tenancy takes effect at midnight in London', () => {
  // In January London is on UTC, in July an hour ahead of it.
  test.each([
    ['in winter', '01-15', 0],
    ['in summer', '07-15', -HOUR_MS],
  ])('%s: from then on nobody from before it is asked', async (_season, day, offset) => {
    const year = register.clock.now().getUTCFullYear() + 1;
    const date = `${year}-${day}`;
    const midnight = new Date(Date.parse(`${date}T00:00:00Z`) + offset);
    const home = await createHousehold(northwind, { email: 'old@example.com' });
    expect((await reportTenancy(dcc, home.mpxn, date)).status).toBe(201);
    const asked = async () => {
      const body = { mpxn: home.mpxn, method: 'magic-link' };
      const answer = await northwind.call<InitiatingAnswer>('POST', REIDENTIFY, body);
      return answer.body['magic-link']?.['dispatched-to'] ?? answer.status;
    };
    await setTo(new Date(midnight.getTime() - MARGIN_MS));
    expect(await asked()).toBe('o*****d@example.com');
    await setTo(midnight);
    expect(await asked()).toBe(404);
    await createHousehold(northwind, {
      mpxn: home.mpxn,
      moveInDate: date,
      email: 'new@example.com',
    });
    expect(await asked()).toBe('n*****w@example.com');
  });

  test('and looks after it do not hide those of a former occupant’s time', async () => {
    const former = await enrolHousehold(northwind, register.origin, { fields: VERIFIED });
    await registerConsent(former);
    await entriesAt(northwind, former.mpxn);
    const year = register.clock.now().getUTCFullYear() + 1;
    await reportTenancy(dcc, former.mpxn, `${year}-01-20`);
    await setTo(new Date(`${year}-01-21T00:00:00Z`));
    const later = Array.from({ length: 100 }, () => entriesAt(northwind, former.mpxn));
    await Promise.all(later);
    const browser = new CustomerBrowser(register.origin);
    await signInByPasskey(browser, former.device);
    expect((await openRecords(browser)).words).toMatch(
      /Who looked at this list.*organisation that is registered here/,
    );
  });

  test('and a portal’s list ends there only then', async () => {
    const customer = await enrolHousehold(northwind, register.origin, { fields: VERIFIED });
    const partner = await createHousehold(northwind, { mpxn: customer.mpxn });
    const year = register.clock.now().getUTCFullYear() + 1;
    const midnight = new Date(`${year}-02-10T00:00:00Z`);
    await reportTenancy(dcc, customer.mpxn, `${year}-02-10`);
    await setTo(new Date(midnight.getTime() - 10 * MINUTE_MS));
    const [before, after] = [
      await confirmedToken(portal, customer),
      await confirmedToken(portal, customer),
    ];
    const running = await registerConsent(partner);
    const next = await registerAccess(
      northwind,
      changed(consentBody(customer.ir), ['access-event.registered-at', midnight.toISOString()]),
    );
    const look = async (token: string) =>
      (await entriesAt(portal, customer.mpxn, { 'reidentification-token': token })) //
        .map(({ ak }) => ak);
    expect(await look(before)).toEqual([next, running]);
    await setTo(midnight);
    expect(await look(after)).toEqual([running]);
    const answer = await revoke(portal, running, `?reidentification-token=${after}`);
    expectError(answer, 403, 'AUTH003');
  });
});

describe('a rotated secret', () => {
  test('leaves the old one good for 15 minutes, then not', async () => {
    const account = await client.createAccount();
    const answer = await account.call<{ 'secret-key': string }>('POST', '/v1/self/rotate-secret');
    const status = async (secret: string) => {
      const headers = { authorization: basicAuth(account.id, secret) };
      return (await client.call('GET', '/v1/auth/token', { headers })).status;
    };
    await pass(15 * MINUTE_MS - MARGIN_MS);
    expect(await status(account.secret)).toBe(200);
    await pass(MARGIN_MS);
    expect(await status(account.secret)).toBe(401);
    expect(await status(answer.body['secret-key'])).toBe(200);
  });
});

describe('an Idempotency-Key', () => {
  test('replays for 24 hours, then is fresh, for another request too', async () => {
    const household = await createHousehold(northwind);
    const key = `day ${randomMpxn()}`;
    const register = (body = consentBody(household.ir)) =>
      northwind.call('POST', '/v1/access-records', body, { 'Idempotency-Key': key });
    const first = await register();
    await pass(DAY_MS - MARGIN_MS);
    expect((await register()).text).toBe(first.text);
    await pass(MARGIN_MS);
    const other = changed(consentBody(household.ir), ['processing.purpose', 'Another day']);
    const fresh = await register(other);
    expect(fresh.status).toBe(201);
    expect(fresh.text).not.toBe(first.text);
    expect((await register(other)).text).toBe(fresh.text);
  });

  test('does not keep a 429', async () => {
    const customer = await enrolHousehold(northwind, register.origin);
    // Three declines after a proof pause an organisation at a record for a day.
    for (let round = 0; round < 3; round += 1) {
      const started = await startAcross(northwind, customer.mpxn, { method: 'passkey-register' });
      await declineAfterProof(customer, started.page);
    }
    const ask = () =>
      northwind.call(
        'POST',
        REIDENTIFY,
        { mpxn: customer.mpxn, method: 'passkey-assert' },
        { 'Idempotency-Key': `pause ${customer.mpxn}` },
      );
    await pass(DAY_MS / 2);
    expectError(await ask(), 429, 'RATE001');
    await pass(DAY_MS / 2);
    expect((await ask()).status).toBe(200);
  });
});
