import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { enrolHousehold, type EnrolledHousehold } from '../../harness/callers/enrolled-household';
import { randomMpxn, RETURN_URL } from '../../harness/callers/household';
import { usePasskey } from '../../harness/callers/passkey-page';
import {
  digestOf,
  proposedConsent,
  proposedContract,
  type ProposedAnswer,
} from '../../harness/callers/proposal';
import {
  REIDENTIFY,
  startOwn,
  statusOf,
  type InitiatingAnswer,
} from '../../harness/callers/reidentification';
import { expectInvalid } from './support/expect-error';

const { client, origin } = sharedRegister();
const MINUTE_MS = 60_000;

let account: ApiAccount;
let customer: EnrolledHousehold;

beforeAll(async () => {
  account = await client.createAccount({ 'redirect-urls': [RETURN_URL] });
  customer = await enrolHousehold(account, origin);
});

const pathOf = ({ ir }: { ir: string }) => `/v1/identity-records/${ir}/re-identify`;

function propose(proposal: unknown, fields: JsonObject = {}) {
  return account.call<InitiatingAnswer>('POST', pathOf(customer), {
    method: 'passkey-assert',
    'proposed-access': proposal,
    ...fields,
  });
}

const tokenOf = ({ passkey, 'magic-link': link }: InitiatingAnswer) =>
  passkey?.['token-ref'] ?? link?.['token-ref'] ?? '';

/** The digest that anybody may compute from an answer. */
function expectDigest(answer: ProposedAnswer, tokenRef: string, mpxn: string): void {
  const { 'proposed-access': proposal, 'proposal-digest': digest } = answer;
  const bound = { version: 1, 'token-ref': tokenRef, duid: account.duid, mpxn, proposal };
  expect(digest).toBe(digestOf(bound));
}

const everything = {
  'legal-basis': 'uk-legitimate-interests',
  purpose: '  To find  a cafe\u0301 \n',
  'data-types': ['TARIFF-IMPORT', 'HH-EXPORT', 'HH-CONSUMPTION'],
  expiry: '2098-07-01T13:00:00.1234+01:00',
  controllers: [
    {
      name: ' Northwind Holdings',
      role: 'lead',
      'contact-url': 'mailto:help@northwind.example',
      address: {
        addressLine1: '1 High Street ',
        addressLine2: null,
        townCity: 'Cardiff',
        county: '',
        postcode: 'CF10 1AA',
      },
      'privacy-rights-url': 'https://northwind.example/privacy',
      'lia-reference': 'LIA-7',
      'statutory-reference': null,
      'storage-conditions': { location: 'United Kingdom', 'retention-period': 'P2Y' },
    },
    { name: 'Northwind Energy', role: 'member', 'contact-url': 'tel:+441234567' },
  ],
  recipients: [
    { name: 'Brightmeter', role: 'processor', 'privacy-url': '' },
    { name: 'Brightmeter', role: 'adviser' },
    { name: 'Amperes', role: 'processor', 'privacy-url': 'https://amperes.example/p' },
  ],
  notice: null,
  'terms-url': 'https://northwind.example/terms',
};

const normalised = {
  'legal-basis': 'uk-legitimate-interests',
  purpose: 'To find  a caf\u00e9',
  'data-types': ['HH-CONSUMPTION', 'HH-EXPORT', 'TARIFF-IMPORT'],
  expiry: '2098-07-01T12:00:00.123Z',
  controllers: [
    {
      name: 'Northwind Holdings',
      role: 'lead',
      'contact-url': 'mailto:help@northwind.example',
      address: { addressLine1: '1 High Street', townCity: 'Cardiff', postcode: 'CF10 1AA' },
      'privacy-rights-url': 'https://northwind.example/privacy',
      'lia-reference': 'LIA-7',
      'storage-conditions': { location: 'United Kingdom', 'retention-period': 'P2Y' },
    },
    { name: 'Northwind Energy', role: 'member', 'contact-url': 'tel:+441234567' },
  ],
  recipients: [
    { name: 'Amperes', role: 'processor', 'privacy-url': 'https://amperes.example/p' },
    { name: 'Brightmeter', role: 'adviser' },
    { name: 'Brightmeter', role: 'processor' },
  ],
  'terms-url': 'https://northwind.example/terms',
};

describe('a proposal', () => {
  test('comes back in its normal form, with a digest that anybody can compute', async () => {
    const answer = await propose(everything);
    expect(answer.status).toBe(200);
    expect(answer.body['proposed-access']).toStrictEqual(normalised);
    expectDigest(answer.body, tokenOf(answer.body), customer.mpxn);
  });

  test('goes with a call by meter number too, and stands in the status of both', async () => {
    const fields = { method: 'passkey-assert', 'proposed-access': proposedConsent() };
    const across = await account.call<InitiatingAnswer>('POST', REIDENTIFY, {
      mpxn: customer.mpxn,
      ...fields,
    });
    const own = await propose(proposedConsent());
    for (const [answer, collection] of [
      [across, REIDENTIFY],
      [own, pathOf(customer)],
    ] as const) {
      const tokenRef = tokenOf(answer.body);
      expectDigest(answer.body, tokenRef, customer.mpxn);
      const status = await account.call<ProposedAnswer>('GET', `${collection}/${tokenRef}`);
      const { 'proposed-access': proposal, 'proposal-digest': digest } = status.body;
      expect(proposal).toStrictEqual(answer.body['proposed-access']);
      expect(digest).toBe(answer.body['proposal-digest']);
    }
  });

  test('has another digest each time that it is made', async () => {
    const [first, second] = [await propose(proposedConsent()), await propose(proposedConsent())];
    expect(first.body['proposed-access']).toStrictEqual(second.body['proposed-access']);
    expect(first.body['proposal-digest']).not.toBe(second.body['proposal-digest']);
  });

  test('goes with a new Identity Record whose passkey is made at once', async () => {
    const mpxn = randomMpxn();
    const body = {
      'pii-principal': { mpxn, 'move-in-date': '2024-03-01' },
      'expressed-by': 'data-subject',
      'initiate-passkey-registration': true,
      'proposed-access': proposedConsent(),
    };
    const answer = await account.call<
      ProposedAnswer & { 'passkey-registration-redirect': { 'token-ref': string } }
    >('POST', '/v1/identity-records', body);
    expect(answer.status).toBe(201);
    const { 'token-ref': tokenRef } = answer.body['passkey-registration-redirect'];
    expectDigest(answer.body, tokenRef, mpxn);
  });

  test('is refused where nothing is initiated', async () => {
    const answer = await account.call('POST', '/v1/identity-records', {
      'pii-principal': { mpxn: randomMpxn(), 'move-in-date': '2024-03-01' },
      'expressed-by': 'data-subject',
      'proposed-access': proposedConsent(),
    });
    expectInvalid(answer, ['proposed-access']);
  });

  test('is refused to a portal operator, which registers nothing', async () => {
    const portal = await client.createAccount({ role: 'portal' });
    const answer = await portal.call('POST', REIDENTIFY, {
      mpxn: customer.mpxn,
      method: 'passkey-assert',
      'proposed-access': proposedConsent(),
    });
    expectInvalid(answer, ['proposed-access']);
  });

  test('that was not made reads null', async () => {
    const answer = await propose(null);
    const { 'proposed-access': proposal, 'proposal-digest': digest } = answer.body;
    expect([proposal, digest]).toEqual([null, null]);
  });
});

const controller = (role: string, name = 'Northwind Energy') => ({
  name,
  role,
  'contact-url': 'https://northwind.example',
});
const notice = (name: string) => ({
  'controller-name': name,
  'terms-url': 'https://northwind.example/terms',
  'notice-version': '1',
});
const joint = [controller('lead'), controller('joint', 'Brightmeter')];

describe('a proposal is refused as the record would be', () => {
  test.each<[string, JsonObject, string]>([
    ['without a purpose', { purpose: '' }, 'purpose'],
    ['with a purpose of 501 characters', { purpose: 'x'.repeat(501) }, 'purpose'],
    ['with an unknown basis', { 'legal-basis': 'us-consent' }, 'legal-basis'],
    ['without data types', { 'data-types': [] }, 'data-types'],
    ['with a data type twice', { 'data-types': ['HH-EXPORT', 'HH-EXPORT'] }, 'data-types[1]'],
    ['without an expiry', { expiry: undefined }, 'expiry'],
    ['with an expiry that has passed', { expiry: '2020-01-01T00:00:00Z' }, 'expiry'],
    ['without controllers', { controllers: [] }, 'controllers'],
    ['with two sole controllers', { controllers: [controller('sole'), controller('sole')] }, 'controllers'],
    ['with a lead alone', { controllers: [controller('lead')] }, 'controllers'],
    ['with joint and member', { controllers: [...joint, controller('member')] }, 'controllers[1].role'],
    ['with a controller that has no way of contact', { controllers: [{ name: 'A', role: 'sole' }] }, 'controllers[0].contact-url'],
    ['with a controller whose name has 300 characters', { controllers: [controller('sole', 'N'.repeat(300))] }, 'controllers[0].name'],
    ['with a recipient whose name has 300 characters', { recipients: [{ name: 'N'.repeat(300), role: 'b' }] }, 'recipients[0].name'],
    ['with 51 recipients', { recipients: Array(51).fill({ name: 'A', role: 'b' }) }, 'recipients'],
    ['with a consent and no notice', { notice: null }, 'notice'],
    ['with a consent and a terms-url', { 'terms-url': 'https://northwind.example' }, 'terms-url'],
    ['with both forms of a notice', { notice: { 'shared-notice': { 'terms-url': 'https://a.example', 'notice-version': '1' }, notices: [notice('A'), notice('B')] } }, 'notice.notices'],
    ['with notices that leave out a controller', { controllers: joint, notice: { notices: [notice('Northwind Energy'), notice('Other')] } }, 'notice.notices'],
    ['with a basis of another kind and a notice', { 'legal-basis': 'uk-contract' }, 'notice'],
    ['with a field of the record that no proposal has', { 'data-source': 'smart meter' }, 'data-source'],
  ])('%s', async (_what, fields, field) => {
    const answer = await propose(proposedConsent(fields));
    expect(answer.status).toBe(400);
    expect(answer.errors.map((error) => error.field)).toContain(`proposed-access.${field}`);
  }); // prettier-ignore

  test('with more than 32 KiB', async () => {
    const many = Array.from({ length: 50 }, (_, at) =>
      controller(at === 0 ? 'lead' : 'joint', `${at}${'x'.repeat(250)}`),
    ).map((each) => ({ ...each, 'statutory-reference': 'y'.repeat(450) }));
    const answer = await propose(proposedContract({ controllers: many }));
    expectInvalid(answer, ['proposed-access']);
  });
});

describe('with a proposal', () => {
  const minutesLeft = ({ passkey }: InitiatingAnswer) =>
    Math.round((Date.parse(passkey?.['expires-at'] ?? '') - Date.now()) / MINUTE_MS);

  test('a passkey session lives fifteen minutes, and five without', async () => {
    expect(minutesLeft((await propose(proposedConsent())).body)).toBe(15);
    expect(minutesLeft((await propose(null)).body)).toBe(5);
  });

  const back = { 'passkey-return-url': RETURN_URL };
  test.each<[string, unknown, JsonObject, boolean]>([
    ['a consent with a return URL is bound', proposedConsent(), back, true],
    ['an explicit consent is bound', proposedConsent({ 'legal-basis': 'uk-explicit-consent' }), back, true],
    ['a consent is not bound where that was sent as false', proposedConsent(), { ...back, 'bind-return': false }, false],
    ['a consent without a return URL is not bound', proposedConsent(), {}, false],
    ['another basis is not bound', proposedContract(), back, false],
    ['another basis is bound where that was asked for', proposedContract(), { ...back, 'bind-return': true }, true],
    ['no proposal is not bound', null, back, false],
  ])('%s to the browser that comes back', async (_what, proposal, fields, isBound) => {
    const started = await startOwn(customer, {
      method: 'passkey-assert',
      'proposed-access': proposal,
      ...fields,
    });
    const done = await usePasskey(customer.browser, customer.device, started.page);
    expect(done.status).toBe(200);
    const location = done.body.location ?? '';
    expect(location.includes('dar-return-code=')).toBe(isBound);
    expect((await statusOf(started)).status).toBe(isBound ? 'pending' : 'confirmed');
  }); // prettier-ignore
});
