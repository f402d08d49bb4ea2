// Dates, numbers and lists come back through the driver of each database.
// @module-tag postgres
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { documentOf } from '../../harness/api-document';
import { changed, type Change } from '../../harness/callers/access-record-body';
import { calls } from '../../harness/contract-schemas';
import { createHousehold, randomMpxn, type Household } from '../../harness/callers/household';
import { fullAddress } from './support/identity-record-body';

// Every answer that these calls get is held against the contract's shapes by the client itself
// (harness/expect-contract.ts); what is said here is what must come back of what was sent.

const { client, origin } = sharedRegister();

let account: ApiAccount;
let household: Household;
/** An account has at most a hundred ACTIVE records at one meter point; a test here makes two. */
const TESTS_OF_HOUSEHOLD = 40;
let tests = 0;

beforeAll(async () => {
  account = await client.createAccount();
});

beforeEach(async () => {
  if (tests % TESTS_OF_HOUSEHOLD === 0) household = await createHousehold(account);
  tests += 1;
});

const notGiven = { absent: undefined, null: null, empty: '' } as const;
type NotGiven = keyof typeof notGiven;

const shortAddress = { addressLine1: '1 High Street', townCity: 'Cardiff', postcode: 'CF10 1AA' };

/** The optional members of an object: their values where they are given, and what reads null else. */
interface Optional {
  texts: JsonObject;
  others?: JsonObject;
  readNull?: readonly string[];
}

/** An object with all of its optional members, or with none, in each way of not giving them. */
function withOptional(
  required: JsonObject,
  optional: Optional,
  how: 'given' | NotGiven,
): JsonObject {
  const { texts, others = {} } = optional;
  if (how === 'given') return { ...required, ...texts, ...others };
  const none = (names: string[], value: unknown) =>
    Object.fromEntries(names.map((n) => [n, value]));
  return {
    ...required,
    ...none(Object.keys(texts), notGiven[how]),
    // The empty string stands for nothing only where a text is expected.
    ...none(Object.keys(others), how === 'empty' ? null : notGiven[how]),
  };
}

/** What such an object reads. */
function asRead(required: JsonObject, optional: Optional, how: 'given' | NotGiven): JsonObject {
  const { texts, others = {}, readNull = [] } = optional;
  if (how === 'given') return { ...required, ...texts, ...others };
  return { ...required, ...Object.fromEntries(readNull.map((name) => [name, null])) };
}

const addressParts: Optional = {
  texts: { addressLine2: 'Flat 2', county: 'Conwy' },
  readNull: ['addressLine2', 'county'],
};
const controllerParts: Optional = {
  texts: {
    'privacy-rights-url': 'https://northwind.example/privacy',
    'lia-reference': 'LIA-7',
    'statutory-reference': 'Electricity Act 1989, section 5',
  },
  others: {
    address: { ...shortAddress, addressLine2: null, county: null },
    'storage-conditions': { location: 'United Kingdom', 'retention-period': 'P2Y6M' },
  },
  readNull: ['lia-reference', 'statutory-reference', 'storage-conditions'],
};
const noticeParts: Optional = { texts: { 'notice-language': 'cy' } };
const recipientParts: Optional = {
  texts: { 'privacy-url': 'https://brightmeter.example/privacy' },
};
const processingParts: Optional = { texts: { 'data-source': 'smart meter' } };
const consentParts: Optional = { texts: { method: 'web form' } };
const eventParts: Optional = { texts: { 'controller-reference': 'CRM-4711' } };

type Shape = (required: JsonObject, optional: Optional) => JsonObject;

const arrangements = {
  sole: ['sole'],
  joint: ['lead', 'joint', 'joint'],
  group: ['lead', 'member'],
} as const;
type Arrangement = keyof typeof arrangements;

const consentBases = ['uk-consent', 'uk-explicit-consent'];
const bases = [
  ...consentBases,
  'uk-legitimate-interests',
  'uk-public-task',
  'uk-legal-obligation',
  'uk-contract',
];

interface Variant {
  arrangement: Arrangement;
  basis: string;
  how: 'given' | NotGiven;
}

const notice = { 'terms-url': 'https://northwind.example/terms', 'notice-version': '3' };

function noticeOf({ arrangement, basis, how }: Variant, shape: Shape, isAnswer: boolean) {
  if (!consentBases.includes(basis)) return isAnswer || how !== 'absent' ? null : undefined;
  const other = isAnswer || how === 'null' ? null : undefined;
  if (arrangement === 'sole') {
    return { 'shared-notice': shape(notice, noticeParts), notices: other };
  }
  const names = arrangements[arrangement].map((_role, index) => `Company ${index}`);
  return {
    'shared-notice': other,
    notices: names.map((name) => shape({ 'controller-name': name, ...notice }, noticeParts)),
  };
}

function consentOf({ basis, how }: Variant, shape: Shape, isAnswer: boolean) {
  if (!consentBases.includes(basis)) return isAnswer || how !== 'absent' ? null : undefined;
  return shape({ 'consent-type': 'explicit-consent' }, consentParts);
}

function arrangementOf({ arrangement, how }: Variant, shape: Shape, isAnswer: boolean) {
  const article26: JsonObject =
    arrangement === 'joint'
      ? { 'art26-reference': 'Arrangement of 1 May 2026' }
      : { 'art26-reference': isAnswer || how === 'given' ? null : notGiven[how] };
  return {
    'arrangement-type': arrangement,
    ...article26,
    controllers: arrangements[arrangement].map((role, index) =>
      shape(
        { name: `Company ${index}`, role, 'contact-url': 'https://northwind.example/contact' },
        controllerParts,
      ),
    ),
  };
}

/** The four sections of a variant: as it is sent, or as it is read. */
function sections(variant: Variant, isAnswer: boolean): JsonObject {
  const { basis, how } = variant;
  const shape: Shape = (required, optional) =>
    (isAnswer ? asRead : withOptional)(required, optional, how);
  const processing = {
    'legal-basis': basis,
    purpose: 'To recommend a tariff',
    'data-types': ['HH-CONSUMPTION', 'TARIFF-EXPORT'],
  };
  const recipients = [shape({ name: 'Brightmeter', role: 'processor' }, recipientParts)];
  return {
    'record-metadata': {
      'schema-version': '1.0',
      'controller-arrangement': arrangementOf(variant, shape, isAnswer),
      'identity-record-ref': household.ir,
    },
    notice: noticeOf(variant, shape, isAnswer),
    processing: { ...shape(processing, processingParts), recipients },
    'access-event': {
      ...shape(
        { state: 'ACTIVE', 'registered-at': '2026-01-15T09:30:00Z', expiry: null },
        eventParts,
      ),
      consent: consentOf(variant, shape, isAnswer),
    },
  };
}

async function register(body: JsonObject): Promise<string> {
  const answer = await account.call<{ 'access-token': { key: string } }>(
    'POST',
    '/v1/access-records',
    body,
  );
  expect(answer.status, answer.text).toBe(201);
  return answer.body['access-token'].key;
}

interface Verified {
  'access-record': JsonObject & {
    duid: string;
    'record-metadata': JsonObject & { 'record-identifier': string; 'created-at': string };
  };
}

async function verify(ak: string): Promise<Verified['access-record']> {
  const answer = await client.call<Verified>('GET', `/v1/access-records/${ak}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body['access-record'];
}

/** A record without what the register sets. */
function ownPart(record: Verified['access-record']): JsonObject {
  const {
    duid,
    'record-metadata': metadata,
    'customer-confirmation': confirmation,
    ...rest
  } = structuredClone(record);
  expect(duid).toBe(account.duid);
  expect(confirmation).toBeNull();
  Reflect.deleteProperty(metadata, 'record-identifier');
  Reflect.deleteProperty(metadata, 'created-at');
  Reflect.deleteProperty(rest.processing as JsonObject, 'jurisdiction');
  return { 'record-metadata': metadata, ...rest };
}

const variants: Variant[] = (Object.keys(arrangements) as Arrangement[]).flatMap((arrangement) =>
  bases.flatMap((basis) =>
    (['given', 'absent', 'null', 'empty'] as const).map((how) => ({ arrangement, basis, how })),
  ),
);

describe('an access record reads as it was sent, in the contract’s shape', () => {
  it.each(variants)('$arrangement, $basis, optional members $how', async (variant) => {
    const ak = await register(sections(variant, false));
    const record = await verify(ak);
    expect(record['record-metadata']['record-identifier']).toBe(ak);
    expect(ownPart(record)).toEqual(sections(variant, true));

    // What was read is changed and sent back, read-only members and all.
    const change: Change = ['processing.purpose', 'To show your use'];
    const put = await account.call('PUT', `/v1/access-records/${ak}`, changed(record, change));
    expect(put.status, put.text).toBe(200);
    const replaced = await verify(ak);
    expect(replaced).toEqual(changed(record, change));
    const again = await account.call('POST', '/v1/access-records', record);
    expect(again.status, again.text).toBe(201);
  });

  it('lists them all in the contract’s shape', async () => {
    const own = await account.call<{ records: JsonObject[] }>('GET', '/v1/records?limit=500');
    expect(own.status, own.text).toBe(200);
    expect(own.body.records.length).toBeGreaterThanOrEqual(variants.length);
    const there = await account.call('GET', `/v1/meter-points/${household.mpxn}/access-records`);
    expect(there.status, there.text).toBe(200);
    const admin = await client.admin.call('GET', `/v1/admin/records?q=${household.mpxn}&limit=500`);
    expect(admin.status, admin.text).toBe(200);
  });
});

describe('controllers[].address', () => {
  const plain: Variant = { arrangement: 'sole', basis: 'uk-contract', how: 'absent' };
  const PATH = 'record-metadata.controller-arrangement.controllers[0].address';
  const withAddress = (address: unknown) => changed(sections(plain, false), [PATH, address]);

  it.each(['given', 'absent', 'null', 'empty'] as const)(
    'is an address as an Identity Record has one, optional members %s',
    async (how) => {
      const record = await verify(
        await register(withAddress(withOptional(shortAddress, addressParts, how))),
      );
      expect(ownPart(record)).toEqual(
        changed(sections(plain, true), [PATH, asRead(shortAddress, addressParts, how)]),
      );
    },
  );

  it.each([
    ['a text', '1 High Street, Cardiff CF10 1AA', 'address'],
    ['one without a town', { addressLine1: 'x', postcode: 'CF10 1AA' }, 'address.townCity'],
    ['a postcode that is none', { ...shortAddress, postcode: 'none' }, 'address.postcode'],
    ['a line too long', { ...shortAddress, addressLine1: 'x'.repeat(101) }, 'address.addressLine1'],
    ['a field more', { ...shortAddress, country: 'GB' }, 'address.country'],
  ])('is not %s', async (_what, address, field) => {
    const answer = await account.call('POST', '/v1/access-records', withAddress(address));
    expect(answer.status).toBe(400);
    expect(answer.errors.map((error) => error.field)).toEqual([
      `record-metadata.controller-arrangement.controllers[0].${field}`,
    ]);
  });
});

describe('an Identity Record reads as it was sent, in the contract’s shape', () => {
  const evidenceParts: Optional = {
    texts: { reference: 'case 4711', submitted: 'a driving licence', 'verified-against': 'DVLA' },
    others: { detail: { score: 97, 'device-id': '12345678' } },
  };
  const evidence = {
    method: 'document check',
    'verified-at': '2026-01-15T10:30:00Z',
    outcome: 'verified',
  };

  async function create(body: JsonObject): Promise<JsonObject> {
    const created = await account.call<{ ir: string }>('POST', '/v1/identity-records', body);
    expect(created.status, created.text).toBe(201);
    const answer = await account.call<{ 'identity-record': JsonObject }>(
      'GET',
      `/v1/identity-records/${created.body.ir}`,
    );
    expect(answer.status, answer.text).toBe(200);
    return answer.body['identity-record'];
  }

  it.each(['given', 'absent', 'null', 'empty'] as const)('optional members %s', async (how) => {
    const mpxn = randomMpxn();
    const email = how === 'given' ? 'someone@example.com' : notGiven[how];
    const address = how === 'absent' ? undefined : withOptional(shortAddress, addressParts, how);
    const body = {
      'pii-principal': { mpxn, 'move-in-date': '2024-03-01', address },
      'expressed-by': 'authorised-representative',
      'principal-verification': withOptional(evidence, evidenceParts, how),
      email,
      state: how === 'given' ? undefined : notGiven[how],
      'passkey-return-url': how === 'given' ? undefined : notGiven[how],
    };
    const record = await create(body);
    expect(record).toMatchObject({
      'pii-principal': {
        mpxn,
        ...(address ? { address: asRead(shortAddress, addressParts, how) } : {}),
      },
      'expressed-by': 'authorised-representative',
      'has-email': how === 'given',
    });
    expect(record['principal-verification']).toEqual(asRead(evidence, evidenceParts, how));

    const again = await create(record);
    const { ir: _ir, 'created-at': _at, 'has-email': _email, ...kept } = record;
    expect(again).toMatchObject(kept);
  });

  it.each([undefined, null])('no verification: %s', async (verification) => {
    const body = {
      'pii-principal': { mpxn: randomMpxn(), 'move-in-date': '2024-03-01' },
      'expressed-by': 'data-subject',
      'principal-verification': verification,
    };
    expect((await create(body))['principal-verification']).toBeNull();
  });

  it('anonymised, it has nothing of the person', async () => {
    const record = await create({
      'pii-principal': { mpxn: randomMpxn(), 'move-in-date': '2024-03-01', address: fullAddress },
      'expressed-by': 'data-subject',
      'principal-verification': evidence,
      email: 'someone@example.com',
    });
    const ir = String(record.ir);
    await account.call('DELETE', `/v1/identity-records/${ir}`);
    const { body } = await account.call('GET', `/v1/identity-records/${ir}`);
    expect(body['identity-record']).toEqual({
      ir,
      'created-at': record['created-at'],
      'pii-principal': null,
      'expressed-by': null,
      'principal-verification': null,
      'has-email': false,
      credentials: [],
      'anonymised-at': expect.any(String) as string,
    });
  });
});

describe('required texts', () => {
  const plain: Variant = { arrangement: 'sole', basis: 'uk-contract', how: 'absent' };

  it.each([
    'record-metadata.schema-version',
    'record-metadata.controller-arrangement.controllers[0].name',
    'processing.purpose',
    'access-event.registered-at',
    'access-event.expiry',
  ])('%s is not empty', async (field) => {
    const body = changed(sections(plain, false), [field, '']);
    const answer = await account.call('POST', '/v1/access-records', body);
    expect(answer.status).toBe(400);
    expect(answer.errors.map((error) => error.field)).toEqual([field]);
  });
});

it('every path of the API has its shapes written down by hand', async () => {
  const document = await documentOf(origin);
  const generic = (path: string) => `/v1${path}`.replace(/\{[^}]+\}/g, '{}');
  const known = new Set(
    calls.flatMap(({ path, answers }) => Object.keys(answers).map((method) => `${method} ${path}`)),
  );
  const missing = Object.entries(document.content.paths)
    .flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${generic(path)}`),
    )
    .filter((call) => !known.has(call));
  expect(missing.sort()).toEqual(['GET /v1/auth/token', 'GET /v1/openapi.json']);
});
