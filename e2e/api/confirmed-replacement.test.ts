// Who wins is decided by row locks.
// @module-tag postgres
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import {
  changed,
  consentBody,
  contractBody,
  type Change,
} from '../../harness/callers/access-record-body';
import { confirmProposal } from '../../harness/callers/confirmed-proposal';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold } from '../../harness/callers/household';
import { proposedConsent } from '../../harness/callers/proposal';
import { registerAccess, replace, verify } from '../../harness/callers/registered-access';

const { client, origin, mailbox } = sharedRegister();
const CONTROLLER = 'record-metadata.controller-arrangement.controllers[0]';

let account: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  account = await client.createAccount();
  customer = await enrolHousehold(account, origin);
});

/** What stands registered, with everything that a body may have. */
const stored = (ir = customer.ir) =>
  changed(
    consentBody(ir),
    ['processing.data-types', ['HH-CONSUMPTION', 'TARIFF-IMPORT']],
    ['processing.data-source', 'smart meter'],
    ['processing.recipients', [{ name: 'Brightmeter', role: 'processor' }]],
    ['access-event.expiry', '2097-01-01T00:00:00Z'],
    ['access-event.controller-reference', 'CRM-1'],
    [`${CONTROLLER}.lia-reference`, 'LIA-7'],
    [`${CONTROLLER}.storage-conditions`, { location: 'United Kingdom', 'retention-period': 'P2Y' }],
  );

/** Proposes all that `stored` has, and more. */
const proposal = (fields: JsonObject = {}) =>
  proposedConsent({
    'data-types': ['HH-CONSUMPTION', 'HH-EXPORT', 'TARIFF-IMPORT'],
    recipients: [
      { name: 'Brightmeter', role: 'processor' },
      { name: 'Amperes', role: 'adviser' },
    ],
    expiry: '2098-01-01T00:00:00Z',
    ...fields,
  });

const tokenOf = async (household = customer, proposed: JsonObject | null = proposal()) =>
  (await confirmProposal(household, proposed)).tokenRef;

/** A record that the customer has confirmed. */
async function confirmedRecord(household = customer): Promise<string> {
  const token = { 'confirmation-token': await tokenOf(household) };
  return registerAccess(account, { ...stored(household.ir), ...token });
}

const confirmationOf = async (ak: string) =>
  (await verify(client, ak))['customer-confirmation'] as JsonObject | null;

describe('on a record that the customer confirmed, without asking them again', () => {
  test.each<[string, Change[]]>([
    ['nothing', []],
    ['to drop a kind of data', [['processing.data-types', ['TARIFF-IMPORT']]]],
    ['to drop a recipient', [['processing.recipients', undefined]]],
    ['to end earlier', [['access-event.expiry', '2090-01-01T00:00:00Z']]],
    ['another way of contact', [[`${CONTROLLER}.contact-url`, 'mailto:a@northwind.example']]],
    ['another address', [[`${CONTROLLER}.address`, { addressLine1: '1 High Street', townCity: 'Cardiff', postcode: 'CF10 1AA' }]]],
    ['where privacy rights are used', [[`${CONTROLLER}.privacy-rights-url`, 'https://northwind.example/p']]],
    ['a recipient’s privacy notice', [['processing.recipients[0].privacy-url', 'https://brightmeter.example/p']]],
    ['references', [[`${CONTROLLER}.lia-reference`, 'LIA-8'], [`${CONTROLLER}.statutory-reference`, 'Act 1'], ['access-event.controller-reference', 'CRM-2']]],
    ['the same start in another zone', [['access-event.registered-at', '2026-01-15T10:30:00+01:00']]],
  ])('a replacement may change %s, and the confirmation stays', async (_what, changes) => {
    const ak = await confirmedRecord();
    const before = await confirmationOf(ak);
    const answer = await replace(account, ak, changed(stored(), ...changes));
    expect(answer.status, answer.text).toBe(200);
    expect(await confirmationOf(ak)).toEqual(before);
  }); // prettier-ignore

  test.each<[string, Change[], string[]]>([
    ['the form’s version', [['record-metadata.schema-version', '1.1']], ['record-metadata.schema-version']],
    ['the arrangement', [['record-metadata.controller-arrangement', { 'arrangement-type': 'joint', 'art26-reference': 'A', controllers: [{ name: 'Northwind Energy', role: 'lead', 'contact-url': 'https://a.example', 'storage-conditions': { location: 'United Kingdom', 'retention-period': 'P2Y' } }, { name: 'B', role: 'joint', 'contact-url': 'https://b.example' }] }]], ['record-metadata.controller-arrangement.arrangement-type', `${CONTROLLER}.role`, 'record-metadata.controller-arrangement.controllers[1]']],
    ['a controller’s name', [[`${CONTROLLER}.name`, 'Northwind Energy Ltd']], [`${CONTROLLER}.name`]],
    ['a controller’s name, by a letter that looks the same', [[`${CONTROLLER}.name`, 'N\u043erthwind Energy']], [`${CONTROLLER}.name`]],
    ['what a controller is', [[`${CONTROLLER}.role`, 'lead'], ['record-metadata.controller-arrangement.arrangement-type', 'group'], ['record-metadata.controller-arrangement.controllers[1]', { name: 'B', role: 'member', 'contact-url': 'https://b.example' }]], ['record-metadata.controller-arrangement.arrangement-type', 'record-metadata.controller-arrangement.controllers[1]', `${CONTROLLER}.role`]],
    ['where data is kept', [[`${CONTROLLER}.storage-conditions.location`, 'Elsewhere']], [`${CONTROLLER}.storage-conditions.location`]],
    ['how long data is kept', [[`${CONTROLLER}.storage-conditions.retention-period`, 'P9Y']], [`${CONTROLLER}.storage-conditions.retention-period`]],
    ['the notice’s version', [['notice.shared-notice.notice-version', '2']], ['notice.shared-notice.notice-version']],
    ['the notice’s terms', [['notice.shared-notice.terms-url', 'https://a.example']], ['notice.shared-notice.terms-url']],
    ['the notice’s language', [['notice.shared-notice.notice-language', 'cy']], ['notice.shared-notice.notice-language']],
    ['the basis', [['processing.legal-basis', 'uk-explicit-consent'], ['access-event.consent.consent-type', 'explicit-consent']], ['access-event.consent.consent-type', 'processing.legal-basis']],
    ['the basis, to one without consent', [['processing.legal-basis', 'uk-contract'], ['notice', null], ['access-event.consent', null]], ['access-event.consent', 'notice', 'processing.legal-basis']],
    ['the purpose', [['processing.purpose', 'To sell you things']], ['processing.purpose']],
    ['the purpose, by a letter that looks the same', [['processing.purpose', 'T\u043e recommend a tariff']], ['processing.purpose']],
    ['a further kind of data', [['processing.data-types', ['HH-EXPORT', 'HH-CONSUMPTION']]], ['processing.data-types[0]']],
    ['where the data comes from', [['processing.data-source', 'another meter']], ['processing.data-source']],
    ['a further recipient', [['processing.recipients', [{ name: 'Brightmeter', role: 'processor' }, { name: 'Amperes', role: 'adviser' }]]], ['processing.recipients[1]']],
    ['what a recipient is', [['processing.recipients[0].role', 'reseller']], ['processing.recipients[0]']],
    ['who a recipient is, by a letter that looks the same', [['processing.recipients[0].name', 'Br\u0456ghtmeter']], ['processing.recipients[0]']],
    ['the notice’s form', [['notice', { notices: ['Northwind Energy', 'B'].map((name) => ({ 'controller-name': name, 'terms-url': 'https://northwind.example/terms', 'notice-version': '2026-01' })) }]], ['notice.notices', 'notice.shared-notice']],
    ['the start, to a later one', [['access-event.registered-at', '2026-02-15T09:30:00Z']], ['access-event.registered-at']],
    ['the start, to an earlier one', [['access-event.registered-at', '2025-01-15T09:30:00Z']], ['access-event.registered-at']],
    ['a later end', [['access-event.expiry', '2097-01-01T00:00:01Z']], ['access-event.expiry']],
    ['no end', [['access-event.expiry', null]], ['access-event.expiry']],
    ['the kind of consent', [['access-event.consent.consent-type', 'explicit-consent']], ['access-event.consent.consent-type']],
    ['how consent was given', [['access-event.consent.method', 'by telephone']], ['access-event.consent.method']],
  ])('a replacement may not change %s', async (_what, changes, fields) => {
    const ak = await confirmedRecord();
    const before = await verify(client, ak);
    const answer = await replace(account, ak, changed(stored(), ...changes));
    expect(answer.status).toBe(409);
    expect(answer.errors.map(({ field }) => field).sort()).toEqual(fields.toSorted());
    expect(await verify(client, ak)).toEqual(before);
  }); // prettier-ignore

  test('a replacement may not link another person of the same meter point', async () => {
    const ak = await confirmedRecord();
    const other = await createHousehold(account, { mpxn: customer.mpxn });
    const answer = await replace(account, ak, stored(other.ir));
    expect(answer.status).toBe(409);
    const field = 'record-metadata.identity-record-ref';
    expect(answer.errors.map((error) => error.field)).toEqual([field]);
  });

  test('what was dropped does not come back', async () => {
    const ak = await confirmedRecord();
    const less = changed(stored(), ['processing.data-types', ['HH-CONSUMPTION']]);
    expect((await replace(account, ak, less)).status).toBe(200);
    const answer = await replace(account, ak, stored());
    expect([answer.status, answer.errors[0]?.field]).toEqual([409, 'processing.data-types[1]']);
  });

  test('what was verified goes back as it is', async () => {
    const ak = await confirmedRecord();
    const before = await verify(client, ak);
    expect((await replace(account, ak, before)).status).toBe(200);
    expect(await verify(client, ak)).toEqual(before);
  });
});

describe('on a record that the customer confirmed, a new confirmation', () => {
  const more: Change[] = [
    ['processing.data-types', ['HH-CONSUMPTION', 'HH-EXPORT', 'TARIFF-IMPORT']],
    ['access-event.expiry', '2098-01-01T00:00:00Z'],
    ['access-event.registered-at', '2026-02-01T00:00:00Z'],
    ['access-event.consent.method', 'on a page of the register'],
  ];

  test('lets a replacement go as far as it was shown, and is the record’s own from then on', async () => {
    const ak = await confirmedRecord();
    const before = await confirmationOf(ak);
    const token = { 'confirmation-token': await tokenOf() };
    const answer = await replace(account, ak, { ...changed(stored(), ...more), ...token });
    expect(answer.status, answer.text).toBe(200);
    const after = await confirmationOf(ak);
    expect(after?.['proposal-digest']).not.toBe(before?.['proposal-digest']);
    expect((await verify(client, ak)).processing['data-types']).toHaveLength(3);
    const again = await replace(account, ak, { ...stored(), ...token });
    expect([again.status, again.errors[0]?.field]).toEqual([409, 'confirmation-token']);
  });

  test('lets a replacement go no further than it was shown', async () => {
    const ak = await confirmedRecord();
    const token = { 'confirmation-token': await tokenOf() };
    const beyond = changed(stored(), ...more, ['processing.data-types', ['ANNUAL-EXPORT']]);
    const answer = await replace(account, ak, { ...beyond, ...token });
    expect([answer.status, answer.errors[0]?.field]).toEqual([409, 'processing.data-types[0]']);
  });

  test('to which nothing was proposed changes nothing, so that no record sheds what was shown', async () => {
    const ak = await confirmedRecord();
    const token = { 'confirmation-token': await tokenOf(customer, null) };
    for (const body of [stored(), changed(stored(), ...more)]) {
      const answer = await replace(account, ak, { ...body, ...token });
      expect([answer.status, answer.errors[0]?.field]).toEqual([409, 'confirmation-token']);
    }
  });

  test('an old one that was wider is used up, or too narrow: it widens nothing', async () => {
    const token = { 'confirmation-token': await tokenOf() };
    const ak = await registerAccess(account, { ...stored(), ...token });
    const answer = await replace(account, ak, { ...changed(stored(), ...more), ...token });
    expect([answer.status, answer.errors[0]?.field]).toEqual([409, 'confirmation-token']);
  });

  test('of another person links that person', async () => {
    const ak = await confirmedRecord();
    const other = await enrolHousehold(account, origin, { mpxn: customer.mpxn, isAnother: true });
    const wrong = { 'confirmation-token': await tokenOf() };
    expect((await replace(account, ak, { ...stored(other.ir), ...wrong })).status).toBe(422);
    const token = { 'confirmation-token': await tokenOf(other) };
    const answer = await replace(account, ak, { ...stored(other.ir), ...token });
    expect(answer.status, answer.text).toBe(200);
  });
});

describe('a record that carries a confirmation to which nothing was proposed', () => {
  test('is replaced as ever, and loses it with the person whose it was', async () => {
    const token = { 'confirmation-token': await tokenOf(customer, null) };
    const ak = await registerAccess(account, { ...stored(), ...token });
    const purpose: Change = ['processing.purpose', 'Another'];
    expect((await replace(account, ak, changed(stored(), purpose))).status).toBe(200);
    expect(await confirmationOf(ak)).toMatchObject({ 'proposal-digest': null });
    const other = await createHousehold(account, { mpxn: customer.mpxn });
    expect((await replace(account, ak, stored(other.ir))).status).toBe(200);
    expect(await confirmationOf(ak)).toBeNull();
  });
});

describe('at once', () => {
  const outcomes = async (calls: Promise<{ status: number }>[]) =>
    (await Promise.all(calls)).map(({ status }) => status).sort();

  test('ten uses of one confirmation give one record', async () => {
    const token = { 'confirmation-token': await tokenOf() };
    const use = () => account.call('POST', '/v1/access-records', { ...stored(), ...token });
    const statuses = await outcomes(Array.from({ length: 10 }, use));
    expect(statuses).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  test('a record and a replacement share no confirmation', async () => {
    const ak = await confirmedRecord();
    const token = { 'confirmation-token': await tokenOf() };
    const body = { ...stored(), ...token };
    const register = () => account.call('POST', '/v1/access-records', body);
    const change = () => replace(account, ak, body);
    const statuses = await outcomes([register(), change(), register(), change()]);
    expect(statuses.filter((status) => status < 300)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(3);
  });

  test('a replacement that narrows and ones that keep leave nothing wider than the narrow one was', async () => {
    const ak = await confirmedRecord();
    const less = changed(stored(), ['processing.data-types', ['HH-CONSUMPTION']]);
    const bodies = [stored(), less, stored(), less, stored()];
    const answers = await Promise.all(bodies.map((body) => replace(account, ak, body)));
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect((await verify(client, ak)).processing['data-types']).toEqual(['HH-CONSUMPTION']);
  });

  test('a confirmation and the end of its person leave no record of nobody', async () => {
    const household = await enrolHousehold(account, origin);
    const token = { 'confirmation-token': await tokenOf(household) };
    const [registered, anonymised] = await Promise.all([
      account.call('POST', '/v1/access-records', { ...stored(household.ir), ...token }),
      account.call('DELETE', `/v1/identity-records/${household.ir}`),
    ]);
    expect([registered.status, anonymised.status]).toEqual(
      registered.status === 201 ? [201, 409] : [409, 200],
    );
  });
});

describe('a further consent that the customer was not asked for', () => {
  const isNotAsked = ({ subject }: { subject: string }) =>
    subject.includes('A further permission was registered in your name');
  const told = async ({ email }: EnrolledHousehold) =>
    (await mailbox.mailsTo(email ?? '')).filter(isNotAsked);

  test('is told to their address at once, where the organisation had asked within the year', async () => {
    const household = await enrolHousehold(account, origin);
    await registerAccess(account, consentBody(household.ir));
    await confirmedRecord(household);
    expect(await told(household)).toEqual([]);
    await registerAccess(account, consentBody(household.ir));
    const mail = await mailbox.waitForMail(household.email ?? '', { where: isNotAsked });
    expect(mail.text).toContain('Northwind Energy registered a further permission');
    expect(mail.text).toContain(`ending ${household.mpxn.slice(-4)}`);
  });

  test('is told too where a record becomes one', async () => {
    const household = await enrolHousehold(account, origin);
    await confirmedRecord(household);
    const ak = await registerAccess(account, contractBody(household.ir));
    expect((await replace(account, ak, consentBody(household.ir))).status).toBe(200);
    await mailbox.waitForMail(household.email ?? '', { where: isNotAsked });
  });

  test('is told of nobody else’s: another basis, another organisation, another confirmation', async () => {
    const household = await enrolHousehold(account, origin);
    await confirmedRecord(household);
    await registerAccess(account, contractBody(household.ir));
    await confirmedRecord(household);
    const stranger = await client.createAccount();
    const own = await createHousehold(stranger, { mpxn: household.mpxn, email: household.email });
    await registerAccess(stranger, consentBody(own.ir));
    // A mail that is caused afterwards and arrives shows that none was before it.
    await registerAccess(account, consentBody(household.ir));
    await mailbox.waitForMail(household.email ?? '', { where: isNotAsked });
    expect(await told(household)).toHaveLength(1);
  });
});
