import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { basicAuth } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { randomMpxn } from '../../harness/callers/household';
import { identityRecordBody } from './support/identity-record-body';

const { client } = sharedRegister();
let company: ApiAccount;

beforeAll(async () => {
  company = await client.createAccount();
});

interface Enveloped extends JsonObject {
  response: { resource: string; timestamp: string; 'transaction-id': string };
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
