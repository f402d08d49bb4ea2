import fc from 'fast-check';
import type { JsonObject } from '../../../harness/api-client';

const BASES = {
  consent: ['uk-consent', 'uk-explicit-consent'],
  other: ['uk-legitimate-interests', 'uk-public-task', 'uk-legal-obligation', 'uk-contract'],
};
const DATA_TYPES = [
  'HH-CONSUMPTION',
  'HH-EXPORT',
  'MTH-CONSUMPTION',
  'MTH-EXPORT',
  'ANNUAL-CONSUMPTION',
  'ANNUAL-EXPORT',
  'TARIFF-IMPORT',
  'TARIFF-EXPORT',
];
const DAY_MS = 86_400_000;

/** Any characters that a text may hold, not all of them spaces. */
const text = (max: number) =>
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: Math.min(max, 40) })
    .map((value) => value.slice(0, max))
    .filter((value) => /\S/.test(value) && !value.includes('\0') && value.isWellFormed());

const webUrl = fc.webUrl({ validSchemes: ['https', 'http'], withQueryParameters: true });

const duration = fc.constantFrom('P1Y', 'P2Y6M', 'P90D', 'P4W', 'PT12H', 'P1Y2M3DT4H5M6S');

/** A time as it may be written: with and without parts of a second. */
const time = (min: Date, max: Date) =>
  fc
    .date({ min, max, noInvalidDate: true })
    .chain((date) =>
      fc.constantFrom(
        date.toISOString(),
        date.toISOString().replace(/\.\d+Z$/, 'Z'),
        date.toISOString().replace('Z', '123456Z'),
      ),
    );

/** Members that are there, absent or null. */
function withOptional(
  required: Record<string, fc.Arbitrary<unknown>>,
  optional: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<JsonObject> {
  const orNull = Object.fromEntries(
    Object.entries(optional).map(([name, value]) => [name, fc.option(value, { nil: null })]),
  );
  return fc.record({ ...required, ...orNull }, { requiredKeys: Object.keys(required) });
}

/** A postal address, with and without what is optional. */
const address = () =>
  withOptional(
    {
      addressLine1: text(100),
      townCity: text(100),
      postcode: fc.constantFrom('CF10 1AA', 'M11AE'),
    },
    { addressLine2: text(100), county: text(100) },
  );

const controller = (role: string) =>
  withOptional(
    { name: text(255), role: fc.constant(role), 'contact-url': webUrl },
    {
      address: address(),
      'privacy-rights-url': webUrl,
      'lia-reference': text(255),
      'statutory-reference': text(500),
      'storage-conditions': fc.record({ location: text(255), 'retention-period': duration }),
    },
  );

const arrangement = fc.constantFrom('sole', 'joint', 'group').chain((type) => {
  const others = type === 'joint' ? 'joint' : 'member';
  return withOptional(
    {
      'arrangement-type': fc.constant(type),
      ...(type === 'joint' ? { 'art26-reference': text(500) } : {}),
      controllers:
        type === 'sole'
          ? fc.tuple(controller('sole'))
          : fc
              .tuple(
                controller('lead'),
                fc.array(controller(others), { minLength: 1, maxLength: 3 }),
              )
              .map(([lead, rest]) => [lead, ...rest]),
    },
    {},
  );
});

const noticeOf = (required: Record<string, fc.Arbitrary<unknown>>) =>
  withOptional(
    { ...required, 'terms-url': webUrl, 'notice-version': text(50) },
    { 'notice-language': fc.constantFrom('en', 'cy', 'en-GB') },
  );

/** One notice for all, or one for each controller by name (and never fewer than two). */
function noticeFor(names: string[]): fc.Arbitrary<JsonObject> {
  const shared = fc.record({ 'shared-notice': noticeOf({}) });
  const each = [...names, ...(names.length < 2 ? ['Somebody else'] : [])].map((name) =>
    noticeOf({ 'controller-name': fc.constant(name) }),
  );
  return fc.oneof(shared, fc.record({ notices: fc.tuple(...each) }));
}

const processing = (bases: string[]) =>
  withOptional(
    {
      'legal-basis': fc.constantFrom(...bases),
      purpose: text(500),
      'data-types': fc.subarray(DATA_TYPES, { minLength: 1 }),
    },
    {
      'data-source': text(255),
      recipients: fc.array(
        withOptional({ name: text(255), role: text(100) }, { 'privacy-url': webUrl }),
        { maxLength: 2 },
      ),
    },
  );

/** State, start and end that go together; nothing ends within a day of now. */
const period = fc
  .record({ state: fc.constantFrom('ACTIVE', 'EXPIRED', 'REVOKED'), isOver: fc.boolean() })
  .chain(({ state, isOver }) => {
    const now = Date.now();
    const past = new Date(now - DAY_MS);
    const start = new Date('1999-01-01T00:00:00Z');
    const middle = new Date('2010-01-01T00:00:00Z');
    const ended = time(middle, past);
    const running = fc.oneof(
      fc.constant(null),
      time(new Date(now + DAY_MS), new Date('2199-01-01T00:00:00Z')),
    );
    return fc.record({
      state: fc.constant(state),
      'registered-at': time(start, middle),
      expiry: state === 'EXPIRED' || isOver ? ended : running,
    });
  });

const consentOf = (legalBasis: unknown) =>
  withOptional(
    {
      'consent-type':
        legalBasis === 'uk-explicit-consent'
          ? fc.constant('explicit-consent')
          : fc.constantFrom('expressed-consent', 'explicit-consent'),
    },
    { method: text(100) },
  );

/** A body that keeps every rule of docs/api/access-records.md#rules-of-a-record, linked to `ir`. */
export function validBody(ir: string): fc.Arbitrary<JsonObject> {
  const parts = fc.boolean().chain((isConsent) =>
    fc.record({
      isConsent: fc.constant(isConsent),
      version: text(50),
      arrangement,
      processing: processing(isConsent ? BASES.consent : BASES.other),
      period,
      reference: fc.option(text(255), { nil: null }),
    }),
  );
  return parts.chain(({ isConsent, version, arrangement: parties, reference, ...rest }) => {
    const names = (parties.controllers as { name: string }[]).map(({ name }) => name);
    return fc.record({
      'record-metadata': fc.constant({
        'schema-version': version,
        'controller-arrangement': parties,
        'identity-record-ref': ir,
      }),
      notice: isConsent ? noticeFor(names) : fc.constant(null),
      processing: fc.constant(rest.processing),
      'access-event': fc.record({
        ...Object.fromEntries(
          Object.entries(rest.period).map(([name, value]) => [name, fc.constant(value)]),
        ),
        'controller-reference': fc.constant(reference),
        consent: isConsent ? consentOf(rest.processing['legal-basis']) : fc.constant(null),
      }),
    });
  });
}
