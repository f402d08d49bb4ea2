import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount } from '../harness/api-client';
import { sharedRegister } from '../harness/api-context';
import { enrolHousehold } from './support/enrolled-household';
import { expectError } from './support/expect-error';
import { REGISTER } from './support/enrolments';
import { createHousehold, credentialsOf, type Household } from './support/household';
import { usePasskey } from './support/passkey-page';
import { startOwn, statusOf } from './support/reidentification';

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

describe('a passkey that two organisations share', () => {
  /** Enrolled by the company, then used to prove the stranger's record of the same person. */
  async function shared() {
    const first = await enrolHousehold(company, origin);
    const second = await createHousehold(stranger, { mpxn: first.mpxn });
    await usePasskey(first.browser, first.device, (await startOwn(second, REGISTER)).page);
    const [credential] = await credentialsOf(second);
    if (!credential) throw new Error('the records do not share a passkey');
    return { first, second, credentialId: credential['credential-id'] };
  }

  const remove = ({ owner, ir }: Household, credentialId: string) =>
    owner.call('DELETE', `${path}/${ir}/credentials/${credentialId}`);
  const asserting = async (household: Household) => {
    const asked = `${path}/${household.ir}/re-identify`;
    return (await household.owner.call('POST', asked, { method: 'passkey-assert' })).status;
  };

  it('is gone only from the record of the one that did not enrol it, which parts from it', async () => {
    const { first, second, credentialId } = await shared();
    expect((await remove(second, credentialId)).status).toBe(204);
    expect(await credentialsOf(second)).toEqual([]);
    expect(await asserting(second)).toBe(422);
    expect(await credentialsOf(first)).toHaveLength(1);
    const started = await startOwn(first, { method: 'passkey-assert' });
    await usePasskey(first.browser, first.device, started.page);
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'proven' });
  });

  it('links a parted record again, by one use', async () => {
    const { first, second, credentialId } = await shared();
    await remove(second, credentialId);
    const again = await startOwn(second, REGISTER);
    await usePasskey(first.browser, first.device, again.page);
    expect(await statusOf(again)).toMatchObject({ status: 'confirmed', assurance: 'proven' });
    expect(await credentialsOf(second)).toEqual(await credentialsOf(first));
  });

  it('is gone from both records when the one that enrolled it removes it', async () => {
    const { first, second, credentialId } = await shared();
    expect((await remove(first, credentialId)).status).toBe(204);
    for (const household of [first, second]) {
      expect(await credentialsOf(household)).toEqual([]);
      expect(await asserting(household)).toBe(422);
    }
  });
});
