import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount } from '../harness/api-client';
import { sharedRegister } from '../harness/api-context';
import { enrolHousehold } from './support/enrolled-household';
import { expectError } from './support/expect-error';
import { createHousehold, credentialsOf } from './support/household';

const { client, origin } = sharedRegister();
const path = '/v1/identity-records';
let company: ApiAccount;
let stranger: ApiAccount;

beforeAll(async () => {
  company = await client.createAccount();
  stranger = await client.createAccount();
});

describe('passkeys of a record', () => {
  it('show what they are, and no key material', async () => {
    const household = await enrolHousehold(company, origin);
    const [credential] = await credentialsOf(household);
    expect(Object.keys(credential ?? {}).sort()).toEqual(
      ['credential-id', 'registered-at', 'transports', 'last-used-at', 'name', 'backed-up'].sort(),
    );
    expect(credential?.['credential-id']).toMatch(/^cred_[0-9a-f]{24}$/);
    expect(credential?.transports).toEqual(['internal', 'hybrid']);
    const { text } = await company.call('GET', `${path}/${household.ir}`);
    expect(text).not.toContain(household.passkeyId);
    expect(text).not.toMatch(/public-?key|user-?handle|counter/i);
  });

  it('are removed by their owner, once', async () => {
    const household = await enrolHousehold(company, origin);
    const [credential] = await credentialsOf(household);
    const target = `${path}/${household.ir}/credentials/${credential?.['credential-id'] ?? ''}`;
    const removed = await company.call('DELETE', target);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect(await credentialsOf(household)).toEqual([]);
    expectError(await company.call('DELETE', target), 404, 'NOT001');
    const asked = await company.call('POST', `${path}/${household.ir}/re-identify`, {
      method: 'passkey-assert',
    });
    expectError(asked, 422, 'VAL003');
  });

  it('are removed through their own record only', async () => {
    const household = await enrolHousehold(company, origin);
    const other = await createHousehold(company);
    const [credential] = await credentialsOf(household);
    const id = credential?.['credential-id'] ?? '';
    const elsewhere = `${path}/${other.ir}/credentials/${id}`;
    const here = `${path}/${household.ir}/credentials/${id}`;
    expectError(await company.call('DELETE', elsewhere), 404, 'NOT001');
    expectError(await stranger.call('DELETE', here), 404, 'NOT001');
    expect(await credentialsOf(household)).toHaveLength(1);
  });

  it('go once when removed twenty times at once', async () => {
    const household = await enrolHousehold(company, origin);
    const [credential] = await credentialsOf(household);
    const target = `${path}/${household.ir}/credentials/${credential?.['credential-id'] ?? ''}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => company.call('DELETE', target)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([204, ...Array<number>(19).fill(404)]);
  });
});
