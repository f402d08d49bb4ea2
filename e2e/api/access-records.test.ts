import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import {
  changed,
  consentBody,
  contractBody,
  groupBody,
  jointBody,
} from '../../harness/callers/access-record-body';
import { createHousehold, type Household } from '../../harness/callers/household';

const { client } = sharedRegister();
const PATH = '/v1/access-records';

interface CreatedAnswer {
  'access-token': { key: string; expiry: string | null };
}

interface AccessRecord {
  duid: string;
  'record-metadata': {
    'record-identifier': string;
    'created-at': string;
    'identity-record-ref': string | null;
  };
  processing: { jurisdiction: string };
  'access-event': { state: string; 'revoked-at'?: string };
}

let account: ApiAccount;
let household: Household;

beforeAll(async () => {
  account = await client.createAccount();
  household = await createHousehold(account);
});

async function register(body: object): Promise<string> {
  const answer = await account.call<CreatedAnswer>('POST', PATH, body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body['access-token'].key;
}

/** What anyone who holds the key reads, without any credential. */
async function verify(ak: string): Promise<AccessRecord> {
  const answer = await client.call<{ 'access-record': AccessRecord }>('GET', `${PATH}/${ak}`);
  expect(answer.status).toBe(200);
  return answer.body['access-record'];
}

describe('registering', () => {
  test('answers the key, its end and where it can be verified', async () => {
    const body = changed(consentBody(household.ir), [
      'access-event.expiry',
      '2099-01-01T00:00:00Z',
    ]);
    const answer = await account.call<CreatedAnswer>('POST', PATH, body);
    expect(answer.status).toBe(201);
    const { key } = answer.body['access-token'];
    expect(answer.body['access-token']).toEqual({
      key: expect.stringMatching(/^ak_[0-9a-f]{24}$/) as string,
      expiry: '2099-01-01T00:00:00Z',
    });
    expect(answer.headers.location).toBe(`${PATH}/${key}`);
  });

  const bodies: [string, (ir: string) => object][] = [
    ['consent', (ir) => consentBody(ir)],
    [
      'explicit consent',
      (ir) =>
        changed(
          consentBody(ir),
          ['processing.legal-basis', 'uk-explicit-consent'],
          ['access-event.consent', { 'consent-type': 'explicit-consent', method: 'web form' }],
        ),
    ],
    [
      'consent that was given explicitly',
      (ir) => changed(consentBody(ir), ['access-event.consent.consent-type', 'explicit-consent']),
    ],
    ['legitimate interests', (ir) => contractBody(ir, 'uk-legitimate-interests')],
    ['a public task', (ir) => contractBody(ir, 'uk-public-task')],
    ['a legal obligation', (ir) => contractBody(ir, 'uk-legal-obligation')],
    ['a contract', (ir) => contractBody(ir)],
    ['a joint arrangement with two notices', (ir) => jointBody(ir)],
    ['a group with every optional member', (ir) => groupBody(ir)],
    [
      'every kind of data',
      (ir) =>
        changed(contractBody(ir), [
          'processing.data-types',
          [
            'HH-CONSUMPTION',
            'HH-EXPORT',
            'MTH-CONSUMPTION',
            'MTH-EXPORT',
            'ANNUAL-CONSUMPTION',
            'ANNUAL-EXPORT',
            'TARIFF-IMPORT',
            'TARIFF-EXPORT',
          ],
        ]),
    ],
    [
      'the past, ended',
      (ir) =>
        changed(
          contractBody(ir),
          ['access-event.state', 'EXPIRED'],
          ['access-event.registered-at', '2019-01-01T00:00:00Z'],
          ['access-event.expiry', '2020-01-01T00:00:00Z'],
        ),
    ],
    [
      'texts as long as they may be',
      (ir) =>
        changed(
          contractBody(ir),
          ['processing.purpose', 'é'.repeat(500)],
          ['processing.data-source', 'x'.repeat(255)],
          ['access-event.controller-reference', 'x'.repeat(255)],
        ),
    ],
  ];

  test.each(bodies)(
    '%s is read back as it was sent, by anyone with the key',
    async (_case, make) => {
      const body = make(household.ir);
      const ak = await register(body);
      const record = await verify(ak);
      expect(record).toMatchObject(body);
      expect(record).toMatchObject({
        'record-metadata': { 'record-identifier': ak },
        duid: account.duid,
        processing: { jurisdiction: 'GB' },
      });
      expect(record['access-event']).not.toHaveProperty('revoked-at');
      const createdAt = Date.parse(record['record-metadata']['created-at']);
      expect(Math.abs(createdAt - Date.now())).toBeLessThan(60_000);
    },
  );

  test('as REVOKED notes the time of submission', async () => {
    const ak = await register(
      changed(consentBody(household.ir), ['access-event.state', 'REVOKED']),
    );
    const event = (await verify(ak))['access-event'];
    expect(event.state).toBe('REVOKED');
    expect(Math.abs(Date.parse(event['revoked-at'] ?? '') - Date.now())).toBeLessThan(60_000);
  });

  test('as ACTIVE with an end in the past reads EXPIRED at once', async () => {
    const body = changed(consentBody(household.ir), [
      'access-event.expiry',
      '2026-02-01T00:00:00Z',
    ]);
    expect((await verify(await register(body)))['access-event'].state).toBe('EXPIRED');
  });

  test('what a GET returned is accepted; what the register sets is ignored there', async () => {
    const first = await verify(await register(consentBody(household.ir)));
    const sent = changed(
      { ...first },
      ['processing.jurisdiction', 'FR'],
      ['duid', 'duid_someoneelse'],
      ['record-metadata.created-at', '2001-01-01T00:00:00Z'],
      ['access-event.revoked-at', '2001-01-01T00:00:00Z'],
    );
    const second = await verify(await register(sent));
    const metadata = second['record-metadata'];
    expect(metadata['record-identifier']).not.toBe(first['record-metadata']['record-identifier']);
    expect(second.duid).toBe(account.duid);
    expect(second.processing.jurisdiction).toBe('GB');
    expect(metadata['created-at']).not.toBe('2001-01-01T00:00:00Z');
    expect(second['access-event']).not.toHaveProperty('revoked-at');
  });

  test.each(['data_provider', 'dcc', 'portal', 'admin'] as const)(
    'is closed to the role %s',
    async (role) => {
      const other = await client.createAccount({ role });
      const answer = await other.call('POST', PATH, consentBody(household.ir));
      expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([403, 'AUTH003']);
    },
  );

  test('without a bearer is a 401', async () => {
    const answer = await client.call('POST', PATH, { body: consentBody(household.ir) });
    expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([401, 'AUTH001']);
  });
});

describe('the linked Identity Record', () => {
  test('of another Data User is a 404, as one that never was', async () => {
    const other = await client.createAccount();
    const refusal = async (ir: string) => {
      const { status, errors } = await other.call('POST', PATH, consentBody(ir));
      return { status, errors };
    };
    const foreign = await refusal(household.ir);
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(await refusal('ir_000000000000000000000000'));
  });

  test('that was anonymised is a 409', async () => {
    const gone = await createHousehold(account);
    await account.call('DELETE', `/v1/identity-records/${gone.ir}`);
    const answer = await account.call('POST', PATH, consentBody(gone.ir));
    expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([409, 'CON001']);
  });
});

describe('verifying', () => {
  test('shows nothing personal, though the Identity Record holds much', async () => {
    const secrets = {
      addressLine1: '12 Rosebank Terrace',
      townCity: 'Aberystwyth',
      postcode: 'SY23 1AA',
    };
    const person = await createHousehold(account, {
      email: 'jane.doe@example.com',
      fields: {
        'principal-verification': {
          method: 'utility bill',
          'verified-at': '2026-01-01T00:00:00Z',
          outcome: 'verified',
          reference: 'REF-PERSONAL',
          submitted: 'Jane Doe',
          detail: { name: 'Jane Doe' },
        },
      },
    });
    const named = await account.call<{ ir: string }>('POST', '/v1/identity-records', {
      'pii-principal': { mpxn: person.mpxn, 'move-in-date': '2024-03-01', address: secrets },
      'expressed-by': 'authorised-representative',
      email: 'jane.doe@example.com',
    });
    for (const ir of [person.ir, named.body.ir]) {
      const { text } = await client.call('GET', `${PATH}/${await register(consentBody(ir))}`);
      const personal = [person.mpxn, 'jane.doe', 'Jane Doe', 'REF-PERSONAL', 'utility bill'];
      for (const secret of [...personal, ...Object.values(secrets), '2024-03-01']) {
        expect(text).not.toContain(secret);
      }
    }
  });

  test.each(['ak_000000000000000000000000', 'ak_1', 'AK_000000000000000000000000', '%00', 'x'])(
    'the key %s is a 404',
    async (ak) => {
      const answer = await client.call('GET', `${PATH}/${ak}`);
      expect([answer.status, answer.errors[0]?.['error-code']]).toEqual([404, 'NOT001']);
    },
  );

  test('is the same for its owner, another organisation and nobody', async () => {
    const ak = await register(groupBody(household.ir));
    const expected = await verify(ak);
    const provider = await client.createAccount({ role: 'data_provider' });
    for (const reader of [account, provider]) {
      const answer = await reader.call('GET', `${PATH}/${ak}`);
      expect(answer.body['access-record']).toEqual(expected);
    }
  });
});
