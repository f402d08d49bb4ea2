import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedRegister, startOwnRegister, type OwnRegister } from '../../harness/api-context';
import { basicAuth, type ApiAccount, type RegisterClient } from '../../harness/api-client';
import { httpRequest, type HttpAnswer } from '../../harness/http-request';
import { consentBody } from '../../harness/callers/access-record-body';
import { createHousehold, type Household } from '../../harness/callers/household';
import { registerAccess } from '../../harness/callers/registered-access';

/** How the two servers frame an answer is their own affair. */
const FRAMING = [
  'connection',
  'content-length',
  'content-encoding',
  'date',
  'keep-alive',
  'transfer-encoding',
  // Next's own, about its pages.
  'vary',
];

/** The same for the same request, whatever ids and times a register of its own has given. */
function comparable(answer: HttpAnswer) {
  const neutral = (text: string) =>
    text
      .replace(/\b(tid|ir|ak|evt|duid|wid|cred)(_|%5F)[0-9a-z]+/g, '$1$2…')
      .replace(/\b12\d{11}\b/g, 'a meter point')
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'then')
      .replace(/"bearer-token":"[^"]+"/, '"bearer-token":"…"')
      .replace(/org-[0-9a-f]{12}/g, 'org-…');
  const headers = Object.entries(answer.headers)
    .filter(([name]) => !FRAMING.includes(name))
    .map(([name, value]) => [name, neutral(String(value))] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { status: answer.status, headers, text: neutral(answer.text) };
}

interface Ground {
  owner: ApiAccount;
  household: Household;
  ak: string;
  bearer: string;
}

async function layGround(client: RegisterClient): Promise<Ground> {
  const owner = await client.createAccount();
  const household = await createHousehold(owner, { email: null });
  const ak = await registerAccess(owner, consentBody(household.ir));
  return { owner, household, ak, bearer: `Bearer ${await owner.token()}` };
}

interface Asked {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

const requests: Record<string, (ground: Ground) => Asked> = {
  'a verify': ({ ak }) => ({ method: 'GET', path: `/v1/access-records/${ak}` }),
  'a verify that wants no body': ({ ak }) => ({ method: 'HEAD', path: `/v1/access-records/${ak}` }),
  'a verify with a query': ({ ak }) => ({
    method: 'GET',
    path: `/v1/access-records/${ak}?x=1&x=2`,
  }),
  'an unknown key': () => ({
    method: 'GET',
    path: '/v1/access-records/ak_00000000000000000000000',
  }),
  'a key that is none': () => ({ method: 'GET', path: '/v1/access-records/nothing' }),
  'a key written with escapes': ({ ak }) => ({
    method: 'GET',
    path: `/v1/access-records/${ak.replace('_', '%5F')}`,
  }),
  'a path that ends in a slash': ({ ak }) => ({ method: 'GET', path: `/v1/access-records/${ak}/` }),
  'a path with a doubled slash': () => ({ method: 'GET', path: '/v1//self' }),
  'a path that nobody declared': () => ({ method: 'GET', path: '/v1/nothing/here' }),
  'a method that is not offered': ({ ak }) => ({
    method: 'PATCH',
    path: `/v1/access-records/${ak}`,
  }),
  'a method that nobody knows': ({ ak }) => ({
    method: 'PROPFIND',
    path: `/v1/access-records/${ak}`,
  }),
  'what is offered': ({ ak }) => ({ method: 'OPTIONS', path: `/v1/access-records/${ak}` }),
  'a marked method from outside': ({ ak }) => ({
    method: 'OPTIONS',
    path: `/v1/access-records/${ak}`,
    headers: { 'x-register-strange-method': 'BREW' },
  }),
  'a token': ({ owner }) => ({
    method: 'GET',
    path: '/v1/auth/token',
    headers: { authorization: basicAuth(owner.id, owner.secret) },
  }),
  'a wrong secret': ({ owner }) => ({
    method: 'GET',
    path: '/v1/auth/token',
    headers: { authorization: basicAuth(owner.id, 'wrong') },
  }),
  'no bearer': () => ({ method: 'GET', path: '/v1/self' }),
  exists: ({ bearer, household }) => ({
    method: 'GET',
    path: `/v1/identity-records/exists?mpxn=${household.mpxn}`,
    headers: { authorization: bearer },
  }),
  'a record by a path beside a fixed one': ({ bearer, household }) => ({
    method: 'GET',
    path: `/v1/identity-records/${household.ir}`,
    headers: { authorization: bearer },
  }),
  'the status of nothing': ({ bearer, household }) => ({
    method: 'GET',
    path: `/v1/identity-records/${household.ir}/re-identify/tr_none`,
    headers: { authorization: bearer },
  }),
  'a body with every field wrong': ({ bearer }) => ({
    method: 'POST',
    path: '/v1/identity-records',
    headers: { authorization: bearer, 'content-type': 'application/json' },
    body: '{"pii-principal": {"mpxn": 7}, "email": []}',
  }),
  'a body that is not JSON': ({ bearer }) => ({
    method: 'POST',
    path: '/v1/identity-records',
    headers: { authorization: bearer, 'content-type': 'text/plain' },
    body: 'hello',
  }),
  'a body that is too large': ({ bearer }) => ({
    method: 'POST',
    path: '/v1/identity-records',
    headers: { authorization: bearer, 'content-type': 'application/json' },
    body: `"${'x'.repeat(300_000)}"`,
  }),
  'a body that is too large and does not say so': ({ bearer }) => ({
    method: 'POST',
    path: '/v1/identity-records',
    headers: {
      authorization: bearer,
      'content-type': 'application/json',
      'transfer-encoding': 'chunked',
    },
    body: `"${'x'.repeat(300_000)}"`,
  }),
};

describe('the server’s own answer is that of the route handler behind Next', () => {
  const direct = sharedRegister();
  let throughNext: OwnRegister;
  /** Of the one and of the other. */
  const sides: { origin: string; ground: Ground }[] = [];

  beforeAll(async () => {
    throughNext = await startOwnRegister({ name: 'api-next', env: { API_SERVER: 'next' } });
    for (const { origin, client } of [direct, throughNext]) {
      sides.push({ origin, ground: await layGround(client) });
    }
  });
  afterAll(() => throughNext.stop());

  test.each(Object.entries(requests))('to %s', async (_, ask) => {
    const answers = [];
    for (const { origin, ground } of sides) {
      const { path, ...request } = ask(ground);
      answers.push(comparable(await httpRequest(`${origin}${path}`, request)));
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  test('and only the one behind Next has passed it', async () => {
    const [first, second] = await Promise.all(
      [direct, throughNext].map(({ origin }) => httpRequest(`${origin}/v1/self`)),
    );
    expect(first?.headers.vary).toBeUndefined();
    expect(second?.headers.vary).toContain('rsc');
  });
});
