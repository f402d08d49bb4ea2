import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { contractBody } from '../../harness/callers/access-record-body';
import { expectError, expectInvalid } from './support/expect-error';
import { randomMpxn } from '../../harness/callers/household';
import { evidence, fullAddress, identityRecordBody } from './support/identity-record-body';
import { sendRaw } from './support/wire';

const { client, origin } = sharedRegister();
let company: ApiAccount;

beforeAll(async () => {
  company = await client.createAccount();
});

async function createRecord(fields: JsonObject = {}): Promise<string> {
  const body = identityRecordBody(fields);
  const answer = await company.call<{ ir: string }>('POST', '/v1/identity-records', body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.ir;
}

describe('size and type of a body', () => {
  const LIMIT = 256 * 1024;
  const padded = (size: number) => {
    const text = JSON.stringify(identityRecordBody());
    return text + ' '.repeat(size - Buffer.byteLength(text));
  };

  it('256 KiB are taken', async () => {
    const answer = await company.call('POST', '/v1/identity-records', padded(LIMIT));
    expect(answer.status, answer.text).toBe(201);
  });

  it('one byte more is a 413', async () => {
    const answer = await company.call('POST', '/v1/identity-records', padded(LIMIT + 1));
    expectError(answer, 413, 'VAL006');
  });

  it('a body under a read means nothing, however large it is', async () => {
    for (const body of ['{', padded(LIMIT + 1)]) {
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const answer = await company.call('GET', '/v1/self', body, length);
      expect(answer.status, answer.text).toBe(200);
    }
  });

  it('a larger body that does not say its length is a 413 as well', async () => {
    const chunk = ' '.repeat(64 * 1024);
    const piece = `${chunk.length.toString(16)}\r\n${chunk}\r\n`;
    const head = [
      'POST /v1/identity-records HTTP/1.1',
      `Host: ${new URL(origin).host}`,
      `Authorization: Bearer ${await company.token()}`,
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
      'Connection: close',
    ];
    const answer = await sendRaw(origin, `${head.join('\r\n')}\r\n\r\n${piece.repeat(5)}0\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('VAL006');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/xml',
    '',
  ])('a body of type "%s" is a 415', async (type) => {
    const body = JSON.stringify(identityRecordBody());
    const answer = await company.call('POST', '/v1/identity-records', body, {
      'content-type': type,
    });
    expectError(answer, 415, 'VAL007');
  });

  it.each(['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;x=y'])(
    'a body of type "%s" is JSON',
    async (type) => {
      const body = JSON.stringify(identityRecordBody());
      const answer = await company.call('POST', '/v1/identity-records', body, {
        'content-type': type,
      });
      expect(answer.status, answer.text).toBe(201);
    },
  );
});

describe('failed fields', () => {
  it('are all named at once, with their paths, unknown ones among them', async () => {
    const answer = await company.call('POST', '/v1/identity-records', {
      'pii-principal': {
        mpxn: '12',
        'move-in-date': '2023-02-29',
        address: { ...fullAddress, addressLine1: '', postcode: 'll30 2sy', floor: 3 },
        'phone-number': '0',
      },
      'expressed-by': 'a-neighbour',
      'principal-verification': { method: 1, outcome: 'maybe', detail: [] },
      email: 'customer at example.com',
      'initiate-passkey-registration': 'yes',
      state: 'x'.repeat(513),
      'bind-return': 1,
      colour: 'blue',
    });
    expectInvalid(answer, [
      'pii-principal.mpxn',
      'pii-principal.move-in-date',
      'pii-principal.address.addressLine1',
      'pii-principal.address.postcode',
      'pii-principal.address.floor',
      'pii-principal.phone-number',
      'expressed-by',
      'principal-verification.method',
      'principal-verification.verified-at',
      'principal-verification.outcome',
      'principal-verification.detail',
      'email',
      'initiate-passkey-registration',
      'state',
      'bind-return',
      'colour',
    ]);
  });

  it('in lists carry their index', async () => {
    const urls = ['https://a.example/back', 'ftp://a.example/', 'https://b.example/', 7];
    const answer = await company.call('PUT', '/v1/self/redirect-urls', { 'redirect-urls': urls });
    expectInvalid(answer, ['redirect-urls[1]', 'redirect-urls[3]']);
  });

  it('are a hundred at the most; of the others their number is told', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`f${index}`, 0]));
    const answer = await company.call('POST', '/v1/identity-records', {
      ...identityRecordBody(),
      ...unknown,
    });
    expectError(answer, 400, 'VAL001');
    expect(answer.errors.slice(0, 100).map(({ field }) => field)).toEqual(
      Object.keys(unknown).slice(0, 100),
    );
    expect(answer.errors.slice(100)).toEqual([
      { 'error-code': 'VAL001', message: 'Further faults, which are not named here: 50.' },
    ]);
  });

  it('are a hundred at the most also of those that no table can hold', async () => {
    const texts = Array.from({ length: 5000 }, () => 'a\0b');
    const body = identityRecordBody({ 'principal-verification': evidence({ detail: { texts } }) });
    const answer = await company.call('POST', '/v1/identity-records', body);
    expectError(answer, 400, 'VAL001');
    expect(answer.errors).toHaveLength(101);
    expect(answer.errors[0]?.field).toBe('principal-verification.detail.texts[0]');
    expect(answer.errors[100]?.message).toContain(' 4900.');
  });

  it('are named by the beginning of a name that is as long as a body', async () => {
    const body = { ...identityRecordBody(), [`colour${'x'.repeat(200_000)}`]: 'blue' };
    const answer = await company.call('POST', '/v1/identity-records', body);
    expectError(answer, 400, 'VAL001');
    expect(answer.text.length).toBeLessThan(1000);
    expect(answer.errors[0]?.field).toMatch(/^colourx+…$/);
  });

  const wrong = (count: number) => Array<number>(count).fill(0);

  it.each([
    // The whole body of an access record has 32 KiB.
    ['processing.data-types', 'POST', '/v1/access-records'],
    ['processing.recipients', 'POST', '/v1/access-records'],
    ['record-metadata.controller-arrangement.controllers', 'POST', '/v1/access-records'],
    ['notice.notices', 'POST', '/v1/access-records'],
    ['redirect-urls', 'PUT', '/v1/self/redirect-urls'],
    ['event-types', 'POST', '/v1/webhooks'],
  ])('in a list that is too long are the list alone: %s', async (field, method, path) => {
    const [outer = '', ...inner] = field.split('.');
    const body = inner.reduceRight<unknown>((value, name) => ({ [name]: value }), wrong(15_000));
    const answer = await company.call(method, path, { [outer]: body });
    expectError(answer, 400, 'VAL001');
    const about = answer.errors.filter((error) => error.field?.startsWith(field));
    expect(about).toHaveLength(1);
    expect(about[0]?.message).toMatch(new RegExp(`^${field}: must have at most \\d+ entries$`));
  });

  it('in a list of the operator’s and the DCC’s calls as well', async () => {
    const dcc = await client.createAccount({ role: 'dcc' });
    const calls = [
      [client.admin, '/v1/admin/accounts', 'data-types'],
      [client.admin, '/v1/admin/accounts', 'redirect-urls'],
      [dcc, '/v1/discovered-access', 'data-types-observed'],
    ] as const;
    for (const [caller, path, field] of calls) {
      const answer = await caller.call('POST', path, { [field]: wrong(20_000) });
      expectError(answer, 400, 'VAL001');
      const about = answer.errors.filter((error) => error.field?.startsWith(field));
      expect(about).toHaveLength(1);
      expect(about[0]?.message).toContain('must have at most');
    }
  });

  it('of a query are named as well', async () => {
    const answer = await company.call('GET', '/v1/identity-records?mpxn=1&email=x&colour=blue');
    expectInvalid(answer, ['mpxn', 'email', 'colour']);
  });

  it('keep company with an unredacted number under its own code', async () => {
    const answer = await company.call('POST', '/v1/identity-records', {
      ...identityRecordBody({
        'principal-verification': evidence({ submitted: '4111111111111111' }),
      }),
      'expressed-by': 'nobody',
    });
    expect(answer.status).toBe(400);
    expect(answer.errors.map((error) => [error['error-code'], error.field]).sort()).toEqual([
      ['VAL001', 'expressed-by'],
      ['VAL004', 'principal-verification.submitted'],
    ]);
    expect(JSON.stringify(answer.errors)).not.toContain('4111');
  });

  it('a parameter given twice is refused rather than guessed', async () => {
    const answer = await company.call('GET', '/v1/identity-records?mpxn=1234567&mpxn=7654321');
    expectInvalid(answer, ['mpxn']);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'an unknown field named %s is unknown like any other',
    async (name) => {
      const body = JSON.stringify(identityRecordBody());
      const answer = await company.call(
        'POST',
        '/v1/identity-records',
        `{"${name}":{"admin":true},${body.slice(1)}`,
      );
      expectInvalid(answer, [name]);
    },
  );

  it('read-only fields that a GET returned may be sent back', async () => {
    const ir = await createRecord();
    const created = await company.call<{ 'access-token': { key: string } }>(
      'POST',
      '/v1/access-records',
      contractBody(ir),
    );
    const { key } = created.body['access-token'];
    const read = await client.call<{ 'access-record': JsonObject }>(
      'GET',
      `/v1/access-records/${key}`,
    );
    const record = read.body['access-record'];
    expect(record['record-metadata']).toMatchObject({ 'record-identifier': key });
    const again = await company.call('POST', '/v1/access-records', record);
    expect(again.status, again.text).toBe(201);
  });
});

describe('optional fields', () => {
  const optionalNames = [
    'principal-verification',
    'email',
    'initiate-passkey-registration',
    'passkey-return-url',
    'state',
    'bind-return',
  ];

  it('mean the same when null as when absent', async () => {
    const mpxn = randomMpxn();
    const pii = { mpxn, 'move-in-date': '2021-05-01' };
    const absent = await createRecord({ 'pii-principal': pii });
    const isNull = await createRecord({
      ...Object.fromEntries(optionalNames.map((name) => [name, null])),
      'pii-principal': { ...pii, address: null },
    });
    const read = async (ir: string) => {
      const { body } = await company.call<{ 'identity-record': JsonObject }>(
        'GET',
        `/v1/identity-records/${ir}`,
      );
      const { 'created-at': createdAt, ir: id, ...rest } = body['identity-record'];
      expect([typeof createdAt, id]).toEqual(['string', ir]);
      return rest;
    };
    expect(await read(isNull)).toEqual(await read(absent));
  });

  it('that are required must not be null, empty or only spaces', async () => {
    for (const addressLine1 of [null, '', '  \t']) {
      const body = identityRecordBody({
        'pii-principal': {
          mpxn: randomMpxn(),
          'move-in-date': '2020-01-01',
          address: { ...fullAddress, addressLine1 },
        },
      });
      const answer = await company.call('POST', '/v1/identity-records', body);
      expectInvalid(answer, ['pii-principal.address.addressLine1']);
    }
  });
});
