// A version is found by SQL of its own.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import type { SentMail } from '../../harness/fake-resend';
import { sharedRegister } from '../../harness/api-context';
import {
  changed,
  consentBody,
  contractBody,
  type Change,
} from '../../harness/callers/access-record-body';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { reportSighting, reportTenancy } from './support/dcc-reports';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { expectError } from './support/expect-error';
import { createHousehold } from '../../harness/callers/household';
import { confirmedToken, entriesAt, portalEntries } from './support/meter-point';
import {
  mayWithdraw,
  openRecords,
  recordIds,
  signInByPasskey,
  VERIFIED,
  withdraw,
} from './support/portal';
import {
  registerAccess,
  registerConsent,
  replace,
  revoke,
  stateOf,
} from '../../harness/callers/registered-access';

const { client, mailbox, origin } = sharedRegister();

let northwind: ApiAccount;
let portal: ApiAccount;
let dcc: ApiAccount;

beforeAll(async () => {
  northwind = await client.createAccount();
  portal = await client.createAccount({ role: 'portal' });
  dcc = await client.createAccount({ role: 'dcc' });
});

const isChangedMail = ({ subject }: SentMail) =>
  subject.includes('The use of your meter data was changed');
const from = (day: string): Change => ['access-event.registered-at', `${day}T00:00:00Z`];
const query = (token: string) => `?reidentification-token=${token}`;

async function signIn(home: EnrolledHousehold): Promise<CustomerBrowser> {
  const browser = new CustomerBrowser(origin);
  await signInByPasskey(browser, home.device);
  return browser;
}

const enrol = (fields = {}, more: { mpxn?: string; moveInDate?: string } = {}) =>
  enrolHousehold(northwind, origin, { fields, isAnother: more.mpxn !== undefined, ...more });

/** A consent of the household that its organisation has linked to somebody else since. */
async function relinked() {
  const home = await enrol();
  const ak = await registerConsent(home);
  const dummy = await createHousehold(northwind, { mpxn: home.mpxn, email: null });
  const body = changed(consentBody(dummy.ir), ['processing.purpose', 'Of somebody else']);
  expect((await replace(northwind, ak, body)).status).toBe(200);
  return { home, ak, dummy };
}

describe('a record that is linked to somebody else', () => {
  test('stays with whom it was linked to, as it stood, with the change, and theirs to end', async () => {
    const { home, ak } = await relinked();
    const browser = await signIn(home);
    const page = await openRecords(browser);
    const [id = ''] = recordIds(page);
    expect(page.words).not.toContain('Of somebody else');
    expect(mayWithdraw(page, id)).toBe(true);
    const { words } = await browser.open(`/portal/records/${id}`);
    expect(words).toMatch(/Registered by Northwind Energy.*Changed by Northwind Energy/);
    expect((await browser.open('/portal/download/json')).text).toContain('"uk-consent"');
    await withdraw(browser, id);
    expect(await stateOf(client, ak)).toBe('REVOKED');
    expect((await browser.open(`/portal/records/${id}`)).words).toContain(
      'Stopped on this website',
    );
  });

  test('is told to them at their address', async () => {
    const { home } = await relinked();
    const mail = await mailbox.waitForMail(home.email ?? '', { where: isChangedMail });
    expect(mail.text).toContain('Northwind Energy');
    expect(mail.text).toContain(`ending ${home.mpxn.slice(-4)}`);
    expect(mail.text).not.toContain(home.mpxn);
  });

  test('stays theirs to see and end through a portal operator', async () => {
    const { home, ak } = await relinked();
    expect(await portalEntries(portal, home)).toMatchObject([{ ak, state: 'ACTIVE' }]);
    const token = await confirmedToken(portal, home);
    expect((await revoke(portal, ak, query(token))).status).toBe(200);
  });

  test('shows to whom it is linked now as it stands now', async () => {
    const home = await enrol();
    const ak = await registerConsent(home);
    const other = await enrol({}, { mpxn: home.mpxn });
    const body = changed(consentBody(other.ir), ['processing.purpose', 'Of somebody else']);
    await replace(northwind, ak, body);
    expect((await openRecords(await signIn(other))).words).toContain('Of somebody else');
  });

  test('twice stays with both', async () => {
    const { home, ak } = await relinked();
    const third = await enrol({}, { mpxn: home.mpxn });
    await replace(northwind, ak, consentBody(third.ir));
    const again = await createHousehold(northwind, { mpxn: home.mpxn, email: null });
    await replace(northwind, ak, consentBody(again.ir));
    for (const customer of [home, third]) {
      expect(recordIds(await openRecords(await signIn(customer)))).toHaveLength(1);
    }
  });
});

describe('a record that was linked by a token', () => {
  test('stays with whom the token proved when it is linked to somebody else', async () => {
    const home = await enrol();
    const brightmeter = await client.createAccount({ 'display-name': 'Brightmeter' });
    const token = await confirmedToken(brightmeter, home);
    const linked = { ...consentBody(), 'reidentification-token': token };
    const ak = await registerAccess(brightmeter, linked);
    const dummy = await createHousehold(brightmeter, { mpxn: home.mpxn, email: null });
    expect((await replace(brightmeter, ak, consentBody(dummy.ir))).status).toBe(200);
    const browser = await signIn(home);
    const [id = ''] = recordIds(await openRecords(browser));
    await withdraw(browser, id);
    expect(await stateOf(client, ak)).toBe('REVOKED');
  });
});

describe('a record that is moved to another time', () => {
  test('stays with a former occupant as it stood, and a consent of theirs is theirs to end', async () => {
    const home = await enrol({}, { moveInDate: '2020-05-01' });
    const body = changed(consentBody(home.ir), from('2021-01-01'));
    const ak = await registerAccess(northwind, body);
    await reportTenancy(dcc, home.mpxn, '2024-02-01');
    await replace(northwind, ak, changed(body, from('2025-01-01')));
    await mailbox.waitForMail(home.email ?? '', { where: isChangedMail });
    const browser = await signIn(home);
    const page = await openRecords(browser);
    const [id = ''] = recordIds(page);
    expect(page.words).toContain('1 January 2021');
    expect(page.words).not.toContain('2025');
    expect(mayWithdraw(page, id)).toBe(true);
    await withdraw(browser, id);
    expect(await stateOf(client, ak)).toBe('REVOKED');
    expect((await openRecords(browser)).words).not.toContain('1 organisation could use');
    expect((await browser.open(`/portal/records/${id}`)).words).toContain(
      'Stopped on this website',
    );
  });

  test('into the time of a former occupant is none of theirs: it is the next household’s', async () => {
    const former = await enrol(VERIFIED, { moveInDate: '2020-05-01' });
    await reportTenancy(dcc, former.mpxn, '2024-02-01');
    const next = await enrol(VERIFIED, { mpxn: former.mpxn, moveInDate: '2024-02-01' });
    const body = changed(consentBody(next.ir), from('2025-01-01'));
    const ak = await registerAccess(northwind, body);
    await replace(northwind, ak, changed(body, from('2021-01-01')));
    expect(recordIds(await openRecords(await signIn(former)))).toEqual([]);
    expect(recordIds(await openRecords(await signIn(next)))).toHaveLength(1);
  });
});

describe('a replacement that leaves the customer what they have', () => {
  test('is told to nobody', async () => {
    const home = await enrol();
    const ak = await registerConsent(home);
    const body = changed(consentBody(home.ir), ['processing.purpose', 'In other words']);
    await replace(northwind, ak, body);
    // What takes a consent away is told, and by then the other would have been.
    await replace(northwind, ak, contractBody(home.ir));
    await mailbox.waitForMail(home.email ?? '', { where: isChangedMail });
    expect((await mailbox.mailsTo(home.email ?? '')).filter(isChangedMail)).toHaveLength(1);
  });
});

describe('a former occupant', () => {
  const registered = from('2021-01-01');

  test('may always take back what they gave, and nothing else', async () => {
    const home = await enrol(VERIFIED, { moveInDate: '2020-05-01' });
    const own = await registerAccess(northwind, changed(consentBody(home.ir), registered));
    const partner = await createHousehold(northwind, { mpxn: home.mpxn, moveInDate: '2020-05-01' });
    const theirs = await registerAccess(northwind, changed(consentBody(partner.ir), registered));
    const token = await confirmedToken(portal, home);
    await reportTenancy(dcc, home.mpxn, '2024-02-01');
    const browser = await signIn(home);
    const page = await openRecords(browser);
    const ids = recordIds(page);
    expect(ids).toHaveLength(2);
    expect(ids.filter((id) => mayWithdraw(page, id))).toHaveLength(1);
    for (const id of ids) await withdraw(browser, id);
    expect([await stateOf(client, own), await stateOf(client, theirs)]).toEqual([
      'REVOKED',
      'ACTIVE',
    ]);
    expectError(await revoke(portal, theirs, query(token)), 403, 'AUTH003');
    expect((await revoke(portal, own, query(token))).status).toBe(200);
  });

  test('sees through a portal operator what stood at the end of their time', async () => {
    const home = await enrol(VERIFIED, { moveInDate: '2020-05-01' });
    const body = changed(consentBody(home.ir), registered);
    const ak = await registerAccess(northwind, body);
    const ended = await registerAccess(northwind, body);
    const seen = await reportSighting(dcc, home.mpxn, {
      'first-seen': '2024-01-01',
      'last-seen': '2024-01-10',
    });
    const token = await confirmedToken(portal, home);
    await reportTenancy(dcc, home.mpxn, '2024-02-01');
    await reportSighting(dcc, home.mpxn, {
      'first-seen': '2024-01-01',
      'last-seen': '2024-06-30',
      'data-types-observed': ['TARIFF-EXPORT'],
    });
    await replace(northwind, ak, changed(body, ['processing.purpose', 'For the next household']));
    await revoke(northwind, ended);
    const entries = await entriesAt(portal, home.mpxn, { 'reidentification-token': token });
    expect(JSON.stringify(entries)).not.toMatch(/next household|TARIFF-EXPORT|REVOKED|2024-06/);
    const found = new Map(entries.map((entry) => [entry.ak, entry]));
    expect(found.get(seen)?.['discovered-access']).toMatchObject({ 'last-seen': '2024-01-31' });
    for (const key of [ak, ended]) expect(found.get(key)).toMatchObject({ state: 'ACTIVE' });
  });
});
