import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { expectError, expectInvalid } from './support/expect-error';
import { evidence, identityRecordBody } from './support/identity-record-body';
import { sendRaw } from './support/wire';

const { client, origin } = sharedRegister();
const path = '/v1/identity-records';
let company: ApiAccount;

beforeAll(async () => {
  company = await client.createAccount();
});

describe('a body that is no JSON object', () => {
  it.each([
    '',
    '{',
    '{"a":1,}',
    "{'a':1}",
    'nul',
    '{} {}',
    '\u0000',
    '{"a":01}',
    '{"a":NaN}',
    '{"a":"\n"}',
    '[]',
    '"text"',
    'null',
    'true',
    '12345',
  ])('%j is a 400', async (body) => {
    const answer = await company.call('POST', path, body);
    expectError(answer, 400, 'VAL001');
  });

  it('nothing at all is a 400, not a 415', async () => {
    expectError(await company.call('POST', path), 400, 'VAL001');
  });

  it('bytes that are not UTF-8 are a 400', async () => {
    const body = Buffer.concat([
      Buffer.from('{"expressed-by":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}'),
    ]);
    const head = [
      `POST ${path} HTTP/1.1`,
      `Host: ${new URL(origin).host}`,
      `Authorization: Bearer ${await company.token()}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Connection: close',
    ];
    const answer = await sendRaw(
      origin,
      Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('VAL001');
  });
});

describe('text that no table can hold', { tags: 'postgres' }, () => {
  const inAddress = (addressLine1: string) => {
    const body = identityRecordBody() as { 'pii-principal': object };
    const address = { addressLine1, townCity: 'Leeds', postcode: 'LS1 1AA' };
    return { ...body, 'pii-principal': { ...body['pii-principal'], address } };
  };

  it.each([
    ['NUL', 'Flat \u0000 2'],
    ['a lone high surrogate', 'Flat \ud83d 2'],
    ['a lone low surrogate', 'Flat \ude00 2'],
  ])('%s is a 400 that names the field', async (_name, line) => {
    const answer = await company.call('POST', path, inAddress(line));
    expectInvalid(answer, ['pii-principal.address.addressLine1']);
  });

  it('is refused in keys as well, and the key is not repeated', async () => {
    const body = identityRecordBody({
      'principal-verification': evidence({ detail: { 'bad\u0000key': 'x' } }),
    });
    const answer = await company.call('POST', path, body);
    expectInvalid(answer, ['principal-verification.detail']);
    expect(JSON.stringify(answer.errors)).not.toContain('bad');
  });

  it('each field with such text is named', async () => {
    const answer = await company.call('POST', path, { email: '\u0000', state: ['\u0000'] });
    expectInvalid(answer, ['email', 'state[0]']);
  });

  it('an emoji and a Welsh circumflex are fine', async () => {
    const answer = await company.call('POST', path, inAddress('Tŷ Gwyn 🏠'));
    expect(answer.status, answer.text).toBe(201);
  });
});

describe('depth and numbers', () => {
  it.each([
    ['objects', '{"a":', '1', '}'],
    ['lists', '[', '', ']'],
  ])('100,000 nested %s are a 400', async (_name, open, core, close) => {
    const depth = Math.floor(100_000 / open.length);
    const answer = await company.call(
      'POST',
      path,
      open.repeat(depth) + core + close.repeat(depth),
    );
    expectError(answer, 400, 'VAL001');
  });

  it.each(['1e999', '-1e999'])('the number %s is a 400 that names the field', async (number) => {
    const body = JSON.stringify(identityRecordBody({ 'principal-verification': evidence() }));
    const answer = await company.call(
      'POST',
      path,
      body.replace('"score":97', `"score":${number}`),
    );
    expectInvalid(answer, ['principal-verification.detail.score']);
  });

  it('a number of 300 digits in evidence is an account number like any other', async () => {
    const body = JSON.stringify(identityRecordBody({ 'principal-verification': evidence() }));
    const answer = await company.call(
      'POST',
      path,
      body.replace('"score":97', `"account":${'9'.repeat(300)}`),
    );
    expectInvalid(answer, ['principal-verification.detail.account'], 'VAL004');
  });

  it('100,000 fields are answered, not endured', async () => {
    const fields = Array.from({ length: 20_000 }, (_, index) => `"f${index}":1`);
    const answer = await company.call('POST', path, `{${fields.join()}}`);
    expectError(answer, 400, 'VAL001');
  });
});

describe('unknown and odd paths', () => {
  it.each([
    '/v1',
    '/v1/nowhere',
    '/v1/SELF',
    '/v1/self/nowhere',
    '/v1/identity-records/ir_1/nowhere',
    '/v1/admin',
    '/v1/self%00',
    '/v1/self%2f',
    '/v1/self;x=1',
    '/v1/.env',
    '/v1/%',
    '/v1/%zz',
    '/v1/%ff',
    '/v1/access-records/%',
    '/v1/access-records/%ED%A0%80',
    '/v1/access-records/%00',
    '/v1/access-records/a%2fb',
    "/v1/access-records/ak_'%20or%20''='",
    '/v1/access-records/AK_000000000000000000000000',
  ])('%s is a 404 in the envelope', async (odd) => {
    expectError(await company.call('GET', odd), 404, 'NOT001');
  });

  it('an id of 4,000 characters is a 404 in the envelope', async () => {
    const long = `/v1/access-records/ak_${'0'.repeat(4000)}`;
    expectError(await company.call('GET', long), 404, 'NOT001');
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s to an unknown path is a 404', async (method) => {
    expectError(await company.call(method, '/v1/nowhere'), 404, 'NOT001');
  });

  it.each(['/v1/identity-records/%00', '/v1/identity-records/ir_%00', '/v1/identity-records/x'])(
    'the id in %s is unknown',
    async (odd) => {
      for (const method of ['GET', 'DELETE']) {
        expectError(await company.call(method, odd), 404, 'NOT001');
      }
    },
  );

  it('an account id with NUL in it is unknown', async () => {
    for (const verb of ['suspend', 'reactivate', 'terminate']) {
      const odd = `/v1/admin/accounts/a%00b/${verb}`;
      expectError(await client.admin.call('POST', odd), 404, 'NOT001');
    }
  });

  it('NUL in a query is a 400 that names the parameter', async () => {
    expectInvalid(await client.admin.call('GET', '/v1/admin/accounts?q=%00'), ['q']);
    expectInvalid(await company.call('GET', '/v1/identity-records?mpxn=%00'), ['mpxn']);
  });

  it.each(['/portal/', '//portal', '/docs//errors', '//evil.example/v1/self/', '/\\evil.example/'])(
    'the redirect of %s stays on this server',
    async (odd) => {
      const answer = await client.call('GET', odd, { headers: { host: 'evil.example' } });
      expect(answer.status).toBe(308);
      expect(answer.headers.location).toMatch(/^\/[^/\\]/);
      expect(answer.headers.location).not.toContain('//');
    },
  );
});

describe('what the outside says of the host', () => {
  it('changes no link that is handed out', async () => {
    const forged = {
      host: 'evil.example',
      forwarded: 'host=evil.example;proto=https',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-original-host': 'evil.example',
    };
    const body = identityRecordBody({ 'initiate-passkey-registration': true });
    const answer = await company.call<{
      'passkey-registration-redirect': { 'redirect-url': string };
    }>('POST', path, body, forged);
    expect(answer.status, answer.text).toBe(201);
    const url = answer.body['passkey-registration-redirect']['redirect-url'];
    expect(url.startsWith(`${origin}/passkey/register?session=pks_`), url).toBe(true);
    expect(answer.text).not.toContain('evil.example');
    expect(answer.headers.location).toMatch(/^\/v1\/identity-records\/ir_/);
  });
});
