// Who wins is decided by row locks.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@/lib/platform/ids';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { eventsOf } from './support/audit-events';
import { createHousehold } from '../../harness/callers/household';
import {
  anonymise,
  registerAccess,
  registerConsent,
  replace,
  revoke,
  stateOf,
  verify,
  type VerifiedRecord,
} from '../../harness/callers/registered-access';

const { client } = sharedRegister();
const ROUNDS = [1, 2, 3];

let northwind: ApiAccount;

beforeAll(async () => {
  northwind = await client.createAccount();
  await northwind.token();
});

describe('requests at once end as if one came after the other', () => {
  test('keys verified at once are each answered for themselves', async () => {
    const household = await createHousehold(northwind);
    const keys = await Promise.all(Array.from({ length: 5 }, () => registerConsent(household)));
    const revoked = await registerConsent(household);
    await revoke(northwind, revoked);
    const asked = [...keys, revoked, newId('ak'), 'ak_short', ...keys, revoked];
    const answers = await Promise.all(
      [...asked, ...asked, ...asked].map((ak) =>
        client.call<{ 'access-record'?: VerifiedRecord }>('GET', `/v1/access-records/${ak}`),
      ),
    );
    const outcomes = answers.map(({ status, body }) => {
      const record = body['access-record'];
      return [
        status,
        record?.['record-metadata']['record-identifier'],
        record?.['access-event'].state,
      ];
    });
    const expected = asked.map((ak) => {
      if (keys.includes(ak)) return [200, ak, 'ACTIVE'];
      return ak === revoked ? [200, ak, 'REVOKED'] : [404, undefined, undefined];
    });
    expect(outcomes).toEqual([...expected, ...expected, ...expected]);
  });

  test('ten revocations are one event with one answer', async () => {
    const ak = await registerConsent(await createHousehold(northwind));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => revoke(index % 2 ? northwind : client.admin, ak)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body['revoked-at'])).size).toBe(1);
    const events = await eventsOf(client.admin, ak);
    expect(events).toEqual(['access-record.registered', 'access-record.revoked']);
  });

  test.each(ROUNDS)('a replacement and a revocation (%i)', async () => {
    const household = await createHousehold(northwind);
    const ak = await registerConsent(household);
    const before = (await verify(client, ak)).processing.purpose;
    const body = changed(contractBody(household.ir), ['processing.purpose', 'Replaced']);
    const [replaced, revoked] = await Promise.all([
      replace(northwind, ak, body),
      revoke(northwind, ak),
    ]);
    expect(revoked.status).toBe(200);
    expect([200, 409]).toContain(replaced.status);
    const after = await verify(client, ak);
    expect(after['access-event'].state).toBe('REVOKED');
    expect(after.processing.purpose).toBe(replaced.status === 200 ? 'Replaced' : before);
    const events = await eventsOf(client.admin, ak);
    expect(events.at(-1)).toBe('access-record.revoked');
    expect(events.includes('access-record.replaced')).toBe(replaced.status === 200);
  });

  test('ten replacements: all succeed and one of them stands whole', async () => {
    const household = await createHousehold(northwind);
    const ak = await registerConsent(household);
    const bodies = Array.from({ length: 10 }, (_, index) =>
      changed(
        index % 2 ? contractBody(household.ir) : consentBody(household.ir),
        ['processing.purpose', `Purpose ${index}`],
        ['access-event.controller-reference', `Reference ${index}`],
      ),
    );
    const answers = await Promise.all(bodies.map((body) => replace(northwind, ak, body)));
    expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 200));
    const { processing, 'access-event': event } = await verify(client, ak);
    const index = Number(String(processing.purpose).replace('Purpose ', ''));
    expect(event['controller-reference']).toBe(`Reference ${index}`);
    expect(processing['legal-basis']).toBe(index % 2 ? 'uk-contract' : 'uk-consent');
  });

  test.each(ROUNDS)('a revocation and the anonymising of its Identity Record (%i)', async () => {
    const household = await createHousehold(northwind);
    const ak = await registerConsent(household);
    const [revoked, anonymised] = await Promise.all([revoke(northwind, ak), anonymise(household)]);
    expect(revoked.status).toBe(200);
    expect([200, 409]).toContain(anonymised);
    expect(await stateOf(client, ak)).toBe('REVOKED');
    expect(await anonymise(household)).toBe(200);
  });

  test.each(ROUNDS)('a registration and the anonymising of its Identity Record (%i)', async () => {
    const household = await createHousehold(northwind);
    const [registered, anonymised] = await Promise.all([
      northwind.call('POST', '/v1/access-records', consentBody(household.ir)),
      anonymise(household),
    ]);
    expect([
      [201, 409],
      [409, 200],
    ]).toContainEqual([registered.status, anonymised]);
  });

  test.each(ROUNDS)('linking another Identity Record and anonymising that one (%i)', async () => {
    const household = await createHousehold(northwind);
    const other = await createHousehold(northwind, { mpxn: household.mpxn });
    const ak = await registerAccess(northwind, consentBody(household.ir));
    const [replaced, anonymised] = await Promise.all([
      replace(northwind, ak, consentBody(other.ir)),
      anonymise(other),
    ]);
    expect([
      [200, 409],
      [409, 200],
    ]).toContainEqual([replaced.status, anonymised]);
    const { 'identity-record-ref': linked } = (await verify(client, ak))['record-metadata'];
    expect(linked).toBe(replaced.status === 200 ? other.ir : household.ir);
  });

  test.each(ROUNDS)('moving away from an Identity Record and anonymising it (%i)', async () => {
    const household = await createHousehold(northwind);
    const other = await createHousehold(northwind, { mpxn: household.mpxn });
    const ak = await registerAccess(northwind, consentBody(household.ir));
    const [replaced, anonymised] = await Promise.all([
      replace(northwind, ak, consentBody(other.ir)),
      anonymise(household),
    ]);
    expect(replaced.status).toBe(200);
    expect([200, 409]).toContain(anonymised);
    expect(await anonymise(household)).toBe(200);
    expect(await anonymise(other)).toBe(409);
  });
});
