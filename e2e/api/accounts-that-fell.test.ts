import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';
import { consentBody } from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { ASSERT, REGISTER } from './support/enrolments';
import { expectError } from './support/expect-error';
import { createHousehold, credentialsOf, randomMpxn } from '../../harness/callers/household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import { confirmedToken, listAt } from './support/meter-point';
import {
  allowedIds,
  answerOptions,
  complete,
  fieldsOf,
  stepOf,
  usePasskey,
} from '../../harness/callers/passkey-page';
import {
  isSignedOut,
  isSignInMail,
  openRecords,
  recordIds,
  signInByMail,
  signInByPasskey,
  VERIFIED,
} from './support/portal';
import { registerConsent } from '../../harness/callers/registered-access';
import {
  REIDENTIFY,
  startAcross,
  startOwn,
  statusOf,
} from '../../harness/callers/reidentification';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
let brightmeter: ApiAccount;
beforeAll(async () => {
  northwind = await client.createAccount();
  brightmeter = await client.createAccount({ 'display-name': 'Brightmeter' });
});

const newLiar = () => client.createAccount({ 'display-name': 'Lying Lamps' });
const change = async ({ id }: ApiAccount, verb: string) => {
  const answer = await client.admin.call('POST', `/v1/admin/accounts/${id}/${verb}`);
  expect(answer.status).toBe(200);
};

const enrol = (owner: ApiAccount, mpxn: string, more: object = {}) =>
  enrolHousehold(owner, origin, { mpxn, fields: VERIFIED, isAnother: true, ...more });

async function exists(account: ApiAccount, mpxn: string) {
  const answer = await account.call<{ exists: boolean; 'available-methods': string[] }>(
    'GET',
    `/v1/identity-records/exists?mpxn=${mpxn}`,
  );
  return { exists: answer.body.exists, methods: answer.body['available-methods'] };
}

async function portalOf({ device }: Pick<EnrolledHousehold, 'device'>): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, device);
  return browser;
}

describe.each(['suspend', 'terminate'])('after %s, the Identity Records of an account', (verb) => {
  test('are nobody’s current occupancy: none exists, and none is asked', async () => {
    const liar = await newLiar();
    const invented = await enrol(liar, randomMpxn());
    const { mpxn } = invented;
    expect(await exists(northwind, mpxn)).toMatchObject({ exists: true });
    await change(liar, verb);
    expect(await exists(northwind, mpxn)).toEqual({ exists: false, methods: [] });
    for (const method of ['passkey-assert', 'magic-link', 'passkey-register']) {
      const answer = await northwind.call('POST', REIDENTIFY, { mpxn, method });
      expectError(answer, 404, 'NOT001');
    }
  });

  test('do not hide whoever lives there, however late they say they moved in', async () => {
    const liar = await newLiar();
    const home = await createHousehold(northwind, { moveInDate: '2020-01-01' });
    const { mpxn } = home;
    await enrol(liar, mpxn, { moveInDate: '2024-01-01' });
    await change(liar, verb);
    expect(await exists(brightmeter, mpxn)).toMatchObject({
      exists: true,
      methods: ['magic-link', 'passkey-register'],
    });
    await startAcross(brightmeter, mpxn, { method: 'magic-link' });
    await mailbox.waitForMail(home.email ?? '', { where: isMagicLinkMail });
    const browser = new CustomerBrowser(origin);
    await browser.open('/portal/sign-in');
    await browser.press('/portal/sign-in/meter-point', { mpxn });
    await browser.press('/portal/sign-in/mail');
    await mailbox.waitForMail(home.email ?? '', { where: isSignInMail });
  });

  test('open only themselves in the portal, and in a session that was open before', async () => {
    const liar = await newLiar();
    const victim = await createHousehold(brightmeter);
    await registerConsent(victim);
    const invented = await enrol(liar, victim.mpxn);
    await registerConsent(invented);
    const before = await portalOf(invented);
    expect(recordIds(await openRecords(before))).toHaveLength(2);
    await change(liar, verb);
    for (const browser of [before, await portalOf(invented)]) {
      const page = await openRecords(browser);
      expect(recordIds(page)).toHaveLength(1);
      expect(page.words).toContain('Lying Lamps');
      expect(page.words).not.toContain('Brightmeter');
    }
    const mailed = new CustomerBrowser(origin);
    await signInByMail(mailed, mailbox, invented.email ?? '');
    expect(recordIds(await openRecords(mailed))).toHaveLength(1);
  });

  test('offer their passkeys to nobody else, on an enrolment page of the same meter point', async () => {
    const liar = await newLiar();
    const invented = await enrol(liar, randomMpxn());
    const home = await createHousehold(northwind, { mpxn: invented.mpxn, email: null });
    const started = await startOwn(home, REGISTER);
    expect(allowedIds(await new CustomerBrowser(origin).open(started.page))).toEqual([
      invented.passkeyId,
    ]);
    await change(liar, verb);
    expect(stepOf(await new CustomerBrowser(origin).open(started.page))).toBe('enrol');
  });

  test('take their passkeys with them from the records of others that they were linked to', async () => {
    const liar = await newLiar();
    const poisoned = await enrol(liar, randomMpxn());
    const home = await createHousehold(brightmeter, { mpxn: poisoned.mpxn });
    await registerConsent(home);
    const link = await startOwn(home, REGISTER);
    expect((await usePasskey(poisoned.browser, poisoned.device, link.page)).status).toBe(200);
    const open = await portalOf(poisoned);
    expect(recordIds(await openRecords(open))).toHaveLength(1);
    const asked = await startAcross(northwind, home.mpxn, ASSERT);
    await change(liar, verb);

    // Who was asked before is not confirmed by it, who asks now is not offered it.
    expect(stepOf(await new CustomerBrowser(origin).open(asked.page))).not.toBe('assert');
    expect((await exists(northwind, home.mpxn)).methods).not.toContain('passkey-assert');
    const own = await brightmeter.call(
      'POST',
      `/v1/identity-records/${home.ir}/re-identify`,
      ASSERT,
    );
    expectError(own, 422, 'VAL003');
    expect(isSignedOut(await open.open('/portal/records'))).toBe(true);
    const page = await openRecords(await portalOf(poisoned));
    expect(page.words).not.toContain('Brightmeter');
  });

  test('end what others had begun on them: pages, links and mails', async () => {
    const liar = await newLiar();
    const invented = await enrol(liar, randomMpxn());
    const { mpxn, email, browser, device } = invented;
    const passkey = await startAcross(northwind, mpxn, ASSERT);
    const link = await startAcross(northwind, mpxn, { method: 'magic-link' });
    const mail = await mailbox.waitForMail(email ?? '', { where: isMagicLinkMail });
    const page = await browser.open(passkey.page);
    expect(stepOf(page)).toBe('assert');
    await change(liar, verb);
    await browser.press(`${linkIn(mail)}/confirm`);
    await browser.press('/passkey/email', { ...fieldsOf(passkey.page), way: 'mail' });
    expect((await browser.open(passkey.page)).requestOptions).toBeNull();
    await complete(browser, passkey.page, answerOptions(device, page));
    for (const started of [passkey, link]) {
      expect(await statusOf(started)).toMatchObject({ 'confirmed-at': null });
    }
  });

  test('are no way in for a portal operator or a Data User with a token of before', async () => {
    const liar = await newLiar();
    const invented = await enrol(liar, randomMpxn());
    const { mpxn } = invented;
    const charity = await client.createAccount({ role: 'portal' });
    const [looking, registering] = [
      await confirmedToken(charity, invented),
      await confirmedToken(northwind, invented),
    ];
    await change(liar, verb);
    const look = await listAt(charity, mpxn, { 'reidentification-token': looking });
    expectError(look, 422, 'VAL002');
    const { 'record-metadata': metadata, ...rest } = consentBody(invented.ir);
    const answer = await northwind.call('POST', '/v1/access-records', {
      ...rest,
      'record-metadata': { ...(metadata as object), 'identity-record-ref': null },
      'reidentification-token': registering,
    });
    expectError(answer, 422, 'VAL002');
  });
});

describe('the passkeys of an account that fell', () => {
  test('reach no passkey that was made for somebody else’s record', async () => {
    const liar = await newLiar();
    const poisoned = await enrol(liar, randomMpxn());
    const home = await createHousehold(northwind, { mpxn: poisoned.mpxn });
    const link = await startOwn(home, REGISTER);
    await usePasskey(poisoned.browser, poisoned.device, link.page);
    const idsOf = async () =>
      (await credentialsOf(home)).map((passkey) => passkey['credential-id']);
    const shared = await idsOf();
    const customer = await portalOf(poisoned);
    const device = new SoftwareAuthenticator({ origin });
    const response = answerOptions(device, await customer.open('/portal/passkeys'));
    expect((await customer.post('/portal/passkeys/add', { response })).status).toBe(200);
    const [id = ''] = (await idsOf()).filter((each) => !shared.includes(each));
    await change(liar, 'suspend');
    await (await portalOf(poisoned)).press('/portal/passkeys/remove', { id });
    expect(await idsOf()).toContain(id);
    expect((await openRecords(await portalOf({ device }))).status).toBe(200);
  });
});

test('a passkey made for a record of an account that fell is joined to nobody else’s record', async () => {
  const liar = await newLiar();
  const { device } = await enrol(liar, randomMpxn());
  const home = await createHousehold(northwind);
  await change(liar, 'suspend');
  const browser = new CustomerBrowser(origin);
  await signInByMail(browser, mailbox, home.email ?? '');
  const response = answerOptions(device, {
    ...(await browser.open('/portal/passkeys')),
    creationOptions: null,
  });
  const answer = await browser.post('/portal/passkeys/join', { response });
  expect(answer.body).toMatchObject({ result: 'problem', problem: 'unproven' });
  expect(await credentialsOf(home)).toEqual([]);
});

describe('an account that is reactivated', () => {
  test('has its Identity Records back as they were', async () => {
    const account = await newLiar();
    const home = await enrol(account, randomMpxn());
    await registerConsent(await createHousehold(northwind, { mpxn: home.mpxn }));
    await change(account, 'suspend');
    const browser = await portalOf(home);
    expect(recordIds(await openRecords(browser))).toEqual([]);
    await change(account, 'reactivate');
    expect(recordIds(await openRecords(browser))).toHaveLength(1);
    expect((await exists(northwind, home.mpxn)).methods).toContain('passkey-assert');
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(false);
  });
});

describe('the customers of an account that fell', () => {
  test('are still told who opens their meter point: being told proves nothing', async () => {
    const fallen = await newLiar();
    const customer = await createHousehold(fallen);
    await change(fallen, 'terminate');
    const opener = await enrol(northwind, customer.mpxn);
    await portalOf(opener);
    await mailbox.waitForMail(customer.email ?? '', {
      where: ({ subject }) => subject.includes('Somebody at your address'),
    });
  });

  test('may take back the consents of their own record', async () => {
    const fallen = await newLiar();
    const customer = await enrol(fallen, randomMpxn());
    await registerConsent(customer);
    await change(fallen, 'suspend');
    const page = await openRecords(await portalOf(customer));
    expect(page.links.some((link) => link.endsWith('/withdraw'))).toBe(true);
  });
});
