import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount, JsonObject } from '../harness/api-client';
import { basicAuth } from '../harness/api-client';
import { sharedRegister } from '../harness/api-context';
import { contractBody } from './support/access-record-body';
import { pathsWithMethods } from './support/endpoints';
import { expectError, expectInvalid } from './support/expect-error';
import { randomMpxn } from './support/household';
import { evidence, fullAddress, identityRecordBody } from './support/identity-record-body';
import { sendRaw } from './support/wire';

const { client, origin } = sharedRegister();
let company: ApiAccount;

beforeAll(async () => {
  company = await client.createAccount();
});

interface Enveloped extends JsonObject {
  response: { resource: string; timestamp: string; 'transaction-id': string };
}

async function createRecord(fields: JsonObject = {}): Promise<string> {
  const body = identityRecordBody(fields);
  const answer = await company.call<{ ir: string }>('POST', '/v1/identity-records', body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.ir;
}

describe('the envelope', () => {
  it('carries the path, a UTC time of now and the id that is also in the header', async () => {
    const before = Date.now();
    const { body, headers } = await company.call<Enveloped>('GET', '/v1/self');
    expect(Object.keys(body.response).sort()).toEqual(['resource', 'timestamp', 'transaction-id']);
    expect(body.response.resource).toBe('/v1/self');
    expect(body.response['transaction-id']).toMatch(/^tid_[0-9a-f]{24}$/);
    expect(headers['x-transaction-id']).toBe(body.response['transaction-id']);
    expect(body.response.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const at = Date.parse(body.response.timestamp);
    expect(at).toBeGreaterThanOrEqual(before - 1000);
    expect(at).toBeLessThanOrEqual(Date.now() + 1000);
  });

  it('has another transaction id each time', async () => {
    const ids = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { body } = await company.call<Enveloped>('GET', '/v1/self');
        return body.response['transaction-id'];
      }),
    );
    expect(new Set(ids).size).toBe(5);
  });

  it('names the query where it identifies the result, but never an e-mail address', async () => {
    const mpxn = randomMpxn();
    const answer = await company.call<Enveloped>(
      'GET',
      `/v1/identity-records?mpxn=${mpxn}&email=someone%40example.com`,
    );
    expect(answer.status).toBe(200);
    expect(answer.body.response.resource).toBe(`/v1/identity-records?mpxn=${mpxn}`);
    expect(answer.text).not.toContain('someone');
  });

  it('leaves queries that identify nothing out of the resource', async () => {
    const { body } = await company.call<Enveloped>('GET', '/v1/self?colour=blue');
    expect(body.response.resource).toBe('/v1/self');
  });

  it('is not around the answer of /auth/token', async () => {
    const headers = { authorization: basicAuth(company.id, company.secret) };
    const answer = await client.call('GET', '/v1/auth/token', { headers });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body).sort()).toEqual(['bearer-token', 'expires']);
    expect(answer.headers['x-transaction-id']).toMatch(/^tid_[0-9a-f]{24}$/);
  });

  it('comes with Location where something was created', async () => {
    const answer = await company.call<{ ir: string }>(
      'POST',
      '/v1/identity-records',
      identityRecordBody(),
    );
    expect(answer.headers.location).toBe(`/v1/identity-records/${answer.body.ir}`);
    const read = await company.call('GET', answer.headers.location ?? '');
    expect(read.status).toBe(200);
  });

  it('tells nobody which server this is, and no browser that other sites may read it', async () => {
    const { headers } = await company.call('GET', '/v1/self', undefined, {
      origin: 'https://elsewhere.example',
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
    const cors = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
    expect(cors).toEqual([]);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['set-cookie']).toBeUndefined();
  });
});

describe('caching', () => {
  const none = '/v1/identity-records/ir_000000000000000000000000';
  it.each([
    ['200', 200, () => company.call('GET', '/v1/self')],
    ['201', 201, () => company.call('POST', '/v1/identity-records', identityRecordBody())],
    ['204', 204, () => client.call('OPTIONS', '/v1/self')],
    ['400', 400, () => company.call('POST', '/v1/identity-records', {})],
    ['401', 401, () => client.call('GET', '/v1/self')],
    ['403', 403, () => company.call('GET', '/v1/admin/accounts')],
    ['404', 404, () => company.call('GET', none)],
    ['405', 405, () => company.call('PUT', '/v1/self')],
    ['HEAD', 200, () => company.call('HEAD', '/v1/self')],
    ['a token', 200, () => client.call('GET', '/v1/auth/token', { headers: ownBasic() })],
  ])('a %s answer is no-store', async (_name, status, call) => {
    const answer = await call();
    expect(answer.status).toBe(status);
    expect(answer.headers['cache-control']).toBe('no-store');
  });
  const ownBasic = () => ({ authorization: basicAuth(company.id, company.secret) });
});

describe.each(pathsWithMethods())('$path', ({ path, allow, refused }) => {
  it('answers OPTIONS with 204, no body, what it allows, and no CORS', async () => {
    const answer = await client.call('OPTIONS', path, {
      headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.status).toBe(204);
    expect(answer.text).toBe('');
    expect(answer.headers.allow?.split(', ').sort()).toEqual([...allow].sort());
    const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
    expect(cors).toEqual([]);
  });

  it('answers 405 with Allow to every other method', async () => {
    for (const method of refused) {
      const answer = await company.call(method, path);
      expect(answer.headers.allow?.split(', ').sort(), method).toEqual([...allow].sort());
      if (method === 'HEAD') expect(answer.status).toBe(405);
      else expectError(answer, 405, 'VAL005');
    }
  });
});

describe('methods', () => {
  it.each(['PROPFIND', 'TRACE', 'LINK'])('%s is a 405 like any other', async (method) => {
    const answer = await company.call(method, '/v1/self');
    expectError(answer, 405, 'VAL005');
    expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
  });

  it('a method that a header names does not count', async () => {
    const ir = await createRecord();
    const path = `/v1/identity-records/${ir}`;
    const answer = await company.call('GET', path, undefined, {
      'x-http-method-override': 'DELETE',
      'x-dar-method': 'DELETE',
    });
    expect(answer.status).toBe(200);
    expect((await company.call('GET', path)).text).toContain('"anonymised-at":null');
  });

  it('HEAD answers what GET does, without the body', async () => {
    const ir = await createRecord();
    const { body } = await company.call<{ 'access-token': { key: string } }>(
      'POST',
      '/v1/access-records',
      contractBody(ir),
    );
    const paths = [
      '/v1/self',
      `/v1/identity-records/${ir}`,
      `/v1/access-records/${body['access-token'].key}`,
      '/v1/identity-records/ir_000000000000000000000000',
      '/v1/identity-records',
      '/v1/nowhere',
    ];
    for (const path of paths) {
      const get = await company.call('GET', path);
      const head = await company.call('HEAD', path);
      expect(head.status, path).toBe(get.status);
      expect(head.text).toBe('');
      expect(head.headers['content-type']).toBe(get.headers['content-type']);
      expect(head.headers['x-transaction-id']).toMatch(/^tid_/);
    }
  });
});

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

  it('of a query are named as well', async () => {
    const answer = await company.call('GET', '/v1/identity-records?mpxn=1&email=x&colour=blue');
    expectInvalid(answer, ['mpxn', 'email', 'colour']);
  });

  it('keep company with an unredacted number under its own code', async () => {
    const answer = await company.call('POST', '/v1/identity-records', {
      ...identityRecordBody({ 'principal-verification': evidence({ submitted: '4111111111111111' }) }),
      'expressed-by': 'nobody',
    });
    expect(answer.status).toBe(400);
    expect(answer.errors.map((error) => [error['error-code'], error.field]).sort()).toEqual([
      ['VAL001', 'expressed-by'],
      ['VAL004', 'principal-verification.submitted'],
    ]);
    expect(answer.text).not.toContain('4111');
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
    expect(record['record-identifier']).toBe(key);
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
