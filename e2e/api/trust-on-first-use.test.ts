import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { ASSERT, enrolments, REGISTER } from './support/enrolments';
import { createHousehold, credentialsOf } from '../../harness/callers/household';
import { stepOf, usePasskey, withWay } from '../../harness/callers/passkey-page';
import {
  REIDENTIFY,
  startAcross,
  startOwn,
  statusOf,
} from '../../harness/callers/reidentification';

const register = sharedRegister();
const { newBrowser, newDevice, newOrganisations, offeredTo } = enrolments(register);
const newAsker = () => register.client.createAccount();

let creator: ApiAccount;
let asker: ApiAccount;
let third: ApiAccount;

beforeAll(async () => {
  ({ creator, asker, third } = await newOrganisations());
});

async function methodsFor(account: ApiAccount, mpxn: string): Promise<unknown> {
  const answer = await account.call('GET', `/v1/identity-records/exists?mpxn=${mpxn}`);
  return answer.body['available-methods'];
}

describe.concurrent('where there is neither passkey nor e-mail', () => {
  /** A passkey enrolled on trust, in the flow of another account than the creator. */
  async function enrolOnTrust() {
    const household = await createHousehold(creator, { email: null });
    const browser = newBrowser();
    const device = newDevice();
    const started = await startAcross(asker, household.mpxn, REGISTER);
    const done = await usePasskey(browser, device, started.page);
    expect(done.status).toBe(200);
    return { household, browser, device, started, passkeyId: device.passkeys[0]?.id ?? '' };
  }

  test('the creator’s customer goes straight ahead, proven', async () => {
    const household = await createHousehold(creator, { email: null });
    const started = await startOwn(household, REGISTER);
    await usePasskey(newBrowser(), newDevice(), started.page);
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'proven' });
    expect(await methodsFor(third, household.mpxn)).toContain('passkey-assert');
  });

  test('another account’s is taken on trust: confirmed for it, and unproven', async () => {
    const { household, started } = await enrolOnTrust();
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'unproven' });
    expect(await credentialsOf(household)).toHaveLength(1);
  });

  test('its audit tells another account neither whose record it was nor which person’s', async () => {
    const newcomer = await newAsker();
    const household = await createHousehold(creator, { email: null });
    const started = await startAcross(newcomer, household.mpxn, REGISTER);
    expect((await usePasskey(newBrowser(), newDevice(), started.page)).status).toBe(200);
    const { text } = await newcomer.call('GET', '/v1/self/audit');
    expect(text).toContain('credential.registered');
    expect(text).not.toContain(creator.id);
    expect(text).not.toContain('owner');
  });

  test('a passkey on trust stays unproven each time it is used for that account', async () => {
    const { household, browser, device } = await enrolOnTrust();
    expect(await methodsFor(asker, household.mpxn)).toEqual(['passkey-assert', 'passkey-register']);
    const again = await startAcross(asker, household.mpxn, ASSERT);
    await usePasskey(browser, device, again.page);
    expect(await statusOf(again)).toMatchObject({ status: 'confirmed', assurance: 'unproven' });
  });

  test('a passkey on trust is not offered to another organisation', async () => {
    const { household } = await enrolOnTrust();
    const { mpxn } = household;
    expect(await methodsFor(third, mpxn)).toEqual(['passkey-register']);
    const answer = await third.call('POST', REIDENTIFY, { mpxn, ...ASSERT });
    expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([422, 'VAL003']);
    const ownRecord = await createHousehold(third, { mpxn, email: null });
    const { page } = await startOwn(ownRecord, REGISTER);
    expect(stepOf(await newBrowser().open(page))).toBe('enrol');
  });

  test('a passkey on trust is no proof for a further one', async () => {
    const { household, browser } = await enrolOnTrust();
    const started = await startAcross(third, household.mpxn, REGISTER);
    expect(stepOf(await browser.open(started.page))).toBe('enrol');
    await usePasskey(browser, newDevice(), started.page);
    expect(await statusOf(started)).toMatchObject({ assurance: 'unproven' });
  });

  test('the creator’s own passkey-register makes a passkey on trust proven', async () => {
    const { household, browser, device, passkeyId } = await enrolOnTrust();
    const own = await startOwn(household, REGISTER);
    await usePasskey(browser, device, own.page);
    expect(await statusOf(own)).toMatchObject({
      status: 'confirmed',
      'confirmed-by': 'passkey-assert',
      assurance: 'proven',
    });
    expect(await offeredTo(third, household.mpxn)).toEqual([passkeyId]);
  });

  test('a passkey on trust proves nothing by itself, in the creator’s own flow neither', async () => {
    const { household, browser, device } = await enrolOnTrust();
    for (const time of ['once', 'again']) {
      const own = await startOwn(household, ASSERT);
      await usePasskey(browser, device, own.page);
      expect(await statusOf(own), time).toMatchObject({
        status: 'confirmed',
        assurance: 'unproven',
      });
    }
    expect(await methodsFor(third, household.mpxn)).toEqual(['passkey-register']);
  });

  test('a passkey on trust does not come along to a record that another passkey links', async () => {
    const { household, browser, device } = await enrolOnTrust();
    const proven = newDevice();
    const creators = await startOwn(household, REGISTER);
    await usePasskey(newBrowser(), proven, withWay(creators.page, 'new'));
    const askers = await createHousehold(asker, { mpxn: household.mpxn, email: null });
    const linking = await startOwn(askers, REGISTER);
    expect((await usePasskey(newBrowser(), proven, linking.page)).status).toBe(200);
    expect(await credentialsOf(askers)).toHaveLength(1);
    const own = await startOwn(askers, ASSERT);
    await expect(usePasskey(browser, device, own.page)).rejects.toThrow('NotAllowedError');
  });
});
