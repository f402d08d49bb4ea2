// What supersedes a sighting is found by SQL of its own.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import {
  changed,
  consentBody,
  contractBody,
  jointBody,
} from '../../harness/callers/access-record-body';
import { auditOf, eventsOf } from './support/audit-events';
import { reportSighting, reportTenancy, sighting, withdrawTenancy } from './support/dcc-reports';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { expectInvalid } from './support/expect-error';
import { createHousehold, randomMpxn, type Household } from '../../harness/callers/household';
import { entriesAt, portalEntries } from './support/meter-point';
import { VERIFIED } from './support/portal';
import {
  registerAccess,
  registerConsent,
  revoke,
  stateOf,
  verify,
  type ListedRecord,
} from '../../harness/callers/registered-access';

const { client, origin } = sharedRegister();
const LEAD_NAME = 'record-metadata.controller-arrangement.controllers[0].name';

let dcc: ApiAccount;
let northwind: ApiAccount;
let brightmeter: ApiAccount;

beforeAll(async () => {
  dcc = await client.createAccount({ role: 'dcc' });
  northwind = await client.createAccount();
  brightmeter = await client.createAccount();
});

/** What the operator sees of a sighting. */
async function sightingOf(ak: string): Promise<ListedRecord> {
  const answer = await client.admin.call<{ records: ListedRecord[] }>(
    'GET',
    `/v1/admin/records?q=${ak}`,
  );
  const [record] = answer.body.records;
  if (!record) throw new Error(`no record ${ak}`);
  return record;
}

async function supersederOf(ak: string): Promise<unknown> {
  return (await sightingOf(ak))['discovered-access']?.['superseded-by'];
}

describe('a discovered access', () => {
  const report = (body: JsonObject) =>
    dcc.call<{ ak: string; state: string }>('POST', '/v1/discovered-access', body);

  test('answers 201 with a key and the state', async () => {
    const answer = await report(sighting(randomMpxn()));
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      response: expect.anything() as unknown,
      ak: expect.stringMatching(/^ak_[0-9a-f]{24}$/) as string,
      state: 'DISCOVERED',
    });
  });

  test('verifies as DISCOVERED, a denial without basis, purpose or consent', async () => {
    const mpxn = randomMpxn();
    const ak = await reportSighting(dcc, mpxn);
    const record = await verify(client, ak);
    expect(record).toMatchObject({
      'record-metadata': { 'record-identifier': ak, 'identity-record-ref': null },
      duid: dcc.duid,
      notice: null,
      processing: { 'data-types': ['HH-CONSUMPTION'], jurisdiction: 'GB' },
      'access-event': { state: 'DISCOVERED', expiry: null, consent: null },
    });
    expect(JSON.stringify(record)).not.toContain(mpxn);
  });

  test('reported again answers 200 with the same key; dates widen and types join', async () => {
    const mpxn = randomMpxn();
    const ak = await reportSighting(dcc, mpxn);
    const again = await report(
      sighting(mpxn, {
        'first-seen': '2026-01-05',
        'last-seen': '2026-03-31',
        'data-types-observed': ['TARIFF-IMPORT', 'HH-CONSUMPTION'],
      }),
    );
    expect([again.status, again.body.ak, again.body.state]).toEqual([200, ak, 'DISCOVERED']);
    const seen = await sightingOf(ak);
    expect(seen['discovered-access']).toMatchObject({
      'first-seen': '2026-01-05',
      'last-seen': '2026-03-31',
    });
    expect(seen['data-types']).toEqual(['HH-CONSUMPTION', 'TARIFF-IMPORT']);
    expect((await verify(client, ak)).processing['data-types']).toEqual(seen['data-types']);
  });

  test('is never narrowed by a later report', async () => {
    const mpxn = randomMpxn();
    const ak = await reportSighting(dcc, mpxn);
    await reportSighting(dcc, mpxn, { 'first-seen': '2026-02-10', 'last-seen': null });
    expect((await sightingOf(ak))['discovered-access']).toMatchObject({
      'first-seen': '2026-02-01',
      'last-seen': '2026-02-28',
    });
  });

  test('seen once was last seen when it was first seen', async () => {
    const ak = await reportSighting(dcc, randomMpxn(), { 'last-seen': null });
    const { 'first-seen': first, 'last-seen': last } =
      (await sightingOf(ak))['discovered-access'] ?? {};
    expect([first, last]).toEqual(['2026-02-01', '2026-02-01']);
  });

  test('is another one at another meter point and for another organisation', async () => {
    const mpxn = randomMpxn();
    const keys = [
      await reportSighting(dcc, mpxn),
      await reportSighting(dcc, mpxn, { 'organisation-reference': 'UNKNOWN-2' }),
      await reportSighting(dcc, randomMpxn()),
    ];
    expect(new Set(keys).size).toBe(3);
  });

  test('reported ten times at once is one', async () => {
    const mpxn = randomMpxn();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        report(sighting(mpxn, { 'last-seen': `2026-03-1${index}` })),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(9);
    const keys = new Set(answers.map(({ body }) => body.ak));
    expect(keys.size).toBe(1);
    const [ak = ''] = keys;
    expect((await sightingOf(ak))['discovered-access']?.['last-seen']).toBe('2026-03-19');
  });

  test('names every field that fails', async () => {
    const answer = await report({
      mpxn: 'x',
      'organisation-name': '',
      'organisation-reference': 'x'.repeat(256),
      'first-seen': '2026-02-30',
      'data-types-observed': [],
      colour: 'green',
    });
    expectInvalid(answer, [
      'mpxn',
      'organisation-name',
      'organisation-reference',
      'first-seen',
      'data-types-observed',
      'source-reference',
      'colour',
    ]);
    const backwards = sighting(randomMpxn(), { 'last-seen': '2026-01-31' });
    expectInvalid(await report(backwards), ['last-seen']);
  });
});

/** An account of an organisation that the operator has checked, and what a sighting of it says. */
async function known() {
  const reference = `REF-${randomMpxn()}`;
  const account = await client.createAccount({ 'organisation-reference': reference });
  return { account, reference: { 'organisation-reference': reference } };
}

describe('a discovered access is superseded', () => {
  test('when the organisation of that reference registers, and stays DISCOVERED', async () => {
    const reference = `REF-${randomMpxn()}`;
    const account = await client.createAccount({ 'organisation-reference': reference });
    const home = await createHousehold(account);
    const seen = await reportSighting(dcc, home.mpxn, { 'organisation-reference': reference });
    expect(await supersederOf(seen)).toBeNull();
    const ak = await registerConsent(home);
    expect(await supersederOf(seen)).toBe(ak);
    expect(await stateOf(client, seen)).toBe('DISCOVERED');
    expect(await eventsOf(client.admin, seen)).toContain('access-record.superseded');
    const { text } = await account.call('GET', '/v1/self/audit');
    expect(text).toContain('access-record.superseded');
    expect(text).not.toContain(seen);
  });

  test('by nobody’s name: whoever registers may write any', async () => {
    const home = await createHousehold(northwind);
    const seen = await reportSighting(dcc, home.mpxn, { 'organisation-name': 'Northwind Energy' });
    await registerConsent(home);
    await registerAccess(northwind, jointBody(home.ir));
    const later = await reportSighting(dcc, home.mpxn, {
      'organisation-name': 'Northwind Energy',
      'organisation-reference': 'ANOTHER',
    });
    for (const ak of [seen, later]) expect(await supersederOf(ak)).toBeNull();
  });

  test('not by another organisation’s record', async () => {
    const home = await createHousehold(northwind);
    const seen = await reportSighting(dcc, home.mpxn);
    await registerConsent(home);
    expect(await supersederOf(seen)).toBeNull();
    expect((await sightingOf(seen)).state).toBe('DISCOVERED');
  });

  test('not by its record at another meter point', async () => {
    const { account, reference } = await known();
    const seen = await reportSighting(dcc, randomMpxn(), reference);
    await registerConsent(await createHousehold(account));
    expect(await supersederOf(seen)).toBeNull();
  });

  /** What an organisation did at a meter point before or after it was seen, from 1 February 2026 on. */
  const doings: [what: string, supersedes: boolean, act: (home: Household) => Promise<string>][] = [
    ['an ACTIVE record', true, registerConsent],
    [
      'a record that was ACTIVE since and has been revoked',
      true,
      async (home) => {
        const ak = await registerConsent(home);
        await revoke(home.owner, ak);
        return ak;
      },
    ],
    [
      'a record of the past that says EXPIRED',
      false,
      (home) => registerAccess(home.owner, ended(home.ir, 'EXPIRED')),
    ],
    [
      'a record of the past that says ACTIVE',
      false,
      (home) => registerAccess(home.owner, ended(home.ir, 'ACTIVE')),
    ],
    [
      'a record of the past that says REVOKED',
      false,
      (home) =>
        registerAccess(
          home.owner,
          changed(consentBody(home.ir), ['access-event.state', 'REVOKED']),
        ),
    ],
  ];
  const ended = (ir: string, state: string) =>
    changed(
      consentBody(ir),
      ['access-event.registered-at', '2026-01-15T00:00:00Z'],
      ['access-event.expiry', '2026-06-01T00:00:00Z'],
      ['access-event.state', state],
    );

  test.each(doings)('whichever came first: %s: %s', async (_what, supersedes, act) => {
    const { account, reference } = await known();
    const first = await createHousehold(account);
    const registered = await act(first);
    const seen = await reportSighting(dcc, first.mpxn, reference);
    expect(await supersederOf(seen)).toBe(supersedes ? registered : null);

    const second = await createHousehold(account);
    const seenBefore = await reportSighting(dcc, second.mpxn, reference);
    const registeredAfter = await act(second);
    expect(await supersederOf(seenBefore)).toBe(supersedes ? registeredAfter : null);
  });

  test('not by a record that had ended before it was first seen', async () => {
    const { account, reference } = await known();
    const home = await createHousehold(account);
    await revoke(account, await registerConsent(home));
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const seen = await reportSighting(dcc, home.mpxn, {
      ...reference,
      'first-seen': tomorrow,
      'last-seen': tomorrow,
    });
    expect(await supersederOf(seen)).toBeNull();
    const ak = await registerConsent(home);
    expect(await supersederOf(seen)).toBe(ak);
  });

  test('by the first of its records, whatever comes later', async () => {
    const { account, reference } = await known();
    const home = await createHousehold(account);
    const first = await registerConsent(home);
    await registerAccess(account, contractBody(home.ir));
    const seen = await reportSighting(dcc, home.mpxn, reference);
    await registerAccess(account, contractBody(home.ir));
    await reportSighting(dcc, home.mpxn, { ...reference, 'last-seen': '2026-05-01' });
    expect(await supersederOf(seen)).toBe(first);
  });

  test('when the operator has checked the reference of its account, and no longer than that', async () => {
    const account = await client.createAccount();
    const reference = `REF-${randomMpxn()}`;
    const home = await createHousehold(account);
    const ak = await registerConsent(home);
    const seen = await reportSighting(dcc, home.mpxn, { 'organisation-reference': reference });
    expect(await supersederOf(seen)).toBeNull();
    const give = async (value: string) => {
      const body = { 'organisation-reference': value };
      const path = `/v1/admin/accounts/${account.id}`;
      expect((await client.admin.call('PATCH', path, body)).status).toBe(200);
    };
    await give(reference);
    expect(await supersederOf(seen)).toBe(ak);
    await give(`OTHER-${randomMpxn()}`);
    expect(await supersederOf(seen)).toBeNull();
  });

  test('for a report, a registration and a reference all at once', async () => {
    const account = await client.createAccount();
    for (let n = 0; n < 5; n += 1) {
      const reference = `REF-${randomMpxn()}`;
      const home = await createHousehold(account);
      const path = `/v1/admin/accounts/${account.id}`;
      const [seen, ak] = await Promise.all([
        reportSighting(dcc, home.mpxn, { 'organisation-reference': reference }),
        registerConsent(home),
        client.admin.call('PATCH', path, { 'organisation-reference': reference }),
      ]);
      expect(await supersederOf(seen)).toBe(ak);
    }
  });

  test('under the real key to its owner and portals, under its alias to others', async () => {
    const portal = await client.createAccount({ role: 'portal' });
    const { account, reference } = await known();
    const home = await enrolHousehold(account, origin, { fields: VERIFIED });
    const theirs = await createHousehold(brightmeter, { mpxn: home.mpxn });
    await registerAccess(
      brightmeter,
      changed(consentBody(theirs.ir), [LEAD_NAME, 'Brightmeter Limited']),
    );
    await reportSighting(dcc, home.mpxn, reference);
    const ak = await registerConsent(home);
    const state = { state: 'DISCOVERED' };
    const named = (entries: ListedRecord[]) =>
      entries.flatMap((entry) => entry['discovered-access']?.['superseded-by'] ?? []);
    expect(named(await entriesAt(account, home.mpxn))).toEqual([ak]);
    expect(named(await entriesAt(account, home.mpxn, state))).toEqual([ak]);
    expect(named(await portalEntries(portal, home, state))).toEqual([ak]);

    const seenByOther = await entriesAt(brightmeter, home.mpxn);
    const alias = seenByOther.find(
      (entry) => entry['lead-controller-name'] === 'Northwind Energy' && entry.state === 'ACTIVE',
    )?.ak;
    expect(alias).not.toBe(ak);
    expect(named(seenByOther)).toEqual([alias]);
    expect(JSON.stringify(seenByOther)).not.toContain(ak);
  });
});

describe('a Change of Tenancy', () => {
  const tenancyEvents = async () => {
    const filter = { account_id: dcc.id, event_type: 'tenancy.changed' };
    return (await auditOf(client.admin, filter)).total;
  };

  test('answers 201 with whom it concerns, and revokes nothing', async () => {
    const home = await createHousehold(northwind);
    const second = await createHousehold(brightmeter, { mpxn: home.mpxn });
    const keys = [
      await registerConsent(home),
      await registerAccess(northwind, contractBody(home.ir)),
      await registerConsent(second),
    ];
    const answer = await reportTenancy(dcc, home.mpxn, '2026-05-01');
    expect(answer.status).toBe(201);
    const { response, ...body } = answer.body;
    expect(response).toBeDefined();
    expect(body).toEqual({
      mpxn: home.mpxn,
      'effective-date': '2026-05-01',
      'source-reference': 'COT-1',
      'active-records-affected': 3,
      'data-users-notified': [northwind.duid, brightmeter.duid].sort(),
    });
    for (const ak of keys) expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('concerns nobody whose record has ended or was never registered', async () => {
    const home = await createHousehold(northwind);
    await revoke(northwind, await registerConsent(home));
    await registerAccess(
      northwind,
      changed(consentBody(home.ir), ['access-event.expiry', '2026-02-01T00:00:00Z']),
    );
    await reportSighting(dcc, home.mpxn);
    const { body } = await reportTenancy(dcc, home.mpxn, '2026-05-01');
    expect([body['active-records-affected'], body['data-users-notified']]).toEqual([0, []]);
  });

  test('reported again answers 200 as at first, whatever has happened since', async () => {
    const before = await tenancyEvents();
    const home = await createHousehold(northwind);
    const ak = await registerConsent(home);
    const first = await reportTenancy(dcc, home.mpxn, '2026-05-01');
    await revoke(northwind, ak);
    const again = await reportTenancy(dcc, home.mpxn, '2026-05-01');
    expect([first.status, again.status]).toEqual([201, 200]);
    expect({ ...again.body, response: null }).toEqual({ ...first.body, response: null });
    expect(await tenancyEvents()).toBe(before + 1);
  });

  test('reported ten times at once is one', async () => {
    const before = await tenancyEvents();
    const mpxn = randomMpxn();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => reportTenancy(dcc, mpxn, '2026-05-01')),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array.from({ length: 9 }, () => 200), 201]);
    expect(await tenancyEvents()).toBe(before + 1);
  });

  test.each([
    ['date', '2026-05-02', 'COT-1'],
    ['source reference', '2026-05-01', 'COT-2'],
  ])('with another %s is another one', async (_what, date, reference) => {
    const mpxn = randomMpxn();
    await reportTenancy(dcc, mpxn, '2026-05-01');
    expect((await reportTenancy(dcc, mpxn, date, reference)).status).toBe(201);
  });

  test('names every field that fails', async () => {
    const body = { mpxn: 'x', 'effective-date': '2026-02-29', 'active-records-affected': 1 };
    const answer = await dcc.call('POST', '/v1/cot-events', body);
    const fields = ['mpxn', 'effective-date', 'source-reference', 'active-records-affected'];
    expectInvalid(answer, fields);
  });
});

describe('a Change of Tenancy that is taken back', () => {
  const withdrawals = async () => {
    const filter = { account_id: dcc.id, event_type: 'tenancy.change-withdrawn' };
    return (await auditOf(client.admin, filter)).total;
  };

  test('answers as the report did, and since when it is withdrawn', async () => {
    const home = await createHousehold(northwind);
    await registerConsent(home);
    const reported = await reportTenancy(dcc, home.mpxn, '2026-05-01');
    const answer = await withdrawTenancy(dcc, home.mpxn, '2026-05-01');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...reported.body,
      response: expect.objectContaining({ resource: '/v1/cot-events/withdrawals' }) as unknown,
      'withdrawn-at': expect.stringMatching(/Z$/) as unknown,
    });
  });

  test('ten times at once is taken back once, and stays so when it is reported again', async () => {
    const before = await withdrawals();
    const mpxn = randomMpxn();
    const first = await reportTenancy(dcc, mpxn, '2026-05-01');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => withdrawTenancy(dcc, mpxn, '2026-05-01')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const times = new Set(answers.map(({ body }) => body['withdrawn-at']));
    expect(times.size).toBe(1);
    expect(await withdrawals()).toBe(before + 1);
    const again = await reportTenancy(dcc, mpxn, '2026-05-01');
    expect(again.status).toBe(200);
    expect({ ...again.body, response: null }).toEqual({ ...first.body, response: null });
    const [time] = times;
    expect((await withdrawTenancy(dcc, mpxn, '2026-05-01')).body['withdrawn-at']).toBe(time);
  });

  test.each([
    ['date', '2026-05-02', 'COT-1'],
    ['source reference', '2026-05-01', 'COT-2'],
  ])('is not known by another %s', async (_what, date, reference) => {
    const mpxn = randomMpxn();
    await reportTenancy(dcc, mpxn, '2026-05-01');
    expect((await withdrawTenancy(dcc, mpxn, date, reference)).status).toBe(404);
    expect((await withdrawTenancy(dcc, randomMpxn(), '2026-05-01')).status).toBe(404);
  });

  test('names every field that fails', async () => {
    const body = { mpxn: 'x', 'effective-date': '2026-02-29', 'withdrawn-at': 1 };
    const answer = await dcc.call('POST', '/v1/cot-events/withdrawals', body);
    expectInvalid(answer, ['mpxn', 'effective-date', 'source-reference', 'withdrawn-at']);
  });
});
