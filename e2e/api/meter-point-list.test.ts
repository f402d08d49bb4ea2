import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { auditOf } from './support/audit-events';
import { reportSighting } from './support/dcc-reports';
import { expectError, expectInvalid } from './support/expect-error';
import { createHousehold, randomMpxn, type Household } from '../../harness/callers/household';
import { entriesAt, listAt } from './support/meter-point';
import {
  registerAccess,
  registerConsent,
  replace,
  revoke,
} from '../../harness/callers/registered-access';

const { client } = sharedRegister();
const LOOKED_UP = 'meter-point.looked-up';

let northwind: ApiAccount;
let brightmeter: ApiAccount;

beforeAll(async () => {
  northwind = await client.createAccount();
  brightmeter = await client.createAccount();
});

interface Shared {
  mpxn: string;
  ours: string;
  theirs: string;
  theirHousehold: Household;
}

/** A meter point at which both organisations have registered. */
async function sharedMeterPoint(): Promise<Shared> {
  const household = await createHousehold(northwind);
  const { mpxn } = household;
  const theirHousehold = await createHousehold(brightmeter, { mpxn });
  const ours = await registerConsent(household);
  const theirs = await registerAccess(brightmeter, contractBody(theirHousehold.ir));
  return { mpxn, ours, theirs, theirHousehold };
}

describe('a Data User’s look at a meter point', () => {
  test('needs a record of its own there', async () => {
    const { mpxn } = await sharedMeterPoint();
    const stranger = await client.createAccount();
    for (const unseen of [mpxn, randomMpxn()]) {
      expectError(await listAt(stranger, unseen), 403, 'AUTH003');
    }
    // Having identified the customer is not enough.
    await createHousehold(stranger, { mpxn });
    expectError(await listAt(stranger, mpxn), 403, 'AUTH003');
  });

  test.each([
    ['revoked', 'REVOKED', null],
    ['expired', 'EXPIRED', '2026-02-01T00:00:00Z'],
  ])('is open with one that is %s', async (_what, state, expiry) => {
    const household = await createHousehold(northwind);
    const ak = await registerAccess(
      northwind,
      changed(
        consentBody(household.ir),
        ['access-event.state', state],
        ['access-event.expiry', expiry],
      ),
    );
    expect(await entriesAt(northwind, household.mpxn)).toMatchObject([{ ak, state }]);
  });

  test('takes any spelling of the MPxN', async () => {
    const { mpxn, ours } = await sharedMeterPoint();
    const answer = await listAt(northwind, ` ${mpxn.slice(0, 2)} ${mpxn.slice(2)}`);
    expect(answer.body.mpxn).toBe(mpxn);
    expect(answer.body['access-records'].map(({ ak }) => ak)).toContain(ours);
    expectInvalid(await listAt(northwind, 'nowhere'), ['mpxn']);
  });

  test('shows its own records with key and Identity Record', async () => {
    const household = await createHousehold(northwind);
    const ak = await registerConsent(household);
    const [entry] = await entriesAt(northwind, household.mpxn);
    expect(entry).toMatchObject({ ak, 'record-metadata': { 'identity-record-ref': household.ir } });
  });

  test('shows another organisation’s whole but for the key and the Identity Record', async () => {
    const { mpxn, ours, theirs, theirHousehold } = await sharedMeterPoint();
    const seenByOwner = (await entriesAt(brightmeter, mpxn)).find(({ ak }) => ak === theirs);
    const answer = await listAt(northwind, mpxn);
    const masked = answer.body['access-records'].find(({ ak }) => ak !== ours);
    expect(masked?.ak).toMatch(/^ak_[0-9a-f]{24}$/);
    expect(masked).toEqual(
      changed(
        seenByOwner ?? {},
        ['ak', masked?.ak],
        ['record-metadata.record-identifier', masked?.ak],
        ['record-metadata.identity-record-ref', null],
      ),
    );
    expect(seenByOwner?.['record-metadata']).toMatchObject({
      'identity-record-ref': theirHousehold.ir,
    });
    for (const secret of [theirs, theirHousehold.ir]) expect(answer.text).not.toContain(secret);
  });

  test('gives another’s record the same alias at every look and to every organisation', async () => {
    const { mpxn, ours, theirs, theirHousehold } = await sharedMeterPoint();
    const third = await client.createAccount();
    const thirds = await registerConsent(await createHousehold(third, { mpxn }));
    const aliasFor = async (account: ApiAccount, own: string) => {
      const entries = await entriesAt(account, mpxn, { 'legal-basis': 'uk-contract' });
      return entries.map(({ ak }) => ak).filter((ak) => ak !== own);
    };
    const alias = await aliasFor(northwind, ours);
    expect(alias).toHaveLength(1);
    expect(alias).not.toContain(theirs);
    await replace(brightmeter, theirs, contractBody(theirHousehold.ir));
    expect(await aliasFor(northwind, ours)).toEqual(alias);
    expect(await aliasFor(third, thirds)).toEqual(alias);
  });

  test('gives each record an alias of its own', async () => {
    const { mpxn, theirHousehold } = await sharedMeterPoint();
    await registerConsent(theirHousehold);
    const keys = (await entriesAt(northwind, mpxn)).map(({ ak }) => ak);
    expect(new Set(keys).size).toBe(3);
  });

  test('gives aliases that open nothing: verify, replace and revoke answer 404', async () => {
    const { mpxn, ours } = await sharedMeterPoint();
    const keys = (await entriesAt(northwind, mpxn)).map(({ ak }) => ak);
    const alias = keys.find((ak) => ak !== ours) ?? '';
    expectError(await client.call('GET', `/v1/access-records/${alias}`), 404, 'NOT001');
    expectError(await revoke(northwind, alias), 404, 'NOT001');
    expectError(await revoke(client.admin, alias), 404, 'NOT001');
    expectError(await replace(northwind, alias, contractBody()), 404, 'NOT001');
  });

  test('is narrowed by state and legal basis', async () => {
    const { mpxn, ours, theirs } = await sharedMeterPoint();
    await revoke(brightmeter, theirs);
    const shown = async (query: Record<string, string>) =>
      (await entriesAt(northwind, mpxn, query)).map(({ state }) => state);
    expect(await shown({ state: 'REVOKED' })).toEqual(['REVOKED']);
    expect(await shown({ state: 'EXPIRED' })).toEqual([]);
    expect(await shown({ 'legal-basis': 'uk-contract', state: 'ACTIVE' })).toEqual([]);
    const [own] = await entriesAt(northwind, mpxn, { 'legal-basis': 'uk-consent' });
    expect(own?.ak).toBe(ours);
    const wrong = await listAt(northwind, mpxn, { state: 'GONE', colour: 'green' });
    expectInvalid(wrong, ['state', 'colour']);
  });

  test('shows what the DCC saw there, its key masked', async () => {
    const dcc = await client.createAccount({ role: 'dcc' });
    const { mpxn } = await sharedMeterPoint();
    const seen = await reportSighting(dcc, mpxn);
    const [entry, ...more] = await entriesAt(northwind, mpxn, { state: 'DISCOVERED' });
    expect(more).toEqual([]);
    expect(entry?.ak).not.toBe(seen);
    expect(entry).toMatchObject({
      'lead-controller-name': null,
      'record-metadata': null,
      'legal-basis': null,
      purpose: null,
      'data-types': ['HH-CONSUMPTION'],
      'discovered-access': {
        'organisation-name': 'Unknown Power',
        'organisation-reference': 'UNKNOWN-1',
        'first-seen': '2026-02-01',
        'last-seen': '2026-02-28',
        'source-reference': 'DCC-1',
        'superseded-by': null,
      },
    });
  });

  test('is audited each time, a refused one not', async () => {
    const { mpxn } = await sharedMeterPoint();
    const filter = { account_id: northwind.id, event_type: LOOKED_UP };
    const { total: before } = await auditOf(client.admin, filter);
    await listAt(northwind, mpxn);
    await listAt(northwind, mpxn, { state: 'ACTIVE' });
    await listAt(northwind, randomMpxn());
    const { total, events } = await auditOf(client.admin, filter);
    expect(total - before).toBe(2);
    expect(JSON.stringify(events)).not.toContain(mpxn);
  });
});
