import { afterEach, describe, expect, test, vi } from 'vitest';
import { accessRecordSchema } from './schemas';

type Loose = Record<string, unknown>;

const controller = { name: 'Northwind', role: 'sole', 'contact-url': 'https://northwind.example' };
const lead = { ...controller, role: 'lead' };
const other = (role: string) => ({ ...controller, name: 'Southwind', role });
const notice = {
  'shared-notice': { 'terms-url': 'https://northwind.example/t', 'notice-version': '1' },
};

interface Parts {
  arrangement?: Loose;
  metadata?: Loose;
  notice?: unknown;
  processing?: Loose;
  event?: Loose;
  top?: Loose;
}

/** A body that passes, with the given parts changed. */
function body(parts: Parts = {}): Loose {
  return {
    'record-metadata': {
      'schema-version': '1.0',
      'controller-arrangement': {
        'arrangement-type': 'sole',
        controllers: [controller],
        ...parts.arrangement,
      },
      'identity-record-ref': 'ir_0123456789abcdef01234567',
      ...parts.metadata,
    },
    notice: 'notice' in parts ? parts.notice : notice,
    processing: {
      'legal-basis': 'uk-consent',
      purpose: 'Tariff advice',
      'data-types': ['HH-CONSUMPTION'],
      ...parts.processing,
    },
    'access-event': {
      state: 'ACTIVE',
      'registered-at': '2026-01-01T00:00:00Z',
      expiry: null,
      consent: { 'consent-type': 'expressed-consent' },
      ...parts.event,
    },
    ...parts.top,
  };
}

/** A body on a basis that needs no consent. */
const withoutConsent = (parts: Parts = {}) =>
  body({
    notice: null,
    ...parts,
    processing: { 'legal-basis': 'uk-public-task', ...parts.processing },
    event: { consent: null, ...parts.event },
  });

function faultsOf(value: unknown): string[] {
  const result = accessRecordSchema.safeParse(value);
  return (result.error?.issues ?? []).map(({ path }) => path.map(String).join('.')).sort();
}

afterEach(() => vi.useRealTimers());

const arrangement = 'record-metadata.controller-arrangement';

test('a record that keeps every rule passes', () => {
  expect(faultsOf(body())).toEqual([]);
  expect(faultsOf(withoutConsent())).toEqual([]);
});

describe('the arrangement', () => {
  const of = (type: string, controllers: unknown, reference: unknown = null) =>
    faultsOf(
      body({
        arrangement: { 'arrangement-type': type, controllers, 'art26-reference': reference },
      }),
    );

  test.each([
    ['sole', [controller], null],
    ['joint', [lead, other('joint')], 'A26/1'],
    ['joint', [other('joint'), lead, other('joint')], 'A26/1'],
    ['group', [lead, other('member')], null],
  ])('%s may be %j with reference %j', (type, controllers, reference) => {
    expect(of(type, controllers, reference)).toEqual([]);
  });

  test.each([
    ['a sole one with two controllers', 'sole', [controller, controller], null, ['controllers']],
    ['a sole one with a reference', 'sole', [controller], 'A26/1', ['art26-reference']],
    ['a sole one led', 'sole', [lead], null, ['controllers.0.role']],
    ['a joint one alone', 'joint', [lead], 'A26/1', ['controllers']],
    ['a joint one with two leads', 'joint', [lead, lead], 'A26/1', ['controllers']],
    [
      'a joint one without a lead',
      'joint',
      [other('joint'), other('joint')],
      'A26/1',
      ['controllers'],
    ],
    [
      'a joint one with a member',
      'joint',
      [lead, other('member')],
      'A26/1',
      ['controllers.1.role'],
    ],
    ['a joint one without a reference', 'joint', [lead, other('joint')], null, ['art26-reference']],
    ['a group without a member', 'group', [lead], null, ['controllers']],
    ['a group with two leads', 'group', [lead, lead], null, ['controllers']],
    ['a group with a joint one', 'group', [lead, other('joint')], null, ['controllers.1.role']],
    ['a group with a sole one', 'group', [lead, other('sole')], null, ['controllers.1.role']],
    ['a group with a reference', 'group', [lead, other('member')], 'A26/1', ['art26-reference']],
    ['no controller', 'sole', [], null, ['controllers']],
    ['a type nobody knows', 'shared', [controller], null, ['arrangement-type']],
    ['a type that every object has', 'constructor', [controller], null, ['arrangement-type']],
    [
      'a role nobody knows',
      'sole',
      [other('main')],
      null,
      ['controllers.0.role', 'controllers.0.role'],
    ],
  ])('%s is refused, at its place', (_what, type, controllers, reference, places) => {
    expect(of(type, controllers, reference)).toEqual(
      places.map((place) => `${arrangement}.${place}`),
    );
  });

  test.each([null, 'x', [null], [1, 'x'], { 0: lead }])(
    'controllers that are %j are refused and break nothing',
    (controllers) => {
      expect(of('joint', controllers, 'A26/1')).not.toEqual([]);
    },
  );
});

describe('the notice', () => {
  const named = (...names: string[]) => ({
    notices: names.map((name) => ({
      'controller-name': name,
      'terms-url': 'https://northwind.example/t',
      'notice-version': '1',
    })),
  });
  const joint = {
    'arrangement-type': 'joint',
    'art26-reference': 'A26/1',
    controllers: [lead, other('joint')],
  };

  test('may be one for each controller', () => {
    expect(faultsOf(body({ arrangement: joint, notice: named('Northwind', 'Southwind') }))).toEqual(
      [],
    );
  });

  test('may be shared by all', () => {
    expect(faultsOf(body({ arrangement: joint }))).toEqual([]);
  });

  test.each([
    ['in neither form', {}, ['notice.shared-notice']],
    ['in both forms', { ...notice, ...named('Northwind', 'Southwind') }, ['notice.notices']],
    ['for one controller only', named('Northwind'), ['notice.notices', 'notice.notices']],
    ['that leaves a controller out', named('Northwind', 'Westwind'), ['notice.notices']],
  ])('%s is refused', (_what, value, places) => {
    expect(faultsOf(body({ arrangement: joint, notice: value }))).toEqual(places);
  });
});

describe('the legal basis', () => {
  test.each(['uk-consent', 'uk-explicit-consent'])('%s needs a notice and the consent', (basis) => {
    const value = body({
      notice: null,
      processing: { 'legal-basis': basis },
      event: { consent: null },
    });
    expect(faultsOf(value)).toEqual(['access-event.consent', 'notice']);
  });

  test.each(['uk-legitimate-interests', 'uk-public-task', 'uk-legal-obligation', 'uk-contract'])(
    '%s needs both null',
    (basis) => {
      expect(faultsOf(body({ processing: { 'legal-basis': basis } }))).toEqual([
        'access-event.consent',
        'notice',
      ]);
      expect(faultsOf(withoutConsent({ processing: { 'legal-basis': basis } }))).toEqual([]);
    },
  );

  test('uk-explicit-consent needs an explicit one', () => {
    const of = (type: string) =>
      faultsOf(
        body({
          processing: { 'legal-basis': 'uk-explicit-consent' },
          event: { consent: { 'consent-type': type } },
        }),
      );
    expect(of('expressed-consent')).toEqual(['access-event.consent.consent-type']);
    expect(of('explicit-consent')).toEqual([]);
  });

  test('another basis is refused', () => {
    expect(
      faultsOf(withoutConsent({ processing: { 'legal-basis': 'uk-vital-interests' } })),
    ).toContain('processing.legal-basis');
  });
});

describe('the event', () => {
  const of = (event: Loose) => {
    vi.setSystemTime('2026-06-01T00:00:00Z');
    return faultsOf(body({ event }));
  };

  test.each([
    ['ACTIVE without an end', { state: 'ACTIVE', expiry: null }],
    ['ACTIVE with an end to come', { state: 'ACTIVE', expiry: '2027-01-01T00:00:00Z' }],
    ['EXPIRED in the past', { state: 'EXPIRED', expiry: '2026-05-31T23:59:59Z' }],
    ['EXPIRED this instant', { state: 'EXPIRED', expiry: '2026-06-01T00:00:00Z' }],
    ['REVOKED, whatever its end', { state: 'REVOKED', expiry: '2027-01-01T00:00:00Z' }],
    ['ended the moment it began', { state: 'EXPIRED', expiry: '2026-01-01T00:00:00Z' }],
    [
      'years old',
      { 'registered-at': '2019-01-01T00:00:00Z', state: 'EXPIRED', expiry: '2020-01-01T00:00:00Z' },
    ],
  ])('may be %s', (_what, event) => {
    expect(of(event)).toEqual([]);
  });

  test.each([
    ['DISCOVERED', { state: 'DISCOVERED' }, 'state'],
    ['of another state', { state: 'active' }, 'state'],
    ['EXPIRED with an end to come', { state: 'EXPIRED', expiry: '2026-06-01T00:00:01Z' }, 'expiry'],
    ['EXPIRED without an end', { state: 'EXPIRED', expiry: null }, 'expiry'],
    ['ended before it began', { expiry: '2025-12-31T23:59:59Z' }, 'expiry'],
    ['silent about its end', { expiry: undefined }, 'expiry'],
    ['with a time without an offset', { 'registered-at': '2026-01-01T00:00:00' }, 'registered-at'],
  ])('may not be %s', (_what, event, place) => {
    expect(of(event)).toEqual([`access-event.${place}`]);
  });
});

describe('the data types', () => {
  const of = (types: unknown) => faultsOf(body({ processing: { 'data-types': types } }));

  test('may be all of them, once', () => {
    expect(of(['HH-CONSUMPTION', 'HH-EXPORT', 'TARIFF-IMPORT'])).toEqual([]);
  });

  test.each([
    ['none', [], ['processing.data-types']],
    ['one twice', ['HH-EXPORT', 'TARIFF-IMPORT', 'HH-EXPORT'], ['processing.data-types.2']],
    ['an unknown one', ['GAS'], ['processing.data-types.0']],
    ['text', 'HH-EXPORT', ['processing.data-types']],
  ])('may not be %s', (_what, types, places) => {
    expect(of(types)).toEqual(places);
  });

  test('are judged in no time, however many are sent', () => {
    const many = Array.from({ length: 60_000 }, (_value, index) => index);
    const from = process.cpuUsage();
    expect(of(many).length).toBeGreaterThan(0);
    expect(process.cpuUsage(from).user).toBeLessThan(3_000_000);
  });
});

describe('the person', () => {
  const token = 'mlr_0123456789abcdef01234567';
  const place = 'record-metadata.identity-record-ref';
  const none = { 'identity-record-ref': null };

  test('is linked by a token instead of a reference', () => {
    expect(faultsOf(body({ metadata: none, top: { 'reidentification-token': token } }))).toEqual(
      [],
    );
  });

  test('is not linked by neither, nor by both', () => {
    expect(faultsOf(body({ metadata: none }))).toEqual([place]);
    expect(faultsOf(body({ top: { 'reidentification-token': token } }))).toEqual([place]);
  });

  test.each(['mlr_1', 'MLR_0123456789abcdef01234567', 'ir_0123456789abcdef01234567', ' '])(
    'is not linked by the malformed token %j',
    (malformed) => {
      expect(
        faultsOf(body({ metadata: none, top: { 'reidentification-token': malformed } })),
      ).toEqual(['reidentification-token']);
    },
  );
});

describe('fields', () => {
  test('that a GET returned are ignored', () => {
    const value = body({
      metadata: { 'record-identifier': 'ak_1', 'created-at': 'then' },
      processing: { jurisdiction: 'GB' },
      event: { 'revoked-at': '2026-01-01T00:00:00Z' },
      top: { duid: 'duid_1' },
    });
    const read = accessRecordSchema.parse(value);
    expect(read.duid).toBeUndefined();
    expect(read['record-metadata']['record-identifier']).toBeUndefined();
    expect(read.processing.jurisdiction).toBeUndefined();
    expect(read['access-event']['revoked-at']).toBeUndefined();
  });

  test.each([
    ['at the top', { top: { extra: 1 } }],
    ['in the metadata', { metadata: { extra: 1 } }],
    ['in the arrangement', { arrangement: { extra: 1 } }],
    ['in a controller', { arrangement: { controllers: [{ ...controller, extra: 1 }] } }],
    ['in the notice', { notice: { ...notice, extra: 1 } }],
    ['in the processing', { processing: { extra: 1 } }],
    ['in the event', { event: { extra: 1 } }],
  ])('that are unknown are refused %s', (_where, parts) => {
    expect(faultsOf(body(parts))).toHaveLength(1);
  });

  test.each([null, ''])('that are optional texts may be %j', (nothing) => {
    const empty = {
      address: null,
      'privacy-rights-url': nothing,
      'lia-reference': nothing,
      'statutory-reference': nothing,
      'storage-conditions': null,
    };
    const value = body({
      arrangement: {
        'art26-reference': nothing,
        controllers: [{ ...controller, ...empty }],
      },
      processing: { 'data-source': nothing, recipients: null },
      event: { 'controller-reference': nothing },
    });
    expect(faultsOf(value)).toEqual([]);
  });

  test('of every part are named at once, over several fields too', () => {
    const value = body({
      arrangement: { 'arrangement-type': 'joint' },
      metadata: { 'schema-version': '' },
      notice: null,
      processing: { purpose: 'x'.repeat(501), 'data-types': ['HH-EXPORT', 'HH-EXPORT'] },
      event: { expiry: '2020-01-01T00:00:00Z' },
    });
    expect(faultsOf(value)).toEqual(
      [
        'access-event.expiry',
        'notice',
        'processing.data-types.1',
        'processing.purpose',
        `${arrangement}.art26-reference`,
        `${arrangement}.controllers`,
        `${arrangement}.controllers.0.role`,
        'record-metadata.schema-version',
      ].sort(),
    );
  });
});

test.each([
  ['P2Y', true],
  ['P1Y6M', true],
  ['P30D', true],
  ['P4W', true],
  ['PT36H', true],
  ['P1DT12H', true],
  ['P', false],
  ['PT', false],
  ['P1DT', false],
  ['2Y', false],
  ['P1M1Y', false],
  ['P1W2D', false],
  ['P1.5Y', false],
  ['P-1Y', false],
  ['two years', false],
])('the retention period %s passes: %s', (period, passes) => {
  const storage = { location: 'United Kingdom', 'retention-period': period };
  const value = body({
    arrangement: { controllers: [{ ...controller, 'storage-conditions': storage }] },
  });
  expect(faultsOf(value).length === 0).toBe(passes);
});

test.each([null, undefined, [], 'text', 1, { processing: null, 'access-event': [] }])(
  'a body that is %j is refused and breaks nothing',
  (value) => {
    expect(faultsOf(value)).not.toEqual([]);
  },
);
