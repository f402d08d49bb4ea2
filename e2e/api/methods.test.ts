import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { contractBody } from '../../harness/callers/access-record-body';
import { pathsWithMethods } from './support/endpoints';
import { expectError } from './support/expect-error';
import { identityRecordBody } from './support/identity-record-body';

const { client } = sharedRegister();
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
