import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { ASSERT, REGISTER } from './support/enrolments';
import { createHousehold, credentialsOf, type Household } from '../../harness/callers/household';
import { proveByCode } from './support/email-proof';
import { isPasskeyAddedMail, linkIn } from '../../harness/callers/mailed';
import { allowedIds, stepOf, usePasskey, withWay } from '../../harness/callers/passkey-page';
import { openRecords, signInByMail, signInByPasskey, tryPasskey } from './support/portal';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';

const { client, mailbox, origin } = sharedRegister();
const newBrowser = () => new CustomerBrowser(origin);
const newDevice = () => new SoftwareAuthenticator({ origin });

let honest: ApiAccount;
let greedy: ApiAccount;
beforeAll(async () => {
  honest = await client.createAccount({ 'display-name': 'Northwind Energy' });
  greedy = await client.createAccount({ 'display-name': 'Brightmeter' });
});

interface Shared {
  /** The record on which the passkey was made. */
  home: EnrolledHousehold;
  /** The greedy one's record of the same person, linked by the same passkey. */
  theirs: Household;
}

async function shared(): Promise<Shared> {
  const home = await enrolHousehold(honest, origin);
  const theirs = await createHousehold(greedy, { mpxn: home.mpxn });
  const { page } = await startOwn(theirs, REGISTER);
  expect((await usePasskey(home.browser, home.device, page)).status).toBe(200);
  return { home, theirs };
}

async function takeOff({ owner, ir }: Household): Promise<void> {
  for (const credential of await credentialsOf({ owner, ir, mpxn: '', email: null })) {
    const path = `/v1/identity-records/${ir}/credentials/${credential['credential-id']}`;
    expect((await owner.call('DELETE', path)).status).toBe(204);
  }
}

/** Takes back what the newest of so many mails tells of. */
async function undo(mailedTo: string, count = 1): Promise<void> {
  const link = linkIn(await mailbox.waitForMail(mailedTo, { where: isPasskeyAddedMail, count }));
  const browser = newBrowser();
  await browser.open(link);
  await browser.press(`${link}/confirm`);
}

/** What only the customer’s own passkey may do on the first record, before and after. */
async function expectUntouched({ home }: Shared, thief: SoftwareAuthenticator): Promise<void> {
  expect(await credentialsOf(home)).toHaveLength(1);
  const started = await startOwn(home, ASSERT);
  expect(allowedIds(await newBrowser().open(started.page))).toEqual([home.passkeyId]);
  await usePasskey(home.browser, home.device, started.page);
  expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'proven' });
  // A passkey of the greedy one's making opens the portal for its own record at most.
  const browser = newBrowser();
  const tried = await tryPasskey(browser, thief);
  if (tried.status !== 200) return;
  const { text } = await browser.open('/portal/passkeys');
  expect(text).not.toContain((await credentialsOf(home))[0]?.['credential-id']);
}

describe.concurrent('a call by meter number is no flow of the record’s creator', () => {
  test('its passkey-register proves the address first, whoever calls', async () => {
    const home = await createHousehold(honest);
    const started = await startAcross(honest, home.mpxn, REGISTER);
    expect(stepOf(await newBrowser().open(started.page))).toBe('prove-email');
  });

  test('its passkey made without a factor stays on trust, and is offered to nobody else', async () => {
    const home = await createHousehold(honest, { email: null });
    const thief = newDevice();
    const started = await startAcross(honest, home.mpxn, REGISTER);
    await usePasskey(newBrowser(), thief, started.page);
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'unproven' });
    expect((await tryPasskey(newBrowser(), thief)).body.problem).toBe('unproven');
    const exists = await greedy.call('GET', `/v1/identity-records/exists?mpxn=${home.mpxn}`);
    expect(exists.body['available-methods']).toEqual(['passkey-register']);
  });

  test('it offers no passkey of another record where the record has no factor', async () => {
    const first = await enrolHousehold(greedy, origin, { email: null });
    await createHousehold(honest, { mpxn: first.mpxn, email: null });
    const started = await startAcross(honest, first.mpxn, REGISTER);
    expect(stepOf(await newBrowser().open(started.page))).toBe('enrol');
  });
});

describe.concurrent('an organisation that shares a holder with another', () => {
  test('takes a shared passkey off its own record only, and what it enrols then is its own alone', async () => {
    const both = await shared();
    const thief = newDevice();
    await takeOff(both.theirs);
    expect(await credentialsOf(both.theirs)).toEqual([]);
    const { page } = await startOwn(both.theirs, REGISTER);
    expect((await usePasskey(newBrowser(), thief, withWay(page, 'new'))).status).toBe(200);
    await expectUntouched(both, thief);
  });

  test('undoes for its own record only by the address that it chose', async () => {
    const both = await shared();
    const thief = newDevice();
    await undo(both.theirs.email ?? '');
    expect(await credentialsOf(both.theirs)).toEqual([]);
    const { page } = await startOwn(both.theirs, REGISTER);
    expect((await usePasskey(newBrowser(), thief, withWay(page, 'new'))).status).toBe(200);
    await expectUntouched(both, thief);
  });

  test('adds a passkey in the portal by that address to its own record only', async () => {
    const both = await shared();
    const thief = newDevice();
    const browser = newBrowser();
    await signInByMail(browser, mailbox, both.theirs.email ?? '');
    const { creationOptions } = await browser.open('/portal/passkeys');
    if (!creationOptions) throw new Error('no options');
    const response = thief.register(creationOptions);
    expect((await browser.post('/portal/passkeys/add', { response })).status).toBe(200);
    await expectUntouched(both, thief);
  });

  test('makes a passkey in place of a lost one, by that address, for its own record only', async () => {
    const both = await shared();
    const thief = newDevice();
    const browser = newBrowser();
    const { page } = await startOwn(both.theirs, REGISTER);
    await proveByCode(browser, mailbox, withWay(page, 'mail'), both.theirs.email ?? '');
    const { creationOptions } = await browser.open(page);
    expect(creationOptions).not.toBeNull();
    expect((await usePasskey(browser, thief, page)).status).toBe(200);
    await expectUntouched(both, thief);
    expect(await credentialsOf(both.theirs)).toHaveLength(1);
  });

  test('gives a device that it parts a record for another user handle, so that no passkey is replaced there', async () => {
    const both = await shared();
    const { page } = await startOwn(both.theirs, REGISTER);
    const browser = newBrowser();
    await proveByCode(browser, mailbox, withWay(page, 'mail'), both.theirs.email ?? '');
    const { creationOptions } = await browser.open(page);
    expect(creationOptions?.user.id).not.toBe(both.home.device.passkeys[0]?.userHandle);
  });
});

describe.concurrent('using the passkey one has', () => {
  test('is told to the record’s address, whose undo puts back what the record had', async () => {
    const home = await enrolHousehold(honest, origin);
    const theirs = await createHousehold(greedy, { mpxn: home.mpxn });
    const { page } = await startOwn(theirs, REGISTER);
    await usePasskey(home.browser, home.device, page);
    expect(await credentialsOf(theirs)).toHaveLength(1);
    await undo(theirs.email ?? '');
    expect(await credentialsOf(theirs)).toEqual([]);
    expect(await credentialsOf(home)).toHaveLength(1);
    const browser = newBrowser();
    await signInByPasskey(browser, home.device);
    expect((await openRecords(browser)).status).toBe(200);
  });

  test('comes back to a record that parted from it, when the address takes the other passkey off again', async () => {
    const { home, theirs } = await shared();
    // Once the record has parted, what tells of the linking has nothing to undo and is not sent any more.
    await mailbox.waitForMail(theirs.email ?? '', { where: isPasskeyAddedMail });
    const before = await credentialsOf(theirs);
    const browser = newBrowser();
    const { page } = await startOwn(theirs, REGISTER);
    await proveByCode(browser, mailbox, withWay(page, 'mail'), theirs.email ?? '');
    expect((await usePasskey(browser, newDevice(), page)).status).toBe(200);
    const [made] = await credentialsOf(theirs);
    expect(made?.['credential-id']).not.toBe(before[0]?.['credential-id']);
    await undo(theirs.email ?? '', 2);
    expect(await credentialsOf(theirs)).toEqual(before);
    const started = await startOwn(theirs, ASSERT);
    await usePasskey(home.browser, home.device, started.page);
    expect(await statusOf(started)).toMatchObject({ status: 'confirmed', assurance: 'proven' });
  });
});

test(
  'an undo and a passkey added by mail at once never save the day’s wait',
  { tags: 'postgres' },
  async () => {
    for (let round = 0; round < 5; round += 1) {
      const home = await enrolHousehold(honest, origin);
      const link = linkIn(
        await mailbox.waitForMail(home.email ?? '', { where: isPasskeyAddedMail }),
      );
      const undoing = newBrowser();
      await undoing.open(link);
      const adding = newBrowser();
      await signInByMail(adding, mailbox, home.email ?? '');
      const { creationOptions } = await adding.open('/portal/passkeys');
      if (!creationOptions) throw new Error('no options');
      const thief = newDevice();
      const response = thief.register(creationOptions);
      await Promise.all([
        undoing.press(`${link}/confirm`),
        adding.post('/portal/passkeys/add', { response }),
      ]);
      expect((await tryPasskey(newBrowser(), thief)).status).toBe(422);
    }
  },
);

test('two organisations that compare all they are told find nothing of one person on both', async () => {
  const [one, other] = [await client.createAccount(), await client.createAccount()];
  const home = await enrolHousehold(one, origin);
  const theirs = await createHousehold(other, { mpxn: home.mpxn, email: home.email });
  const { page } = await startOwn(theirs, REGISTER);
  await usePasskey(home.browser, home.device, page);
  const portal = newBrowser();
  await signInByPasskey(portal, home.device);
  const { creationOptions } = await portal.open('/portal/passkeys');
  if (!creationOptions) throw new Error('no options');
  await portal.post('/portal/passkeys/add', { response: newDevice().register(creationOptions) });
  for (const household of [home, theirs]) {
    expect(await credentialsOf(household)).toHaveLength(2);
    await usePasskey(home.browser, home.device, (await startOwn(household, ASSERT)).page);
  }
  const identified = async ({ owner, ir }: Household) => {
    const texts = await Promise.all([
      owner.call('GET', `/v1/identity-records/${ir}`),
      owner.call('GET', '/v1/self/audit?limit=200'),
    ]);
    const words = texts.flatMap(({ text }) => text.match(/[0-9A-Za-z_.:-]{16,}/g) ?? []);
    // Ids, hashes and instants; words of the API hold no digit.
    return new Set(words.filter((word) => /\d/.test(word) && word !== home.mpxn));
  };
  const [left, right] = [await identified(home), await identified(theirs)];
  const day = `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;
  expect([...left].filter((word) => right.has(word) && word !== day)).toEqual([]);
});
