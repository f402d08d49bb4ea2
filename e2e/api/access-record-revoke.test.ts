import { beforeAll, describe, expect, test } from 'vitest';
import { registerClient, type ApiAccount } from '../../harness/api-client';
import { sharedRegister, startOwnRegister } from '../../harness/api-context';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { auditOf, eventsOf } from './support/audit-events';
import { reportSighting } from './support/dcc-reports';
import { expectError, expectInvalid } from './support/expect-error';
import { createHousehold, randomMpxn, type Household } from '../../harness/callers/household';
import {
  anonymise,
  registerAccess,
  registerConsent,
  replace,
  revoke,
  stateOf,
  verify,
} from '../../harness/callers/registered-access';

const { client, databaseUrl } = sharedRegister();
const REASONS = [
  'customer-request',
  'contract-ended',
  'lia-lapsed',
  'statutory-authority-lapsed',
  'data-no-longer-required',
  'other',
];

let northwind: ApiAccount;
let brightmeter: ApiAccount;
let household: Household;

beforeAll(async () => {
  northwind = await client.createAccount();
  brightmeter = await client.createAccount();
  household = await createHousehold(northwind);
});

async function revocations(ak: string): Promise<number> {
  const events = await eventsOf(client.admin, ak);
  return events.filter((type) => type === 'access-record.revoked').length;
}

describe('revoking an access record', () => {
  test('answers when, and the very next verify says so', async () => {
    const ak = await registerConsent(household);
    const answer = await revoke(northwind, ak);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      response: expect.anything() as unknown,
      ak,
      'revoked-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    });
    const { state, 'revoked-at': revokedAt } = (await verify(client, ak))['access-event'];
    expect({ state, revokedAt }).toEqual({
      state: 'REVOKED',
      revokedAt: answer.body['revoked-at'],
    });
  });

  test('deletes nothing: all else of the record reads as before', async () => {
    const ak = await registerConsent(household);
    const before = await verify(client, ak);
    await revoke(northwind, ak);
    const after = await verify(client, ak);
    const restored = changed(
      after,
      ['access-event.state', 'ACTIVE'],
      ['access-event.revoked-at', undefined],
    );
    expect(restored).toEqual(before);
  });

  test.each(REASONS)('takes the reason %s and keeps it', async (reason) => {
    const ak = await registerAccess(northwind, contractBody(household.ir));
    expect((await revoke(northwind, ak, `?reason=${reason}`)).status).toBe(200);
    const { events } = await auditOf(client.admin, { ak, event_type: 'access-record.revoked' });
    expect(events).toMatchObject([{ account_id: northwind.id, ak, detail: { reason } }]);
  });

  test.each([
    ['a reason that is none', '?reason=boredom', 'reason'],
    ['a parameter that is none', '?because=other', 'because'],
    ['a malformed token', '?reidentification-token=mlr_1', 'reidentification-token'],
  ])('refuses %s and changes nothing', async (_what, query, field) => {
    const ak = await registerConsent(household);
    expectInvalid(await revoke(northwind, ak, query), [field]);
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('lets its Identity Record be anonymised', async () => {
    const own = await createHousehold(northwind);
    const ak = await registerConsent(own);
    expect(await anonymise(own)).toBe(409);
    await revoke(northwind, ak);
    expect(await anonymise(own)).toBe(200);
  });

  test('is open to the operator', async () => {
    const ak = await registerConsent(household);
    expect((await revoke(client.admin, ak, '?reason=other')).status).toBe(200);
    expect(await stateOf(client, ak)).toBe('REVOKED');
  });
});

describe('revoking again', () => {
  test('gives the same answer and causes no second event', async () => {
    const ak = await registerConsent(household);
    const first = await revoke(northwind, ak, '?reason=contract-ended');
    for (const account of [northwind, client.admin]) {
      const again = await revoke(account, ak, '?reason=customer-request');
      expect(again.status).toBe(200);
      expect(again.body['revoked-at']).toBe(first.body['revoked-at']);
    }
    expect(await revocations(ak)).toBe(1);
    expect((await verify(client, ak))['access-event']['revoked-at']).toBe(first.body['revoked-at']);
  });

  test('what was registered as REVOKED answers when that was', async () => {
    const body = changed(consentBody(household.ir), ['access-event.state', 'REVOKED']);
    const ak = await registerAccess(northwind, body);
    const answer = await revoke(northwind, ak);
    expect(answer.status).toBe(200);
    const { 'revoked-at': revokedAt } = (await verify(client, ak))['access-event'];
    expect(answer.body['revoked-at']).toBe(revokedAt);
    expect(await revocations(ak)).toBe(0);
  });
});

describe('what cannot be revoked', () => {
  test('an EXPIRED record is a 409 and stays EXPIRED', async () => {
    const ak = await registerAccess(
      northwind,
      changed(
        consentBody(household.ir),
        ['access-event.state', 'EXPIRED'],
        ['access-event.expiry', '2026-02-01T00:00:00Z'],
      ),
    );
    for (const account of [northwind, client.admin]) {
      expectError(await revoke(account, ak), 409, 'CON001');
    }
    const { state, 'revoked-at': revokedAt } = (await verify(client, ak))['access-event'];
    expect({ state, revokedAt }).toEqual({ state: 'EXPIRED', revokedAt: undefined });
  });

  test('a DISCOVERED one is a 409', async () => {
    const dcc = await client.createAccount({ role: 'dcc' });
    const ak = await reportSighting(dcc, randomMpxn());
    expectError(await revoke(client.admin, ak), 409, 'CON001');
    expect(await stateOf(client, ak)).toBe('DISCOVERED');
  });

  test('another Data User’s answers as one that never was', async () => {
    const ak = await registerConsent(household);
    const foreign = await revoke(brightmeter, ak);
    expectError(foreign, 404, 'NOT001');
    for (const unknown of ['ak_000000000000000000000000', 'ak_1', 'x', '%00']) {
      const answer = await revoke(brightmeter, unknown);
      expect(answer.status).toBe(404);
      if (unknown !== '%00') expect(answer.errors).toEqual(foreign.errors);
    }
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });
});

// The embedded database serves one process only.
test.runIf(databaseUrl)(
  'a change on one instance is what the next verify on another says',
  { tags: 'postgres' },
  async () => {
    const other = await startOwnRegister({
      name: 'second-instance',
      env: { DATABASE_URL: databaseUrl ?? '' },
    });
    try {
      const elsewhere = registerClient(other.origin, other.admin);
      const ak = await registerConsent(household);
      expect(await stateOf(elsewhere, ak)).toBe('ACTIVE');
      const body = changed(consentBody(household.ir), ['processing.purpose', 'Changed']);
      await replace(northwind, ak, body);
      expect((await verify(elsewhere, ak)).processing.purpose).toBe('Changed');
      await revoke(northwind, ak);
      expect(await stateOf(elsewhere, ak)).toBe('REVOKED');
    } finally {
      await other.stop();
    }
  },
);
