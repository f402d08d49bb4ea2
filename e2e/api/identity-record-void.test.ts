// What a void record takes with it is found by SQL of its own.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody } from '../../harness/callers/access-record-body';
import { auditOf } from './support/audit-events';
import { leadsTo, openAdmin, openDashboard } from './support/console';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { ASSERT, REGISTER } from './support/enrolments';
import { expectError, expectInvalid } from './support/expect-error';
import {
  createHousehold,
  credentialsOf,
  randomMpxn,
  type Household,
} from '../../harness/callers/household';
import { isMagicLinkMail, linkIn } from '../../harness/callers/mailed';
import { confirmedToken, listAt } from './support/meter-point';
import { stepOf, usePasskey } from '../../harness/callers/passkey-page';
import {
  askByEmail,
  isSignedOut,
  isSignInMail,
  openRecords,
  recordIds,
  signInByMail,
  signInByPasskey,
  tryPasskey,
  VERIFIED,
} from './support/portal';
import {
  anonymise,
  registerAccess,
  registerConsent,
  replace,
  stateOf,
} from '../../harness/callers/registered-access';
import {
  REIDENTIFY,
  startAcross,
  startOwn,
  statusOf,
} from '../../harness/callers/reidentification';

const { client, mailbox, origin } = sharedRegister();

const reason = 'The organisation could show no evidence of this occupant.';

let northwind: ApiAccount;
let liar: ApiAccount;
let admin: ApiAccount;
let desk: CustomerBrowser;
beforeAll(async () => {
  northwind = await client.createAccount();
  liar = await client.createAccount({ 'display-name': 'Lying Lamps' });
  admin = await client.createAccount({ role: 'admin' });
  ({ browser: desk } = await openAdmin(origin, admin));
});

const voidPath = (ir: string) => `/v1/admin/identity-records/${ir}/void`;
const tryVoid = (ir: string, fields: object = { reason }) =>
  admin.call<{ ir: string; 'voided-at': string }>('POST', voidPath(ir), fields);

async function makeVoid({ ir }: Pick<Household, 'ir'>): Promise<string> {
  const answer = await tryVoid(ir);
  expect(answer.status, answer.text).toBe(200);
  return answer.body['voided-at'];
}

const invent = (more: object = {}) =>
  enrolHousehold(liar, origin, { fields: VERIFIED, isAnother: true, ...more });

async function portalOf({ device }: Pick<EnrolledHousehold, 'device'>): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, device);
  return browser;
}

const isVoidedMail = ({ subject }: { subject: string }) =>
  subject.includes('Somebody was wrongly registered') ||
  subject.includes('Roedd rhywun wedi’i gofrestru ar gam');

describe('voiding an Identity Record', () => {
  test('answers when; a repeat answers the first time and causes nothing, also at once', async () => {
    const { ir, mpxn } = await invent();
    const witness = await createHousehold(northwind, { mpxn });
    const answers = await Promise.all([tryVoid(ir), tryVoid(ir), tryVoid(ir)]);
    const [first] = answers;
    expect(first.body).toMatchObject({ ir });
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body['voided-at']).toBe(first.body['voided-at']);
    }
    const again = await tryVoid(ir, { reason: 'Another one' });
    expect(again.body['voided-at']).toBe(first.body['voided-at']);
    const filter = { account_id: admin.id, event_type: 'identity-record.voided' };
    const { events } = await auditOf(client.admin, filter);
    expect(events.filter(({ detail }) => detail.owner === liar.id)).toHaveLength(1);
    expect(events[0]?.detail).toEqual({
      owner: liar.id,
      reason,
      passkeys: 1,
      accesses: 0,
      told: 1,
    });
    await mailbox.waitForMail(witness.email ?? '', { where: isVoidedMail });
    expect((await mailbox.mailsTo(witness.email ?? '')).filter(isVoidedMail)).toHaveLength(1);
  });

  test('is refused without a reason, with one too long, and for what is nowhere', async () => {
    const { ir } = await createHousehold(liar);
    for (const fields of [{}, { reason: '' }, { reason: 'x'.repeat(501) }]) {
      expectInvalid(await tryVoid(ir, fields), ['reason']);
    }
    expectError(await tryVoid('ir_000000000000000000000000'), 404, 'NOT001');
    expectError(await tryVoid('nothing'), 404, 'NOT001');
    expect((await liar.call('GET', `/v1/identity-records/${ir}`)).status).toBe(200);
  });
});

describe('a void Identity Record', () => {
  test('is nobody’s: not found by meter point, no passkey, nothing that proves it', async () => {
    const invented = await invent();
    const { mpxn, ir } = invented;
    await makeVoid(invented);
    const exists = await northwind.call('GET', `/v1/identity-records/exists?mpxn=${mpxn}`);
    expect(exists.body).toMatchObject({ exists: false, 'available-methods': [] });
    expectError(await northwind.call('POST', REIDENTIFY, { mpxn, ...REGISTER }), 404, 'NOT001');
    expect(await credentialsOf(invented)).toEqual([]);
    for (const method of ['magic-link', 'passkey-register']) {
      const path = `/v1/identity-records/${ir}/re-identify`;
      expectError(await liar.call('POST', path, { method }), 409, 'CON001');
    }
  });

  test('opens no portal: not by its passkey, not by its address, not in a session of before', async () => {
    const invented = await invent();
    const byPasskey = await portalOf(invented);
    const byMail = new CustomerBrowser(origin);
    await signInByMail(byMail, mailbox, invented.email ?? '');
    await makeVoid(invented);
    for (const browser of [byPasskey, byMail]) {
      expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
    }
    const tried = await tryPasskey(new CustomerBrowser(origin), invented.device);
    expect(tried.body).toMatchObject({ result: 'problem', problem: 'credential' });
    // Asked in this order, a mail to it would be there before the other’s.
    const witness = await createHousehold(northwind);
    const count = (await mailbox.mailsTo(invented.email ?? '')).filter(isSignInMail).length;
    const browser = new CustomerBrowser(origin);
    await browser.open('/portal/sign-in');
    await browser.press('/portal/sign-in/email', { email: invented.email ?? '' });
    await askByEmail(new CustomerBrowser(origin), mailbox, witness.email ?? '');
    const after = (await mailbox.mailsTo(invented.email ?? '')).filter(isSignInMail);
    expect(after).toHaveLength(count);
  });

  test('ends the sessions that rest on it, whatever else they prove', async () => {
    const invented = await createHousehold(liar);
    const { mpxn, email } = invented;
    // The later one is that which the session is bound to.
    const home = await createHousehold(northwind, { mpxn, email });
    const browser = new CustomerBrowser(origin);
    await signInByMail(browser, mailbox, home.email ?? '');
    await makeVoid(invented);
    expect(isSignedOut(await browser.open('/portal/records'))).toBe(true);
    await signInByMail(browser, mailbox, home.email ?? '');
    expect((await browser.open('/portal/records')).status).toBe(200);
  });

  test('ends what was begun on it, and what was confirmed is no token any more', async () => {
    const invented = await invent();
    const { mpxn, ir } = invented;
    const charity = await client.createAccount({ role: 'portal' });
    const [looking, registering] = [
      await confirmedToken(charity, invented),
      await confirmedToken(northwind, invented),
    ];
    const page = await startAcross(northwind, mpxn, ASSERT);
    const link = await startAcross(northwind, mpxn, { method: 'magic-link' });
    const mail = await mailbox.waitForMail(invented.email ?? '', { where: isMagicLinkMail });
    await makeVoid(invented);
    await new CustomerBrowser(origin).press(`${linkIn(mail)}/confirm`);
    expect(stepOf(await invented.browser.open(page.page))).toBe('ended');
    for (const started of [page, link]) {
      expect(await statusOf(started)).toMatchObject({ status: 'expired', declined: false });
    }
    const look = await listAt(charity, mpxn, { 'reidentification-token': looking });
    expectError(look, 422, 'VAL002');
    const body = changed(
      consentBody(ir),
      ['record-metadata.identity-record-ref', null],
      ['reidentification-token', registering],
    );
    expectError(await northwind.call('POST', '/v1/access-records', body), 422, 'VAL002');
  });

  test('takes no further access, and none that it has is replaced in its name', async () => {
    const home = await createHousehold(liar);
    const ak = await registerConsent(home);
    await makeVoid(home);
    expectError(await liar.call('POST', '/v1/access-records', consentBody(home.ir)), 409, 'CON001');
    const kept = changed(consentBody(home.ir), ['record-metadata.identity-record-ref', null]);
    expectError(await replace(liar, ak, kept), 409, 'CON001');
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('leaves the person whom it was linked to their own record and the passkey made for it', async () => {
    const customer = await enrolHousehold(northwind, origin, { fields: VERIFIED });
    const { mpxn, browser, device } = customer;
    const joined = await createHousehold(liar, { mpxn, email: null });
    const link = await startOwn(joined, REGISTER);
    expect((await usePasskey(browser, device, link.page)).status).toBe(200);
    await registerConsent(customer);
    await registerConsent(joined);
    await makeVoid(joined);
    expect(await credentialsOf(customer)).toHaveLength(1);
    const page = await openRecords(await portalOf(customer));
    expect(recordIds(page)).toHaveLength(2);
    expect(page.words).toContain('Disputed');
  });

  test('takes the passkeys that were made for it from the other records of its holder, which are told', async () => {
    const poisoned = await invent();
    const home = await createHousehold(northwind, { mpxn: poisoned.mpxn });
    const link = await startOwn(home, REGISTER);
    expect((await usePasskey(poisoned.browser, poisoned.device, link.page)).status).toBe(200);
    await makeVoid(poisoned);
    expect(await credentialsOf(home)).toEqual([]);
    await mailbox.waitForMail(home.email ?? '', {
      where: ({ subject }) => subject.includes('A passkey was removed'),
    });
    const tried = await tryPasskey(new CustomerBrowser(origin), poisoned.device);
    expect(tried.body.result).toBe('problem');
  });

  test('is told to the others at the meter point in both languages, and not to itself', async () => {
    const invented = await invent();
    const tag = (email: string | null) => (email ?? '').replace('@', '+x@');
    const others = [
      await createHousehold(northwind, { mpxn: invented.mpxn }),
      await createHousehold(northwind, { mpxn: invented.mpxn, email: tag(invented.email) }),
    ];
    await makeVoid(invented);
    for (const { email } of others) {
      const { text } = await mailbox.waitForMail(email ?? '', { where: isVoidedMail });
      expect(text).toContain(invented.mpxn.slice(-4));
      expect(text).toContain('disputed');
      expect(text).toContain('mewn anghydfod');
      expect(text).not.toContain(invented.mpxn);
    }
    expect((await mailbox.mailsTo(invented.email ?? '')).filter(isVoidedMail)).toEqual([]);
  });

  test('can still be anonymised by its owner', async () => {
    const home = await createHousehold(liar);
    await makeVoid(home);
    expect(await anonymise(home)).toBe(200);
  });
});

describe('the accesses linked to a void Identity Record', () => {
  const DISPUTED = 'had registered falsely';

  async function disputed() {
    const customer = await enrolHousehold(northwind, origin, { fields: VERIFIED });
    const invented = await createHousehold(liar, { mpxn: customer.mpxn, email: null });
    const ak = await registerConsent(invented);
    return { customer, invented, ak };
  }

  test('show as disputed in the portal, its files and both languages', async () => {
    const { customer, invented } = await disputed();
    const browser = await portalOf(customer);
    const before = await openRecords(browser);
    expect(before.words).not.toContain('Disputed');
    await makeVoid(invented);
    const list = await openRecords(browser);
    expect(list.words).toContain(DISPUTED);
    const [id = ''] = recordIds(list);
    const page = await browser.open(`/portal/records/${id}`);
    expect(page.words).toContain('Disputed: the person it was registered for');
    expect(page.links).toContain(`/portal/records/${id}/withdraw`);
    const csv = await browser.open('/portal/download/csv');
    expect(csv.text).toContain('disputed');
    const json = await browser.open('/portal/download/json');
    expect(json.text).toContain('"event_type":"disputed"');
    const welsh = await browser.open('/portal/records', { 'accept-language': 'cy' });
    expect(welsh.words).toContain('Mewn anghydfod');
  });

  test('show as disputed in the dashboard and the operator’s console, and go on verifying', async () => {
    const { invented, ak } = await disputed();
    await makeVoid(invented);
    const dashboard = await openDashboard(origin, liar);
    const record = await dashboard.open(`/dashboard/records/${ak}`);
    expect(record.words).toContain('Disputed');
    const person = await dashboard.open(`/dashboard/identity-records/${invented.ir}`);
    expect(person.words).toContain('Voided by the operator');
    expect(person.words).toContain(reason);
    expect(person.actions.some((action) => action.includes('start'))).toBe(false);
    expect((await desk.open(`/admin/records/${ak}`)).words).toContain('Disputed');
    expect(await stateOf(client, ak)).toBe('ACTIVE');
  });

  test('stay disputed when they are linked to another record, afterwards or before', async () => {
    const mpxn = randomMpxn();
    const [first, second] = [
      await createHousehold(liar, { mpxn }),
      await createHousehold(liar, { mpxn }),
    ];
    const [late, early] = [await registerConsent(first), await registerConsent(first)];
    expect((await replace(liar, early, consentBody(second.ir))).status).toBe(200);
    const untouched = await registerConsent(second);
    await makeVoid(first);
    expect((await replace(liar, late, consentBody(second.ir))).status).toBe(200);
    for (const ak of [late, early]) {
      expect((await desk.open(`/admin/records/${ak}`)).words, ak).toContain('Disputed');
    }
    expect((await desk.open(`/admin/records/${untouched}`)).words).not.toContain('Disputed');
  });

  test('are those of other organisations too, and of a record that its owner has anonymised', async () => {
    const invented = await invent();
    const token = await confirmedToken(northwind, invented);
    const body = changed(
      consentBody(invented.ir),
      ['record-metadata.identity-record-ref', null],
      ['reidentification-token', token],
    );
    const ak = await registerAccess(northwind, body);
    expect((await northwind.call('DELETE', `/v1/access-records/${ak}`)).status).toBe(200);
    const witness = await createHousehold(northwind, { mpxn: invented.mpxn });
    expect(await anonymise(invented)).toBe(200);
    await makeVoid(invented);
    expect((await desk.open(`/admin/records/${ak}`)).words).toContain('Disputed');
    await mailbox.waitForMail(witness.email ?? '', { where: isVoidedMail });
  });
});

describe('in the operator’s console', () => {
  test('a record is voided on a page of its own, with a reason, once', async () => {
    const home = await createHousehold(liar);
    const at = `/admin/identity-records?ir=${home.ir}`;
    const path = `/admin/identity-records/${home.ir}/void`;
    expect((await desk.open(at)).links).toContain(path);
    const page = await desk.open(path);
    expect(page.words).toContain('it is final');
    const empty = await desk.press(`${path}/confirm`, { reason: ' ' });
    expect(leadsTo(empty)).toBe(path);
    const done = await desk.press(`${path}/confirm`, { reason });
    expect(leadsTo(done)).toBe(at);
    const after = await desk.open(at);
    expect(after.words).toContain('The identity record is void.');
    expect(after.words).toContain(reason);
    expect(after.links).not.toContain(path);
  });
});
