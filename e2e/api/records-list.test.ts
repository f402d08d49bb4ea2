// Order and cursors are those of SQL.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, ApiAnswer, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import {
  changed,
  consentBody,
  contractBody,
  groupBody,
} from '../../harness/callers/access-record-body';
import { expectInvalid } from './support/expect-error';
import { createHousehold, type Household } from '../../harness/callers/household';
import {
  registerAccess,
  registerConsent,
  revoke,
  verify,
  type ListedRecord,
} from '../../harness/callers/registered-access';

const { client } = sharedRegister();

interface RecordsPage {
  response: { resource: string };
  records: ListedRecord[];
  total: number;
  'next-cursor': string | null;
}

function list(account: ApiAccount, query = ''): Promise<ApiAnswer<RecordsPage>> {
  return account.call<RecordsPage>('GET', `/v1/records${query}`);
}

const keysOf = ({ body }: ApiAnswer<RecordsPage>) => body.records.map(({ ak }) => ak);

const past = (body: JsonObject) => changed(body, ['access-event.expiry', '2026-02-01T00:00:00Z']);

describe('one’s own records', () => {
  let account: ApiAccount;
  let household: Household;
  let active: string;
  let explicit: string;
  let expired: string;
  let revoked: string;

  beforeAll(async () => {
    account = await client.createAccount();
    household = await createHousehold(account);
    active = await registerAccess(account, groupBody(household.ir));
    expired = await registerAccess(account, past(contractBody(household.ir)));
    explicit = await registerAccess(
      account,
      changed(
        consentBody(household.ir),
        ['processing.legal-basis', 'uk-explicit-consent'],
        ['access-event.consent.consent-type', 'explicit-consent'],
      ),
    );
    revoked = await registerConsent(household);
    await revoke(account, revoked);
  });

  test('are listed newest first, in every state, with their number', async () => {
    const answer = await list(account);
    expect(answer.status).toBe(200);
    expect(keysOf(answer)).toEqual([revoked, explicit, expired, active]);
    expect(answer.body.total).toBe(4);
    expect(answer.body['next-cursor']).toBeNull();
  });

  test('show what the contract names, and nothing else', async () => {
    const { body } = await list(account, '?legal-basis=uk-legitimate-interests');
    const record = await verify(client, active);
    expect(body.records).toEqual([
      {
        ak: active,
        duid: account.duid,
        mpxn: household.mpxn,
        'created-at': record['record-metadata']['created-at'],
        'lead-controller-name': 'Northwind Holdings',
        'arrangement-type': 'group',
        'controller-count': 2,
        'record-metadata': record['record-metadata'],
        'legal-basis': 'uk-legitimate-interests',
        purpose: 'To recommend a tariff',
        'data-types': ['HH-CONSUMPTION'],
        state: 'ACTIVE',
        expiry: null,
        'registered-at': '2026-01-15T09:30:00Z',
        'discovered-access': null,
        'customer-confirmation': null,
      },
    ]);
  });

  test('say when one was revoked', async () => {
    const { body } = await list(account, '?state=REVOKED');
    const record = await verify(client, revoked);
    expect(body.records[0]?.['revoked-at']).toBe(record['access-event']['revoked-at']);
  });

  test.each([
    ['state=ACTIVE', () => [explicit, active]],
    ['state=EXPIRED', () => [expired]],
    ['state=REVOKED', () => [revoked]],
    ['state=DISCOVERED', () => []],
    ['legal-basis=uk-consent', () => [revoked]],
    ['legal-basis=uk-explicit-consent', () => [explicit]],
    ['state=EXPIRED&legal-basis=uk-contract', () => [expired]],
    ['state=ACTIVE&legal-basis=uk-contract', () => []],
  ])('are narrowed by %s, and their number with them', async (query, expected) => {
    const answer = await list(account, `?${query}`);
    expect(keysOf(answer)).toEqual(expected());
    expect(answer.body.total).toBe(expected().length);
    expect(answer.body.response.resource).toBe(`/v1/records?${query}`);
  });

  test('are nobody else’s', async () => {
    const other = await client.createAccount();
    const neighbour = await createHousehold(other, { mpxn: household.mpxn });
    const ak = await registerConsent(neighbour);
    expect(keysOf(await list(other))).toEqual([ak]);
    expect(keysOf(await list(account))).not.toContain(ak);
  });

  test.each([
    ['limit=501', 'limit'],
    ['limit=0', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=many', 'limit'],
    ['state=active', 'state'],
    ['legal-basis=uk-curiosity', 'legal-basis'],
    ['offset=1', 'offset'],
    ['state=ACTIVE&state=EXPIRED', 'state'],
  ])('are not listed for %s, which is named', async (query, field) => {
    expectInvalid(await list(account, `?${query}`), [field]);
  });

  test('come at most 500 at a time', async () => {
    expect((await list(account, '?limit=500')).status).toBe(200);
  });
});

describe('a cursor', () => {
  let account: ApiAccount;
  let household: Household;

  beforeAll(async () => {
    account = await client.createAccount();
    household = await createHousehold(account);
  });

  test('walks all records once, while others are added', async () => {
    const existing = [];
    for (let index = 0; index < 7; index += 1) existing.unshift(await registerConsent(household));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const answer = await list(account, `?limit=2${query}`);
      expect(answer.status).toBe(200);
      seen.push(...keysOf(answer));
      cursor = answer.body['next-cursor'];
      await registerConsent(household);
      expect(seen.length).toBeLessThanOrEqual(existing.length);
    } while (cursor !== null);
    expect(seen).toEqual(existing);
  });

  test('goes with a filter', async () => {
    for (let index = 0; index < 2; index += 1) {
      await registerAccess(account, contractBody(household.ir));
      await registerConsent(household);
    }
    const first = await list(account, '?legal-basis=uk-contract&limit=1');
    const cursor = encodeURIComponent(first.body['next-cursor'] ?? '');
    const second = await list(account, `?legal-basis=uk-contract&limit=1&cursor=${cursor}`);
    expect(second.body.records).toMatchObject([{ 'legal-basis': 'uk-contract' }]);
    expect(keysOf(second)).not.toEqual(keysOf(first));
    expect([second.body.total, second.body['next-cursor']]).toEqual([2, null]);
  });

  const forged = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const AK = 'ak_000000000000000000000000';

  test.each([
    ['text of any kind', 'nonsense'],
    ['an empty list', forged([])],
    ['no list', forged(null)],
    ['a number', forged(7)],
    ['no time', forged(['yesterday', AK])],
    ['no id', forged(['2026-01-01T00:00:00.000Z'])],
    ['a time that no table holds', forged(['-271821-04-20T00:00:00.000Z', AK])],
    ['a character that no table holds', forged(['2026-01-01T00:00:00.000Z', 'ak_\0'])],
    ['more than a cursor is long', 'A'.repeat(257)],
  ])('that is %s is refused by its name', async (_what, cursor) => {
    expectInvalid(await list(account, `?cursor=${cursor}`), ['cursor']);
  });

  test('made of somebody else’s record shows none of theirs', async () => {
    const other = await client.createAccount();
    const neighbour = await createHousehold(other);
    const ak = await registerConsent(neighbour);
    const cursor = forged(['2099-01-01T00:00:00.000Z', ak]);
    expect(keysOf(await list(account, `?cursor=${cursor}`))).not.toContain(ak);
  });
});
