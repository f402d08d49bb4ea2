import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import {
  changed,
  consentBody,
  contractBody,
  groupBody,
  jointBody,
  type Change,
} from '../../harness/callers/access-record-body';
import { expectError } from './support/expect-error';
import { createHousehold } from '../../harness/callers/household';
import { registerAccess, replace } from '../../harness/callers/registered-access';

const { client } = sharedRegister();

let account: ApiAccount;
let ir: string;

beforeAll(async () => {
  account = await client.createAccount();
  ({ ir } = await createHousehold(account));
});

type Row = [name: string, changes: Change[], fields: string[]];
const long = (length: number) => 'x'.repeat(length);
const soon = '2099-01-01T00:00:00Z';

const METADATA = 'record-metadata';
const ARRANGEMENT = `${METADATA}.controller-arrangement`;
const FIRST = `${ARRANGEMENT}.controllers[0]`;
const SHARED = 'notice.shared-notice';
const EVENT = 'access-event';

/** One change that breaks a field → that field, named alone. */
const one = (field: string, value: unknown, named = field): Row => [
  `${field} ${value === undefined ? 'absent' : JSON.stringify(value).slice(0, 40)}`,
  [[field, value]],
  [named],
];

/** Fields of a body on consent with one controller. */
const fields: Row[] = [
  ...['', '  ', undefined, null, 5, long(51)].map((value) =>
    one(`${METADATA}.schema-version`, value),
  ),
  ...['SOLE', '', undefined].map((value) => one(`${ARRANGEMENT}.arrangement-type`, value)),
  one(ARRANGEMENT, undefined),
  one(`${ARRANGEMENT}.controllers`, []),
  one(`${ARRANGEMENT}.controllers`, {}),
  ...['', undefined, long(256)].map((value) => one(`${FIRST}.name`, value)),
  one(`${FIRST}.role`, 'owner'),
  ...[
    undefined,
    'ftp://northwind.example',
    '//northwind.example',
    'northwind.example',
    'javascript:alert(1)',
    'mailto:a',
  ].map((value) => one(`${FIRST}.contact-url`, value)),
  one(`${FIRST}.privacy-rights-url`, 'file:///etc/passwd'),
  one(`${FIRST}.lia-reference`, long(256)),
  one(`${FIRST}.statutory-reference`, long(501)),
  one(
    `${FIRST}.storage-conditions`,
    { location: 'UK', 'retention-period': '2 years' },
    `${FIRST}.storage-conditions.retention-period`,
  ),
  one(
    `${FIRST}.storage-conditions`,
    { location: 'UK', 'retention-period': 'P' },
    `${FIRST}.storage-conditions.retention-period`,
  ),
  one(
    `${FIRST}.storage-conditions`,
    { 'retention-period': 'P1Y' },
    `${FIRST}.storage-conditions.location`,
  ),
  one(`${FIRST}.nickname`, 'x'),
  one(`${METADATA}.identity-record-ref`, 'ir_1'),
  one(`${METADATA}.extra`, true),
  one(`${SHARED}.terms-url`, 'terms'),
  one(`${SHARED}.terms-url`, undefined),
  one(`${SHARED}.notice-version`, long(51)),
  one(`${SHARED}.notice-version`, ''),
  one(`${SHARED}.pages`, 3),
  one('processing.legal-basis', 'consent'),
  one('processing.legal-basis', undefined),
  ...['', undefined, long(501)].map((value) => one('processing.purpose', value)),
  one('processing.data-types', []),
  one('processing.data-types', undefined),
  one('processing.data-types', ['HH-CONSUMPTION', 'WEEKLY'], 'processing.data-types[1]'),
  one('processing.data-types', ['HH-EXPORT', 'HH-EXPORT'], 'processing.data-types[1]'),
  one('processing.data-source', long(256)),
  one('processing.recipients', [{ role: 'processor' }], 'processing.recipients[0].name'),
  one('processing.recipients', [{ name: 'A', role: long(101) }], 'processing.recipients[0].role'),
  one(
    'processing.recipients',
    [{ name: 'A', role: 'B', 'privacy-url': 'x' }],
    'processing.recipients[0].privacy-url',
  ),
  one('processing.basis', 'x'),
  one(`${EVENT}.state`, 'DISCOVERED'),
  one(`${EVENT}.state`, 'active'),
  one(`${EVENT}.state`, undefined),
  ...[
    '2026-01-15',
    '2026-01-15T09:30:00',
    '2026-01-15T09:30:00+0000',
    '2026-02-30T00:00:00Z',
    '2026-01-15T24:00:00Z',
    undefined,
  ].map((value) => one(`${EVENT}.registered-at`, value)),
  one(`${EVENT}.expiry`, undefined),
  one(`${EVENT}.expiry`, '2099-13-01T00:00:00Z'),
  one(`${EVENT}.controller-reference`, long(256)),
  one(`${EVENT}.consent.consent-type`, 'implied'),
  one(`${EVENT}.consent.method`, long(101)),
  one(`${EVENT}.note`, 'x'),
  one('processing', undefined),
  one('reidentification-token', 'mlr_1', 'reidentification-token'),
  one('extra', 1),
];

async function expectNamed(body: object, expected: string[]): Promise<void> {
  const answer = await account.call('POST', '/v1/access-records', body);
  expect(answer.status, answer.text).toBe(400);
  const named = new Set(answer.errors.map(({ field }) => field));
  expect([...named].sort()).toEqual([...expected].sort());
  for (const error of answer.errors) {
    expect(error['error-code']).toBe('VAL001');
    expect(error.message.startsWith(error.field ?? '?')).toBe(true);
  }
}

describe('a broken field is a 400 that names it and nothing else:', () => {
  test.each(fields)('%s', async (_name, changes, expected) => {
    // A token is given in place of the reference, not beside it.
    const withToken = changes.some(([path]) => path === 'reidentification-token');
    await expectNamed(changed(consentBody(withToken ? null : ir), ...changes), expected);
  });

  test('a missing access-event is named itself', async () => {
    const answer = await account.call(
      'POST',
      '/v1/access-records',
      changed(contractBody(ir), [EVENT, undefined]),
    );
    expect(answer.errors.map(({ field }) => field)).toContain(EVENT);
  });

  test('all that is broken is named at once', async () => {
    const body = changed(
      consentBody(ir),
      [`${METADATA}.schema-version`, ''],
      [`${FIRST}.contact-url`, 'x'],
      [`${SHARED}.notice-version`, undefined],
      ['processing.purpose', undefined],
      ['processing.data-types', ['HH-EXPORT', 'X', 'HH-EXPORT']],
      [`${EVENT}.registered-at`, 'yesterday'],
      [`${EVENT}.consent.consent-type`, 'implied'],
      ['surprise', true],
    );
    await expectNamed(body, [
      `${METADATA}.schema-version`,
      `${FIRST}.contact-url`,
      `${SHARED}.notice-version`,
      'processing.purpose',
      'processing.data-types[1]',
      'processing.data-types[2]',
      `${EVENT}.registered-at`,
      `${EVENT}.consent.consent-type`,
      'surprise',
    ]);
  });
});

describe('arrangements:', () => {
  const role = (index: number, value: string): Change => [
    `${ARRANGEMENT}.controllers[${index}].role`,
    value,
  ];
  const second = { name: 'B', role: 'sole', 'contact-url': 'https://b.example' };

  test('sole has one controller', async () => {
    const { controllers } = (
      consentBody(ir)[METADATA] as { 'controller-arrangement': { controllers: object[] } }
    )['controller-arrangement'];
    const body = changed(consentBody(ir), [`${ARRANGEMENT}.controllers`, [...controllers, second]]);
    await expectNamed(body, [`${ARRANGEMENT}.controllers`]);
  });

  test.each(['lead', 'joint', 'member'])('sole has no role %s', async (wrong) => {
    await expectNamed(changed(consentBody(ir), role(0, wrong)), [`${FIRST}.role`]);
  });

  test('sole and group have no art26-reference', async () => {
    const reference: Change = [`${ARRANGEMENT}.art26-reference`, 'x'];
    await expectNamed(changed(consentBody(ir), reference), [reference[0]]);
    await expectNamed(changed(groupBody(ir), reference), [reference[0]]);
  });

  test.each([undefined, null, '', long(501)])(
    'joint needs an art26-reference: %s',
    async (value) => {
      const field = `${ARRANGEMENT}.art26-reference`;
      await expectNamed(changed(jointBody(ir), [field, value]), [field]);
    },
  );

  test.each([
    ['joint', () => jointBody(ir), 'joint'],
    ['group', () => groupBody(ir), 'member'],
  ])('%s has exactly one lead', async (_type, make, others) => {
    await expectNamed(changed(make(), role(0, others)), [`${ARRANGEMENT}.controllers`]);
    await expectNamed(changed(make(), role(1, 'lead')), [`${ARRANGEMENT}.controllers`]);
  });

  test('joint has no members, group no joint', async () => {
    const named = [`${ARRANGEMENT}.controllers[1].role`];
    await expectNamed(changed(jointBody(ir), role(1, 'member')), named);
    await expectNamed(changed(groupBody(ir), role(1, 'joint')), named);
  });

  test('a group without a member is refused', async () => {
    const lead = { name: 'A', role: 'lead', 'contact-url': 'https://a.example' };
    const body = changed(groupBody(ir), [`${ARRANGEMENT}.controllers`, [lead]]);
    await expectNamed(body, [`${ARRANGEMENT}.controllers`]);
  });
});

describe('legal bases:', () => {
  const others = [
    'uk-legitimate-interests',
    'uk-public-task',
    'uk-legal-obligation',
    'uk-contract',
  ];

  test.each(['uk-consent', 'uk-explicit-consent'])(
    '%s needs a notice and a consent',
    async (basis) => {
      const body = changed(contractBody(ir), ['processing.legal-basis', basis]);
      await expectNamed(body, ['notice', `${EVENT}.consent`]);
    },
  );

  test.each(others)('%s has neither notice nor consent', async (basis) => {
    const body = changed(consentBody(ir), ['processing.legal-basis', basis]);
    await expectNamed(body, ['notice', `${EVENT}.consent`]);
  });

  test('explicit consent is explicit', async () => {
    const body = changed(consentBody(ir), ['processing.legal-basis', 'uk-explicit-consent']);
    await expectNamed(body, [`${EVENT}.consent.consent-type`]);
  });

  test('a notice has one of its two forms', async () => {
    await expectNamed(changed(consentBody(ir), ['notice', {}]), [SHARED]);
    const { notice } = consentBody(ir) as { notice: { 'shared-notice': object } };
    const both = changed(jointBody(ir), [SHARED, notice['shared-notice']]);
    await expectNamed(both, ['notice.notices']);
  });

  test('several notices are two at least and name every controller', async () => {
    const { notice } = jointBody(ir) as { notice: { notices: { 'controller-name': string }[] } };
    const [first, second] = notice.notices;
    await expectNamed(changed(jointBody(ir), ['notice.notices', [first]]), ['notice.notices']);
    const renamed = [first, { ...second, 'controller-name': 'Somebody' }];
    await expectNamed(changed(jointBody(ir), ['notice.notices', renamed]), ['notice.notices']);
  });
});

describe('times and states:', () => {
  test('an end before the start is refused', async () => {
    const body = changed(consentBody(ir), [`${EVENT}.expiry`, '2026-01-15T09:29:59Z']);
    await expectNamed(body, [`${EVENT}.expiry`]);
  });

  test.each([soon, null])('EXPIRED with the end %s is refused', async (expiry) => {
    const body = changed(
      consentBody(ir),
      [`${EVENT}.state`, 'EXPIRED'],
      [`${EVENT}.expiry`, expiry],
    );
    await expectNamed(body, [`${EVENT}.expiry`]);
  });
});

describe('the link:', () => {
  const REFERENCE = `${METADATA}.identity-record-ref`;

  test('neither reference nor token is refused', async () => {
    await expectNamed(consentBody(null), [REFERENCE]);
    await expectNamed(changed(consentBody(null), [REFERENCE, undefined]), [REFERENCE]);
  });

  test('both are refused', async () => {
    const token = { 'reidentification-token': 'mlr_000000000000000000000000' };
    await expectNamed({ ...consentBody(ir), ...token }, [REFERENCE]);
  });
});

describe('how much a record may hold:', () => {
  const member = (n: number) => ({
    name: `M${n}`,
    role: 'member',
    'contact-url': 'https://m.example',
  });
  const members = (count: number) => [
    { name: 'Lead', role: 'lead', 'contact-url': 'https://lead.example' },
    ...Array.from({ length: count - 1 }, (_, n) => member(n)),
  ];
  const recipients = (count: number, url = '') =>
    Array.from({ length: count }, (_, n) => ({
      name: `R${n}`,
      role: 'processor',
      'privacy-url': `https://r.example/${url}`,
    }));
  const notices = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      'controller-name': n === 0 ? 'Northwind Energy' : `N${n}`,
      'terms-url': 'https://n.example/terms',
      'notice-version': '1',
    }));
  const several = (count: number) =>
    changed(consentBody(ir), ['notice', { notices: notices(count) }]);

  test('fifty controllers, recipients and notices are taken, one more is refused', async () => {
    const CONTROLLERS = `${ARRANGEMENT}.controllers`;
    const taken = [
      changed(groupBody(ir), [CONTROLLERS, members(50)]),
      changed(consentBody(ir), ['processing.recipients', recipients(50)]),
      several(50),
    ];
    for (const body of taken) {
      const answer = await account.call('POST', '/v1/access-records', body);
      expect(answer.status, answer.text).toBe(201);
    }
    await expectNamed(changed(groupBody(ir), [CONTROLLERS, members(51)]), [CONTROLLERS]);
    const RECIPIENTS = 'processing.recipients';
    await expectNamed(changed(consentBody(ir), [RECIPIENTS, recipients(51)]), [RECIPIENTS]);
    await expectNamed(several(51), ['notice.notices']);
  });

  test('is refused over 32 KiB, however it is spread', async () => {
    const most = 32 * 1024;
    const bytesOf = (body: object) => Buffer.byteLength(JSON.stringify(body));
    const filledTo = (bytes: number) => {
      const start = changed(consentBody(ir), ['processing.recipients', recipients(40)]);
      const each = Math.floor((bytes - bytesOf(start)) / 40);
      const body = changed(start, ['processing.recipients', recipients(40, long(each))]);
      const rest = long(bytes - bytesOf(body));
      const purpose = (start.processing as { purpose: string }).purpose + rest;
      return changed(body, ['processing.purpose', purpose]);
    };
    const ak = await registerAccess(account, filledTo(most));
    const larger = filledTo(most + 1);
    expect([bytesOf(filledTo(most)), bytesOf(larger)]).toEqual([most, most + 1]);
    expectError(await account.call('POST', '/v1/access-records', larger), 400, 'VAL001');
    expectError(await replace(account, ak, larger), 400, 'VAL001');
  });
});

describe('a start that is yet to come', () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  test('is refused when it starts more than a year ahead', async () => {
    const field = `${EVENT}.registered-at`;
    for (const start of [inDays(367), '9999-01-01T00:00:00Z']) {
      await expectNamed(changed(consentBody(ir), [field, start]), [field]);
    }
    await registerAccess(account, changed(consentBody(ir), [field, inDays(364)]));
  });
});
