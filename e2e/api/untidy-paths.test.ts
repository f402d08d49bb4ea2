import { describe, expect, test } from 'vitest';
import { sharedRegister } from '../../harness/api-context';
import { httpRequest } from '../../harness/http-request';
import { sendRaw } from './support/wire';

const { origin } = sharedRegister();

interface Refusal {
  response: { resource: string; 'transaction-id': string };
  errors: { 'error-code': string }[];
}

describe('a path of the API', () => {
  const untidy = [
    '/v1/',
    '/v1//',
    '/v1/self/',
    '/v1//self',
    '//v1/self',
    '/v1/self//',
    '/v1///self',
    '/v1/access-records/ak_000000000000000000000000/',
    '/v1/self\\',
    '/v1\\\\self',
    '//v1',
  ];

  test.each(untidy)('written %s is a 404 in the envelope, never a redirect', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await httpRequest(`${origin}${path}`, { method });
      expect(answer.status, method).toBe(404);
      expect(answer.headers.location).toBeUndefined();
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      const body = JSON.parse(answer.text) as Refusal;
      expect(body.response.resource).toBe(path);
      expect(body.response['transaction-id']).toBe(answer.headers['x-transaction-id']);
      expect(body.errors.map((error) => error['error-code'])).toEqual(['NOT001']);
    }
  });

  test('named by a header of the caller’s own is not told back', async () => {
    const answer = await httpRequest(`${origin}/v1/nothing/here?x=1`, {
      headers: { 'x-register-asked-path': '/v1/elsewhere' },
    });
    expect((JSON.parse(answer.text) as Refusal).response.resource).toBe('/v1/nothing/here');
  });

  test('with a doubled slash in its query alone is answered as ever', async () => {
    const answer = await httpRequest(`${origin}/v1/openapi.json?from=//a/`);
    expect(answer.headers.location).toBeUndefined();
    expect(answer.headers['content-type']).toContain('application/json');
  });
});

describe('a request for the server itself', () => {
  const ask = (method: string) =>
    sendRaw(origin, `${method} * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);

  test('OPTIONS * is a 204 that nobody keeps', async () => {
    const answer = await ask('OPTIONS');
    expect(answer).toMatch(/^HTTP\/1\.1 204 /);
    expect(answer).toMatch(/^cache-control: no-store\r$/im);
    expect(answer).not.toMatch(/^access-control-/im);
  });

  test.each(['GET', 'POST', 'HEAD', 'PROPFIND'])('%s * is a 400', async (method) => {
    const answer = await ask(method);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/^cache-control: no-store\r$/im);
  });
});
