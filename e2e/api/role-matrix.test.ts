import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAccount } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { endpoints } from './support/endpoints';
import { expectError } from './support/expect-error';
import { roleNames } from './support/roles';

const { client } = sharedRegister();
const accounts = new Map<string, ApiAccount>();

beforeAll(async () => {
  for (const role of roleNames) accounts.set(role, await client.createAccount({ role }));
});

const closed = endpoints.filter(({ roles }) => roles !== null);
const open = endpoints.filter(({ roles }) => roles === null);

describe.each(closed)('$method $path', ({ method, path, roles }) => {
  it('answers AUTH001 without a bearer', async () => {
    const answer = await client.call(method, path);
    expectError(answer, 401, 'AUTH001');
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="register"');
  });

  it(`answers AUTH003 to every role but ${roles?.join(', ') ?? ''}`, async () => {
    for (const [role, account] of accounts) {
      const answer = await account.call(method, path);
      if (roles?.some((allowed) => allowed === role)) {
        // Past the door: nothing was sent, and the ids exist nowhere.
        expect([200, 400, 404], `${role}: ${answer.text}`).toContain(answer.status);
      } else {
        expectError(answer, 403, 'AUTH003');
        expect(answer.errors[0]?.message).toContain(role);
      }
    }
  });
});

/** What each open call answers where nothing but its path is sent. */
const answersOfOpen: Record<string, string[]> = {
  '/v1/auth/token': ['AUTH004'],
  '/v1/openapi.json': [],
  '/v1/access-records/ak_000000000000000000000000': ['NOT001'],
};

describe('without any credential', () => {
  it.each(open)('$method $path asks for no bearer', async ({ path }) => {
    const answer = await client.call('GET', path);
    const codes = answer.errors.map((error) => error['error-code']);
    expect(codes).toEqual(answersOfOpen[path]);
  });

  it.each(open)('$method $path does not care about a wrong bearer', async ({ path }) => {
    const headers = { authorization: 'Bearer nonsense' };
    const answer = await client.call('GET', path, { headers });
    const codes = answer.errors.map((error) => error['error-code']);
    expect(codes).toEqual(answersOfOpen[path]);
  });
});
