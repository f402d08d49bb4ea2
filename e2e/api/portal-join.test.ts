// Holders are joined under row locks.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { auditOf } from './support/audit-events';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold } from '../../harness/callers/enrolled-household';
import { ASSERT, REGISTER } from './support/enrolments';
import {
  createHousehold,
  credentialsOf,
  type Household,
  type HouseholdOptions,
} from '../../harness/callers/household';
import { linkIn } from '../../harness/callers/mailed';
import { usePasskey, withWay } from '../../harness/callers/passkey-page';
import { openRecords, signInByMail, signInByPasskey, tryPasskey } from './support/portal';
import { startAcross, startOwn } from '../../harness/callers/reidentification';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
let brightmeter: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount();
  brightmeter = await client.createAccount();
});

async function byMail(home: Household): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  await signInByMail(browser, mailbox, home.email ?? '');
  return browser;
}

/** Uses the device's newest passkey where the passkeys page offers that. */
async function join(browser: CustomerBrowser, device: SoftwareAuthenticator) {
  const { requestOptions } = await browser.open('/portal/passkeys');
  if (!requestOptions) throw new Error('the page offers no use of a passkey');
  const answer = await browser.post('/portal/passkeys/join', {
    response: device.assert(requestOptions),
  });
  const body = answer.body as { result: string; problem?: string };
  return { status: answer.status, ...body };
}

/** A passkey that another organisation had enrolled on trust: the record has no other factor. */
async function onTrust(options: HouseholdOptions = {}) {
  const home = await createHousehold(northwind, { email: null, ...options });
  const device = new SoftwareAuthenticator({ origin });
  const { page } = await startAcross(brightmeter, home.mpxn, REGISTER);
  const done = await usePasskey(new CustomerBrowser(origin), device, page);
  expect(done.status).toBe(200);
  return { ...home, device };
}

const isAddedMail = ({ subject }: { subject: string }) => subject.includes('A passkey was added');

describe('one passkey for both fuels', () => {
  test('serves the gas meter as well, once it is used where the gas record’s address was proved', async () => {
    const power = await enrolHousehold(northwind, origin);
    const gas = await createHousehold(brightmeter);
    expect(await join(await byMail(gas), power.device)).toMatchObject({ status: 200 });

    expect(await credentialsOf(gas)).toHaveLength(1);
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, power.device);
    const page = await browser.open('/portal/choose');
    for (const { mpxn } of [power, gas]) expect(page.words).toContain(`ending ${mpxn.slice(-4)}`);
    const asked = await startAcross(northwind, gas.mpxn, ASSERT);
    expect((await usePasskey(browser, power.device, asked.page)).status).toBe(200);
  });

  test('is told to the proved address, which can take it back', async () => {
    const power = await enrolHousehold(northwind, origin);
    const gas = await createHousehold(brightmeter);
    await join(await byMail(gas), power.device);
    const mail = await mailbox.waitForMail(gas.email ?? '', { where: isAddedMail });
    expect(mail.text).toContain(gas.mpxn.slice(-4));
    const browser = new CustomerBrowser(origin);
    await browser.open(linkIn(mail));
    await browser.press(`${linkIn(mail)}/confirm`);
    expect(await credentialsOf(gas)).toEqual([]);
  });

  test('is audited with the record’s owner', async () => {
    const power = await enrolHousehold(northwind, origin);
    const owner = await client.createAccount();
    const gas = await createHousehold(owner);
    await join(await byMail(gas), power.device);
    const filter = { account_id: owner.id, event_type: 'identity-record.linked' };
    expect((await auditOf(client.admin, filter)).total).toBe(1);
    // By which person it is linked, it would know two records of one person by.
    const { text } = await owner.call('GET', '/v1/self/audit');
    expect(text).toContain('identity-record.linked');
    expect(text).not.toContain('hld_');
  });

  test('is not offered where a passkey protects the record already', async () => {
    const gas = await enrolHousehold(brightmeter, origin);
    const page = await (await byMail(gas)).open('/portal/passkeys');
    expect(page.requestOptions).toBeNull();
    expect(page.words).not.toContain('Have you a passkey already?');
  });

  test('is not offered for a day where an e-mail took the passkey off that protected the record', async () => {
    const home = await enrolHousehold(brightmeter, origin);
    const partner = await enrolHousehold(northwind, origin, { mpxn: home.mpxn, isAnother: true });
    const browser = await byMail(home);
    const [passkey] = await credentialsOf(home);
    await browser.press('/portal/passkeys/remove', { id: passkey?.['credential-id'] ?? '' });
    expect(await credentialsOf(home)).toEqual([]);
    const page = await browser.open('/portal/passkeys');
    expect(page.requestOptions).toBeNull();
    expect(page.words).not.toContain('Have you a passkey already?');
    // Nor by the organisation's own page, which offers those of the meter point's other records else.
    const started = await startOwn(home, REGISTER);
    const offer = await new CustomerBrowser(origin).open(started.page);
    expect(offer.requestOptions).toBeNull();
    expect(partner.passkeyId).not.toBe('');
  });

  test('does not take over a record that got a passkey while the page was open', async () => {
    const power = await enrolHousehold(northwind, origin);
    const gas = await createHousehold(brightmeter);
    const browser = await byMail(gas);
    const { requestOptions, creationOptions } = await browser.open('/portal/passkeys');
    if (!requestOptions || !creationOptions) throw new Error('no options');
    const own = new SoftwareAuthenticator({ origin });
    await browser.post('/portal/passkeys/add', { response: own.register(creationOptions) });
    const [before] = await credentialsOf(gas);
    await browser.post('/portal/passkeys/join', {
      response: power.device.assert(requestOptions),
    });
    expect(await credentialsOf(gas)).toMatchObject([
      { 'credential-id': before?.['credential-id'] },
    ]);
  });

  test('takes the challenge of this session and browser, once, and none of the sign-in page', async () => {
    const power = await enrolHousehold(northwind, origin);
    const gas = await createHousehold(brightmeter);
    const browser = await byMail(gas);
    const { requestOptions } = await browser.open('/portal/passkeys');
    if (!requestOptions) throw new Error('no options');
    const response = power.device.assert(requestOptions);
    const elsewhere = await byMail(await createHousehold(brightmeter));
    const stolen = await elsewhere.post('/portal/passkeys/join', { response });
    expect(stolen.body).toEqual({ result: 'problem', problem: 'challenge' });

    const signIn = await new CustomerBrowser(origin).open('/portal/sign-in');
    if (!signIn.requestOptions) throw new Error('no options');
    const other = { response: power.device.assert(signIn.requestOptions) };
    const strange = await browser.post('/portal/passkeys/join', other);
    expect(strange.body).toEqual({ result: 'problem', problem: 'challenge' });

    expect((await browser.post('/portal/passkeys/join', { response })).status).toBe(200);
    const again = await browser.post('/portal/passkeys/join', { response });
    expect(again.body).toEqual({ result: 'problem', problem: 'challenge' });
  });
});

describe('a passkey made on trust', () => {
  test('does not count by the address of another record, at the same meter point neither', async () => {
    const home = await onTrust();
    const known = await createHousehold(brightmeter, { mpxn: home.mpxn });
    expect((await join(await byMail(known), home.device)).problem).toBe('unproven');
    expect((await tryPasskey(new CustomerBrowser(origin), home.device)).body.problem).toBe(
      'unproven',
    );
  });

  test('counts once it is used in a session that a proven passkey of its holder opened', async () => {
    const home = await onTrust();
    const proven = new SoftwareAuthenticator({ origin });
    const { page } = await startOwn(home, REGISTER);
    const made = await usePasskey(new CustomerBrowser(origin), proven, withWay(page, 'new'));
    expect(made.status).toBe(200);
    const browser = new CustomerBrowser(origin);
    await signInByPasskey(browser, proven);
    // By itself the passkey that opened the session proves nothing new.
    expect(await join(browser, home.device)).toMatchObject({ status: 200 });
    const other = new CustomerBrowser(origin);
    await signInByPasskey(other, home.device);
    expect((await openRecords(other)).words).toContain(home.mpxn);
    const third = await client.createAccount();
    const asked = await startAcross(third, home.mpxn, ASSERT);
    expect((await usePasskey(other, home.device, asked.page)).status).toBe(200);
  });

  test('does not count by an address of another meter point', async () => {
    const home = await onTrust();
    const elsewhere = await createHousehold(brightmeter);
    expect(await join(await byMail(elsewhere), home.device)).toMatchObject({
      status: 422,
      problem: 'unproven',
    });
    expect(await credentialsOf(elsewhere)).toEqual([]);
  });

  test('does not count by the address of a former occupant, nor a former occupant’s by the present one’s', async () => {
    const home = await onTrust({ moveInDate: '2025-06-01' });
    const former = await createHousehold(brightmeter, {
      mpxn: home.mpxn,
      moveInDate: '2020-01-01',
    });
    expect((await join(await byMail(former), home.device)).problem).toBe('unproven');

    const left = await onTrust({ moveInDate: '2020-01-01' });
    const present = await createHousehold(brightmeter, {
      mpxn: left.mpxn,
      moveInDate: '2025-06-01',
    });
    expect((await join(await byMail(present), left.device)).problem).toBe('unproven');
  });

  test('does not count where a proven passkey protects its record', async () => {
    const home = await onTrust();
    const started = await startOwn(home, REGISTER);
    const page = withWay(started.page, 'new');
    const own = await usePasskey(
      new CustomerBrowser(origin),
      new SoftwareAuthenticator({ origin }),
      page,
    );
    expect(own.status).toBe(200);
    const known = await createHousehold(brightmeter, { mpxn: home.mpxn });
    expect((await join(await byMail(known), home.device)).problem).toBe('unproven');
  });

  test('in place of a lost one waits its day all the same', async () => {
    const lost = await enrolHousehold(northwind, origin);
    const browser = await byMail(lost);
    const { creationOptions } = await browser.open('/portal/passkeys');
    if (!creationOptions) throw new Error('no options');
    const device = new SoftwareAuthenticator({ origin });
    await browser.post('/portal/passkeys/add', { response: device.register(creationOptions) });
    const [old] = await credentialsOf(lost);
    await browser.press('/portal/passkeys/remove', { id: old?.['credential-id'] ?? '' });
    expect(await credentialsOf(lost)).toHaveLength(1);
    const known = await createHousehold(brightmeter, { mpxn: lost.mpxn });
    expect((await join(await byMail(known), device)).problem).toBe('unproven');
    expect((await browser.open('/portal/passkeys')).requestOptions).toBeNull();
  });
});
