import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { expectError } from './support/expect-error';
import { REGISTER } from './support/enrolments';
import { createHousehold, credentialsOf, type Household } from '../../harness/callers/household';
import { usePasskey } from '../../harness/callers/passkey-page';
import { startOwn, statusOf } from '../../harness/callers/reidentification';

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

  it('go once when removed twenty times at once', { tags: 'postgres' }, async () => {
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
    expect(await credentialsOf(second)).toHaveLength(1);
  });

  it('stays on the other’s record when the one that enrolled it takes it off its own', async () => {
    const { first, second } = await shared();
    const [own] = await credentialsOf(first);
    expect((await remove(first, own?.['credential-id'] ?? '')).status).toBe(204);
    expect(await credentialsOf(first)).toEqual([]);
    expect(await asserting(first)).toBe(422);
    expect(await credentialsOf(second)).toHaveLength(1);
    const started = await startOwn(second, { method: 'passkey-assert' });
    await usePasskey(first.browser, first.device, started.page);
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'proven' });
  });

  it('has another name, and another time, on every record', async () => {
    const { first, second } = await shared();
    const [[one], [other]] = [await credentialsOf(first), await credentialsOf(second)];
    expect(one?.['credential-id']).not.toBe(other?.['credential-id']);
    expect(one?.['registered-at']).not.toBe(other?.['registered-at']);
  });

  it('tells each of them of the uses in its own flows only', async () => {
    const { first, second } = await shared();
    const lastUsed = async (household: Household) =>
      (await credentialsOf(household))[0]?.['last-used-at'] ?? null;
    const before = await lastUsed(second);
    const started = await startOwn(first, { method: 'passkey-assert' });
    await usePasskey(first.browser, first.device, started.page);
    expect(await lastUsed(first)).not.toBeNull();
    expect(await lastUsed(second)).toBe(before);
  });
});
