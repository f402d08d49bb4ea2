import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@/lib/platform/ids';
import type { ApiAccount, ApiAnswer, JsonObject } from '../../harness/api-client';
import { forwardRegister, sharedRegister } from '../../harness/api-context';
import { changed, consentBody, type Change } from '../../harness/callers/access-record-body';
import { confirmProposal } from '../../harness/callers/confirmed-proposal';
import { CustomerBrowser } from '../../harness/callers/customer-browser';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { createHousehold, RETURN_URL } from '../../harness/callers/household';
import { fieldsOf, usePasskey } from '../../harness/callers/passkey-page';
import { proposedConsent, type ProposedAnswer } from '../../harness/callers/proposal';
import { startAcross, startOwn, statusOf } from '../../harness/callers/reidentification';
import {
  stateOf,
  verify,
  type AccessToken,
  type ListedRecord,
} from '../../harness/callers/registered-access';
import { SoftwareAuthenticator } from '../../harness/webauthn-authenticator';

const { client, origin } = sharedRegister();
const HOUR_MS = 3_600_000;

let account: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  account = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  customer = await enrolHousehold(account, origin);
});

type Registered = ApiAnswer<{ 'access-token': AccessToken }>;

function register(body: JsonObject, token: JsonObject, caller = account): Promise<Registered> {
  return caller.call('POST', '/v1/access-records', { ...body, ...token });
}

const withConfirmation = ({ tokenRef }: { tokenRef: string }) => ({
  'confirmation-token': tokenRef,
});

const fieldsNamed = ({ errors }: Registered) => errors.map(({ field }) => field).sort();

const codeOf = ({ errors }: Registered) => errors[0]?.['error-code'];

const wide = () =>
  proposedConsent({
    'data-types': ['HH-CONSUMPTION', 'TARIFF-IMPORT'],
    expiry: '2098-01-01T00:00:00Z',
    recipients: [
      { name: 'Brightmeter', role: 'processor' },
      { name: 'Amp\u00e8re', role: 'adviser' },
    ],
    purpose: 'To recommend a tariff',
  });

/** A body that is all of what `wide` proposes. */
const wholeBody = (...changes: Change[]) =>
  changed(
    consentBody(customer.ir),
    ['processing.data-types', ['HH-CONSUMPTION', 'TARIFF-IMPORT']],
    ['access-event.expiry', '2098-01-01T00:00:00Z'],
    [
      'processing.recipients',
      [
        { name: 'Brightmeter', role: 'processor' },
        { name: 'Amp\u00e8re', role: 'adviser' },
      ],
    ],
    ...changes,
  );

describe('a record that is registered with what the customer confirmed', () => {
  test('says so when it is verified, and in every list', async () => {
    const started = await confirmProposal(customer, wide());
    const { 'confirmed-at': confirmedAt } = await statusOf(started);
    const status = await account.call<ProposedAnswer>('GET', started.statusPath);
    const answer = await register(wholeBody(), withConfirmation(started));
    expect(answer.status, answer.text).toBe(201);
    const ak = answer.body['access-token'].key;
    const confirmation = {
      method: 'passkey-assert',
      assurance: 'proven',
      'confirmed-at': confirmedAt,
      bound: false,
      'proposal-digest': status.body['proposal-digest'],
    };
    const verified = await verify(client, ak);
    expect(verified['customer-confirmation']).toEqual(confirmation);
    const own = await account.call<{ records: ListedRecord[] }>('GET', `/v1/records?q=${ak}`);
    expect(own.body.records[0]?.['customer-confirmation']).toEqual(confirmation);
    const list = await account.call<{ 'access-records': ListedRecord[] }>(
      'GET',
      `/v1/meter-points/${customer.mpxn}/access-records`,
    );
    const entry = list.body['access-records'].find((each) => each.ak === ak);
    expect(entry?.['customer-confirmation']).toEqual(confirmation);
    expect(verified['record-metadata']['identity-record-ref']).toBe(customer.ir);
  });

  test('without a token reads null, whatever was sent', async () => {
    const sent = { 'customer-confirmation': { method: 'passkey-assert', bound: true } };
    const answer = await register(consentBody(customer.ir), sent);
    const verified = await verify(client, answer.body['access-token'].key);
    expect(verified['customer-confirmation']).toBeNull();
  });

  test('is bound where only the browser that came back could confirm, and not before it has', async () => {
    const started = await startOwn(customer, {
      method: 'passkey-assert',
      'passkey-return-url': RETURN_URL,
      'proposed-access': wide(),
    });
    const done = await usePasskey(customer.browser, customer.device, started.page);
    expect((await register(wholeBody(), withConfirmation(started))).status).toBe(422);
    await statusOf(
      started,
      new URL(done.body.location ?? '').searchParams.get('dar-return-code') ?? '',
    );
    const answer = await register(wholeBody(), withConfirmation(started));
    const verified = await verify(client, answer.body['access-token'].key);
    expect(verified['customer-confirmation']).toMatchObject({ bound: true });
  });

  test('may carry a confirmation to which nothing was proposed, and says that', async () => {
    const started = await confirmProposal(customer, null);
    const answer = await register(wholeBody(), withConfirmation(started));
    const verified = await verify(client, answer.body['access-token'].key);
    expect(verified['customer-confirmation']).toMatchObject({ 'proposal-digest': null });
  });

  test('may carry one that was started by meter number, where that led to the linked record', async () => {
    const fields = { method: 'passkey-assert', 'proposed-access': wide() };
    const started = await startAcross(account, customer.mpxn, fields);
    await usePasskey(customer.browser, customer.device, started.page);
    expect((await register(wholeBody(), withConfirmation(started))).status).toBe(201);
  });
});

describe('a confirmation-token', () => {
  const refusal = async (tokenRef: string, body = wholeBody(), caller = account) => {
    const answer = await register(body, { 'confirmation-token': tokenRef }, caller);
    return [answer.status, codeOf(answer)];
  };

  test('that is malformed is a 400, that is unknown a 404', async () => {
    expect(await refusal('mlr_1')).toEqual([400, 'VAL001']);
    expect(await refusal(newId('mlr'))).toEqual([404, 'NOT001']);
  });

  test('of another account is a 403', async () => {
    const other = await client.createAccount();
    const own = await createHousehold(other);
    const { tokenRef } = await confirmProposal(customer, wide());
    expect(await refusal(tokenRef, consentBody(own.ir), other)).toEqual([403, 'AUTH003']);
  });

  test('is good for one record', async () => {
    const started = await confirmProposal(customer, wide());
    expect((await register(wholeBody(), withConfirmation(started))).status).toBe(201);
    expect(await refusal(started.tokenRef)).toEqual([409, 'CON001']);
  });

  test('that the customer has not confirmed, or has declined, is a 422', async () => {
    const fields = { method: 'passkey-assert', 'proposed-access': wide() };
    const started = await startOwn(customer, fields);
    expect(await refusal(started.tokenRef)).toEqual([422, 'VAL002']);
    await customer.browser.press('/passkey/decline', fieldsOf(started.page));
    expect(await refusal(started.tokenRef)).toEqual([422, 'VAL002']);
  });

  test('of a passkey that was made and not asked once more is a 422', async () => {
    const household = await createHousehold(account);
    const browser = new CustomerBrowser(origin);
    const device = new SoftwareAuthenticator({ origin });
    const fields = { method: 'passkey-register', 'proposed-access': proposedConsent() };
    const started = await startOwn(household, fields);
    await usePasskey(browser, device, started.page);
    expect(await refusal(started.tokenRef, consentBody(household.ir))).toEqual([422, 'VAL002']);
  });

  test('of another person is a 422', async () => {
    const other = await createHousehold(account);
    const { tokenRef } = await confirmProposal(customer, wide());
    expect(await refusal(tokenRef, consentBody(other.ir))).toEqual([422, 'VAL002']);
  });

  test('beside a reidentification-token is a 400', async () => {
    const { tokenRef } = await confirmProposal(customer, wide());
    const tokens = { 'confirmation-token': tokenRef, 'reidentification-token': tokenRef };
    const answer = await register(consentBody(), tokens);
    expect([answer.status, fieldsNamed(answer)]).toEqual([400, ['confirmation-token']]);
  });

  test('is no good an hour after its issue, when its proposal is forgotten as well', async () => {
    const later = await forwardRegister();
    const owner = await later.client.createAccount();
    const household = await enrolHousehold(owner, later.origin);
    const [used, unused] = [
      await confirmProposal(household, proposedConsent()),
      await confirmProposal(household, proposedConsent()),
    ];
    await later.clock.advance(HOUR_MS - 60_000);
    const body = consentBody(household.ir);
    expect((await register(body, withConfirmation(used), owner)).status).toBe(201);
    await later.clock.advance(120_000);
    const answer = await register(body, withConfirmation(unused), owner);
    expect([answer.status, codeOf(answer)]).toEqual([422, 'VAL002']);
  });

  test('whose proposed end has passed meanwhile opens nothing any more', async () => {
    const later = await forwardRegister();
    const owner = await later.client.createAccount();
    const household = await enrolHousehold(owner, later.origin);
    const { response } = (await owner.call<{ response: { timestamp: string } }>('GET', '/v1/self'))
      .body;
    const expiry = new Date(Date.parse(response.timestamp) + 10 * 60_000).toISOString();
    const token = withConfirmation(await confirmProposal(household, proposedConsent({ expiry })));
    await later.clock.advance(20 * 60_000);
    const longer = changed(consentBody(household.ir), ['access-event.expiry', null]);
    const refused = await register(longer, token, owner);
    expect([refused.status, fieldsNamed(refused)]).toEqual([409, ['access-event.expiry']]);
    const shown = changed(consentBody(household.ir), ['access-event.expiry', expiry]);
    const answer = await register(shown, token, owner);
    expect(answer.status, answer.text).toBe(201);
    expect(await stateOf(later.client, answer.body['access-token'].key)).toBe('EXPIRED');
  });

  test('that was refused for the body is still good for a body that was shown', async () => {
    const started = await confirmProposal(customer, proposedConsent());
    expect((await register(wholeBody(), withConfirmation(started))).status).toBe(409);
    const answer = await register(consentBody(customer.ir), withConfirmation(started));
    expect(answer.status).toBe(201);
  });
});

const CONTROLLERS = 'record-metadata.controller-arrangement.controllers';

describe('a body that goes beyond what the customer was shown is a 409 that names the field', () => {
  test.each<[string, Change[], string[]]>([
    ['another basis', [['processing.legal-basis', 'uk-explicit-consent'], ['access-event.consent.consent-type', 'explicit-consent']], ['processing.legal-basis']],
    ['another purpose', [['processing.purpose', 'To sell you things']], ['processing.purpose']],
    ['a purpose that only looks the same', [['processing.purpose', 'T\u043e recommend a tariff']], ['processing.purpose']],
    ['a purpose that is turned round', [['processing.purpose', '\u202eTo recommend a tariff']], ['processing.purpose']],
    ['a purpose with something unseen', [['processing.purpose', 'To recommend\u200b a tariff']], ['processing.purpose']],
    ['another controller', [[`${CONTROLLERS}[0].name`, 'Northwind Energy Ltd']], [CONTROLLERS]],
    ['a controller whose name only looks the same', [[`${CONTROLLERS}[0].name`, 'N\u043erthwind Energy']], [CONTROLLERS]],
    ['a controller whose name is turned round', [[`${CONTROLLERS}[0].name`, '\u202eNorthwind Energy']], [CONTROLLERS]],
    ['another version of the notice', [['notice.shared-notice.notice-version', '2026-02']], ['notice']],
    ['other terms', [['notice.shared-notice.terms-url', 'https://northwind.example/other']], ['notice']],
    ['a notice in another language', [['notice.shared-notice.notice-language', 'cy']], ['notice']],
    ['a further kind of data', [['processing.data-types', ['HH-CONSUMPTION', 'HH-EXPORT']]], ['processing.data-types[1]']],
    ['a later end', [['access-event.expiry', '2098-01-01T00:00:00.001Z']], ['access-event.expiry']],
    ['no end', [['access-event.expiry', null]], ['access-event.expiry']],
    ['a further recipient', [['processing.recipients', [{ name: 'Amperes', role: 'adviser' }]]], ['processing.recipients[0].name']],
    ['a recipient whose name only looks the same', [['processing.recipients', [{ name: 'Br\u0456ghtmeter', role: 'processor' }]]], ['processing.recipients[0].name']],
    ['a recipient whose name has something unseen', [['processing.recipients', [{ name: 'Bright\u2060meter', role: 'processor' }]]], ['processing.recipients[0].name']],
    ['several things at once', [['processing.purpose', 'x'], ['processing.data-types', ['HH-EXPORT']], ['access-event.expiry', null]], ['access-event.expiry', 'processing.data-types[0]', 'processing.purpose']],
  ])('%s', async (_what, changes, fields) => {
    const started = await confirmProposal(customer, wide());
    const answer = await register(wholeBody(...changes), withConfirmation(started));
    expect([answer.status, codeOf(answer)]).toEqual([409, 'CON001']);
    expect(fieldsNamed(answer)).toEqual(fields);
  }); // prettier-ignore

  test('also with a joint arrangement in which the roles are swapped', async () => {
    const named = (name: string, role: string) => ({
      name,
      role,
      'contact-url': 'https://northwind.example',
    });
    const arrangement = (lead: string, joint: string) => ({
      'arrangement-type': 'joint',
      'art26-reference': 'Arrangement of 1 May 2026',
      controllers: [named(lead, 'lead'), named(joint, 'joint')],
    });
    const { controllers } = arrangement('Northwind', 'Brightmeter');
    const started = await confirmProposal(customer, proposedConsent({ controllers }));
    const at = 'record-metadata.controller-arrangement';
    const swapped = changed(consentBody(customer.ir), [
      at,
      arrangement('Brightmeter', 'Northwind'),
    ]);
    const answer = await register(swapped, withConfirmation(started));
    expect([answer.status, fieldsNamed(answer)]).toEqual([409, [CONTROLLERS]]);
    const shown = changed(consentBody(customer.ir), [at, arrangement('Northwind', 'Brightmeter')]);
    expect((await register(shown, withConfirmation(started))).status).toBe(201);
  });

  test('also where a reidentification-token links the record', async () => {
    const asker = await client.createAccount();
    const fields = { method: 'passkey-assert', 'proposed-access': proposedConsent() };
    const started = await startAcross(asker, customer.mpxn, fields);
    await usePasskey(customer.browser, customer.device, started.page);
    const token = { 'reidentification-token': started.tokenRef };
    const more = changed(consentBody(), ['processing.data-types', ['HH-EXPORT']]);
    const refused = await register(more, token, asker);
    expect([refused.status, fieldsNamed(refused)]).toEqual([409, ['processing.data-types[0]']]);
    const answer = await register(consentBody(), token, asker);
    expect(answer.status).toBe(201);
    const verified = await verify(client, answer.body['access-token'].key);
    expect(verified['customer-confirmation']).toMatchObject({
      'proposal-digest': expect.stringMatching(/^[\w-]{43}$/) as string,
    });
  });
});

describe('a body within what the customer was shown is registered', () => {
  test.each<[string, Change[]]>([
    ['with less data', [['processing.data-types', ['TARIFF-IMPORT']]]],
    ['with an earlier end, in another zone', [['access-event.expiry', '2098-01-01T00:30:00+01:00']]],
    ['with fewer recipients', [['processing.recipients', undefined]]],
    ['with a recipient in another role', [['processing.recipients', [{ name: 'Ampe\u0300re ', role: 'processor' }]]]],
    ['with another way of contact', [[`${CONTROLLERS}[0].contact-url`, 'tel:+441234567']]],
    ['with a reference of its own', [['access-event.controller-reference', 'CRM-1']]],
    ['with white space about its purpose', [['processing.purpose', ' To recommend a tariff\n']]],
  ])('%s', async (_what, changes) => {
    const started = await confirmProposal(customer, wide());
    const answer = await register(wholeBody(...changes), withConfirmation(started));
    expect(answer.status, answer.text).toBe(201);
  }); // prettier-ignore
});
