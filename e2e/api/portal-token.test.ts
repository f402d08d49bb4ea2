import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { auditOf } from './support/audit-events';
import { CustomerBrowser, type Page } from '../../harness/callers/customer-browser';
import { reportSighting, reportTenancy } from './support/dcc-reports';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { expectError, expectInvalid } from './support/expect-error';
import { createHousehold } from '../../harness/callers/household';
import { confirmedToken, entriesAt, listAt, portalEntries } from './support/meter-point';
import { VERIFIED } from './support/portal';
import { fieldsOf, usePasskey } from '../../harness/callers/passkey-page';
import {
  registerAccess,
  registerConsent,
  revoke,
  stateOf,
} from '../../harness/callers/registered-access';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import {
  startAcross,
  startOwn,
  statusOf,
  type Started,
} from '../../harness/callers/reidentification';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
let portal: ApiAccount;
let dcc: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  northwind = await client.createAccount();
  portal = await client.createAccount({ role: 'portal' });
  dcc = await client.createAccount({ role: 'dcc' });
  customer = await enrolHousehold(northwind, origin);
});

/** The page of a re-identification, or that behind its mailed link. */
async function openAsked({ page }: Started): Promise<Page> {
  const mail =
    page === ''
      ? await mailbox.waitForMail(customer.email ?? '', { where: isMagicLinkMail })
      : null;
  return new CustomerBrowser(origin).open(mail === null ? page : linkIn(mail));
}

const withToken = (token: string) => ({ 'reidentification-token': token });
const queryOf = (token: string, more = '') => `?reidentification-token=${token}${more}`;

const SEES = 'For one hour it can also stop permissions for you.';

describe('what a portal asks for', () => {
  test.each([{ method: 'passkey-assert' }, { method: 'magic-link' }])(
    'is said on the page of a $method: what it will see and can do',
    async (start) => {
      const started = await startAcross(portal, customer.mpxn, start);
      const page = await openAsked(started);
      expect(page.words).toContain(SEES);
      expect(page.words).not.toContain('The organisation has not told us.');
    },
  );

  test('is not said where a Data User asks, which will see nothing by it', async () => {
    const started = await startOwn(customer, { method: 'passkey-assert' });
    const page = await openAsked(started);
    expect(page.words).not.toContain(SEES);
    expect(page.words).toContain('The organisation has not told us.');
  });
});

describe('a portal’s look at a meter point', () => {
  test('shows every organisation’s records to a verified customer, by their real keys', async () => {
    const home = await enrolHousehold(northwind, origin, { fields: VERIFIED });
    const brightmeter = await client.createAccount();
    const second = await createHousehold(brightmeter, { mpxn: home.mpxn });
    const keys = [
      await registerConsent(home),
      await registerAccess(brightmeter, contractBody(second.ir)),
      await reportSighting(dcc, home.mpxn),
    ];
    const entries = await portalEntries(portal, home);
    const [consent, contract, seen] = keys;
    expect(entries.map(({ ak }) => ak)).toEqual([seen, consent, contract]);
    expect(entries.map(({ state }) => state)).toEqual(['DISCOVERED', 'ACTIVE', 'ACTIVE']);
    for (const { 'record-metadata': metadata } of entries) {
      expect(metadata?.['identity-record-ref'] ?? null).toBeNull();
    }
  });

  test('shows what is linked to the customer’s own records where nobody has verified them', async () => {
    const home = await enrolHousehold(northwind, origin);
    const brightmeter = await client.createAccount();
    const second = await createHousehold(brightmeter, { mpxn: home.mpxn });
    const own = await registerConsent(home);
    const theirs = await registerConsent(second);
    await reportSighting(dcc, home.mpxn);
    const token = await confirmedToken(portal, home);
    expectError(await revoke(portal, theirs, queryOf(token)), 403, 'AUTH003');
    expect(await stateOf(client, theirs)).toBe('ACTIVE');
    const entries = await entriesAt(portal, home.mpxn, withToken(token));
    expect(entries.map(({ ak }) => ak)).toEqual([own]);
  });

  test('shows what is linked to any record there that the same passkey proves', async () => {
    const home = await enrolHousehold(northwind, origin);
    const brightmeter = await client.createAccount();
    const second = await createHousehold(brightmeter, { mpxn: home.mpxn, email: null });
    const { page } = await startOwn(second, { method: 'passkey-register' });
    expect((await usePasskey(home.browser, home.device, page)).status).toBe(200);
    const keys = [await registerConsent(home), await registerConsent(second)];
    const entries = await portalEntries(portal, home);
    expect(entries.map(({ ak }) => ak).sort()).toEqual(keys.sort());
  });

  test('by HEAD spends no token, and by a spent one is refused as by GET', async () => {
    const home = await enrolHousehold(northwind, origin);
    const token = await confirmedToken(portal, home);
    const path = `/v1/meter-points/${home.mpxn}/access-records${queryOf(token)}`;
    for (let n = 0; n < 2; n += 1) expect((await portal.call('HEAD', path)).status).toBe(200);
    expect((await listAt(portal, home.mpxn, withToken(token))).status).toBe(200);
    expect((await portal.call('HEAD', path)).status).toBe(409);
  });

  test('needs a token', async () => {
    expectError(await listAt(portal, customer.mpxn), 403, 'AUTH003');
  });

  test('takes no malformed token', async () => {
    const answer = await listAt(portal, customer.mpxn, withToken('mlr_1'));
    expectInvalid(answer, ['reidentification-token']);
  });

  test('takes no token that never was', async () => {
    const token = 'mlr_000000000000000000000000';
    expectError(await listAt(portal, customer.mpxn, withToken(token)), 404, 'NOT001');
  });

  test('takes no token of another account', async () => {
    const other = await client.createAccount({ role: 'portal' });
    for (const account of [other, northwind]) {
      const token = await confirmedToken(account, customer);
      expectError(await listAt(portal, customer.mpxn, withToken(token)), 403, 'AUTH003');
    }
  });

  test('takes no token of another meter point', async () => {
    const token = await confirmedToken(portal, customer);
    const elsewhere = await enrolHousehold(northwind, origin);
    expectError(await listAt(portal, elsewhere.mpxn, withToken(token)), 403, 'AUTH003');
    // Nor was it spent by that.
    expect((await listAt(portal, customer.mpxn, withToken(token))).status).toBe(200);
  });

  test('takes no token that is pending', async () => {
    const { tokenRef } = await startAcross(portal, customer.mpxn, { method: 'passkey-assert' });
    expectError(await listAt(portal, customer.mpxn, withToken(tokenRef)), 422, 'VAL002');
  });

  test('takes no token that was declined', async () => {
    const home = await enrolHousehold(northwind, origin);
    const { tokenRef, page } = await startAcross(portal, home.mpxn, { method: 'passkey-assert' });
    await home.browser.press('/passkey/decline', fieldsOf(page));
    expectError(await listAt(portal, home.mpxn, withToken(tokenRef)), 422, 'VAL002');
  });

  test('takes no token that rests on an unproven passkey', async () => {
    const home = await createHousehold(northwind, { email: null });
    const ak = await registerConsent(home);
    const started = await startAcross(portal, home.mpxn, { method: 'passkey-register' });
    await usePasskey(
      new CustomerBrowser(origin),
      new SoftwareAuthenticator({ origin }),
      started.page,
    );
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'unproven' });
    const { tokenRef } = started;
    expectError(await listAt(portal, home.mpxn, withToken(tokenRef)), 422, 'VAL002');
    expectError(await revoke(portal, ak, queryOf(tokenRef)), 422, 'VAL002');
  });

  test('consumes the token: a second list is a 409', async () => {
    const token = await confirmedToken(portal, customer);
    expect((await listAt(portal, customer.mpxn, withToken(token))).status).toBe(200);
    expectError(await listAt(portal, customer.mpxn, withToken(token)), 409, 'CON001');
  });

  test('succeeds once for ten at once with one token', { tags: 'postgres' }, async () => {
    const token = await confirmedToken(portal, customer);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => listAt(portal, customer.mpxn, withToken(token))),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  });

  test('is audited with the account', async () => {
    const own = await client.createAccount({ role: 'portal' });
    await portalEntries(own, customer);
    const filter = { account_id: own.id, event_type: 'meter-point.looked-up' };
    expect((await auditOf(client.admin, filter)).total).toBe(1);
  });
});

describe('a portal’s withdrawal', () => {
  test('ends a consent at that meter point, after the list and before it', async () => {
    const token = await confirmedToken(portal, customer);
    const [first, second] = [await registerConsent(customer), await registerConsent(customer)];
    expect((await revoke(portal, first, queryOf(token))).status).toBe(200);
    await entriesAt(portal, customer.mpxn, withToken(token));
    expect((await revoke(portal, second, queryOf(token))).status).toBe(200);
    for (const ak of [first, second]) expect(await stateOf(client, ak)).toBe('REVOKED');
  });

  test('is the customer’s request unless it says otherwise', async () => {
    const token = await confirmedToken(portal, customer);
    const ak = await registerConsent(customer);
    await revoke(portal, ak, queryOf(token));
    const { events } = await auditOf(client.admin, { ak, event_type: 'access-record.revoked' });
    expect(events).toMatchObject([
      { account_id: portal.id, detail: { reason: 'customer-request' } },
    ]);
  });

  test('needs no token named where this account has consumed one there within the hour', async () => {
    const other = await client.createAccount({ role: 'portal' });
    const ak = await registerConsent(customer);
    const token = await confirmedToken(other, customer);
    // Confirmed is not enough: it must have been consumed, and by this account.
    expectError(await revoke(other, ak), 403, 'AUTH003');
    await entriesAt(other, customer.mpxn, withToken(token));
    const stranger = await client.createAccount({ role: 'portal' });
    expectError(await revoke(stranger, ak), 403, 'AUTH003');
    const elsewhere = await registerConsent(await createHousehold(northwind));
    expectError(await revoke(other, elsewhere), 403, 'AUTH003');
    const contract = await registerAccess(northwind, contractBody(customer.ir));
    expectError(await revoke(other, contract), 403, 'AUTH003');
    expect((await revoke(other, ak)).status).toBe(200);
    expect(await stateOf(client, ak)).toBe('REVOKED');
  });

  test('repeated gives the same answer', async () => {
    const token = await confirmedToken(portal, customer);
    const ak = await registerConsent(customer);
    const first = await revoke(portal, ak, queryOf(token));
    const again = await revoke(portal, ak, queryOf(token));
    expect([again.status, again.body['revoked-at']]).toEqual([200, first.body['revoked-at']]);
  });

  test.each(['uk-legitimate-interests', 'uk-public-task', 'uk-legal-obligation', 'uk-contract'])(
    'ends nothing on the basis %s',
    async (basis) => {
      const token = await confirmedToken(portal, customer);
      const ak = await registerAccess(northwind, contractBody(customer.ir, basis));
      expectError(await revoke(portal, ak, queryOf(token)), 403, 'AUTH003');
      expect(await stateOf(client, ak)).toBe('ACTIVE');
    },
  );

  test('ends nothing without a token, nor with one of another meter point', async () => {
    const elsewhere = await createHousehold(northwind);
    const ak = await registerConsent(elsewhere);
    const token = await confirmedToken(portal, customer);
    for (const query of ['', queryOf(token)]) {
      expectError(await revoke(portal, ak, query), 403, 'AUTH003');
    }
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('ends nothing with a token of another account or one not confirmed', async () => {
    const ak = await registerConsent(customer);
    const foreign = await confirmedToken(northwind, customer);
    expectError(await revoke(portal, ak, queryOf(foreign)), 403, 'AUTH003');
    const pending = await startAcross(portal, customer.mpxn, { method: 'passkey-assert' });
    expectError(await revoke(portal, ak, queryOf(pending.tokenRef)), 422, 'VAL002');
    const unknown = queryOf('mlr_000000000000000000000000');
    expectError(await revoke(portal, ak, unknown), 404, 'NOT001');
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('of a record that never was is a 404', async () => {
    const token = await confirmedToken(portal, customer);
    const answer = await revoke(portal, 'ak_000000000000000000000000', queryOf(token));
    expectError(answer, 404, 'NOT001');
  });
});

describe('the customer’s own time at the address', () => {
  // The harness's households move in on 1 March 2024; London has no summer time then.
  const inForce = (from: string, until: string | null) => (ir: string) =>
    changed(
      consentBody(ir),
      ['access-event.registered-at', `${from}T00:00:00Z`],
      ['access-event.expiry', until && `${until}T00:00:00Z`],
    );
  const bodies: Record<string, (ir: string) => ReturnType<typeof consentBody>> = {
    'ended before': inForce('2023-01-01', '2024-02-29'),
    'ended as it began': inForce('2023-01-01', '2024-03-01'),
    'reaching into it': inForce('2023-01-01', '2024-03-02'),
    'left running from before': inForce('2023-01-01', null),
    within: inForce('2024-06-01', '2024-07-01'),
    later: inForce('2025-06-01', null),
  };

  /** The keys of one record of each kind, by kind. */
  async function registerAll(home: EnrolledHousehold): Promise<Map<string, string>> {
    const keys = new Map<string, string>();
    for (const [kind, body] of Object.entries(bodies)) {
      keys.set(await registerAccess(northwind, body(home.ir)), kind);
    }
    return keys;
  }

  test('decides what is listed: all that was in force at some instant of it', async () => {
    const home = await enrolHousehold(northwind, origin);
    const kinds = await registerAll(home);
    const entries = await portalEntries(portal, home);
    expect(entries.map(({ ak }) => kinds.get(ak)).sort()).toEqual(
      ['later', 'left running from before', 'reaching into it', 'within'].sort(),
    );
  });

  test('ends with the next Change of Tenancy: nothing newer is listed', async () => {
    const home = await enrolHousehold(northwind, origin);
    const kinds = await registerAll(home);
    const token = await confirmedToken(portal, home);
    await reportTenancy(dcc, home.mpxn, '2024-01-01', 'before they came');
    await reportTenancy(dcc, home.mpxn, '2025-05-01', 'the next');
    await reportTenancy(dcc, home.mpxn, '2025-09-01', 'the one after');
    const entries = await entriesAt(portal, home.mpxn, withToken(token));
    expect(entries.map(({ ak }) => kinds.get(ak)).sort()).toEqual(
      ['left running from before', 'reaching into it', 'within'].sort(),
    );
  });

  test('decides by when it was revoked, too', async () => {
    const home = await enrolHousehold(northwind, origin);
    const ak = await registerAccess(northwind, inForce('2023-01-01', null)(home.ir));
    await revoke(northwind, ak);
    expect(await portalEntries(portal, home)).toMatchObject([{ ak, state: 'REVOKED' }]);
  });

  test('decides by when the DCC saw it, first and last day included', async () => {
    const home = await enrolHousehold(northwind, origin, { fields: VERIFIED });
    const see = (reference: string, first: string, last: string) =>
      reportSighting(dcc, home.mpxn, {
        'organisation-reference': reference,
        'first-seen': first,
        'last-seen': last,
      });
    await see('gone before', '2024-01-01', '2024-02-29');
    const seen = await see('still there', '2024-01-01', '2024-03-01');
    const entries = await portalEntries(portal, home);
    expect(entries.map(({ ak }) => ak)).toEqual([seen]);
  });

  test('must run for a withdrawal of what somebody else gave', async () => {
    const home = await enrolHousehold(northwind, origin, { fields: VERIFIED });
    const ak = await registerConsent(await createHousehold(northwind, { mpxn: home.mpxn }));
    const token = await confirmedToken(portal, home);
    await reportTenancy(dcc, home.mpxn, '2026-03-01');
    expectError(await revoke(portal, ak, queryOf(token)), 403, 'AUTH003');
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('lets a new occupant end what an old one left running, and see it afterwards', async () => {
    const home = await enrolHousehold(northwind, origin);
    const ak = await registerAccess(northwind, inForce('2023-01-01', null)(home.ir));
    const token = await confirmedToken(portal, home);
    expect((await revoke(portal, ak, queryOf(token))).status).toBe(200);
    const entries = await entriesAt(portal, home.mpxn, withToken(token));
    expect(entries).toMatchObject([{ ak, state: 'REVOKED' }]);
  });
});
