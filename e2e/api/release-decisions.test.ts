import { createHash } from 'node:crypto';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { changed, consentBody, contractBody } from '../../harness/callers/access-record-body';
import { createHousehold, type Household } from '../../harness/callers/household';
import {
  registerAccess,
  registerConsent,
  replace,
  revoke,
} from '../../harness/callers/registered-access';
import { httpRequest } from '../../harness/http-request';
import { reportTenancy } from './support/dcc-reports';

const { client, origin } = sharedRegister();

interface Evaluation {
  decision: boolean;
  context: JsonObject & { 'decision-id': string; reason: { code: string; text: string } };
}

let provider: ApiAccount;
let northwind: ApiAccount;
let home: Household;
let ak: string;

beforeAll(async () => {
  provider = await client.createAccount({ role: 'data_provider' });
  northwind = await client.createAccount();
  home = await createHousehold(northwind);
  ak = await registerConsent(home);
});

function question(changes: [string, unknown][] = [], of = { home, ak }): JsonObject {
  const body = {
    subject: { type: 'data-user', id: northwind.duid },
    action: { name: 'release' },
    resource: {
      type: 'meter-point',
      id: of.home.mpxn,
      properties: { 'data-types': ['HH-CONSUMPTION'], from: '2026-02-01', to: '2026-02-28' },
    },
    context: { 'access-key': of.ak },
  };
  return changed(body, ...changes);
}

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  account = provider,
) {
  const answer = await httpRequest(`${origin}/access/v1/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await account.token()}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const isJson = answer.headers['content-type']?.includes('json') ?? false;
  return { ...answer, body: (isJson ? JSON.parse(answer.text) : null) as unknown };
}

async function ask(body: JsonObject): Promise<Evaluation> {
  const answer = await post('evaluation', body);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer.body as Evaluation;
}

const codeOf = async (...parameters: Parameters<typeof question>) =>
  (await ask(question(...parameters))).context.reason.code;

describe('one question', () => {
  test('is permitted, with the end of the access, and nothing of the envelope', async () => {
    const answer = await post('evaluation', question(), { 'x-request-id': 'bfe9eb29' });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
      'x-request-id': 'bfe9eb29',
    });
    expect(answer.body).toEqual({
      decision: true,
      context: {
        'decision-id': expect.stringMatching(/^dec_[0-9a-f]{24}$/) as string,
        reason: { code: 'permitted', text: expect.any(String) as string },
        expiry: null,
      },
    });
  });

  test.each<[string, [string, unknown][]]>([
    ['another action', [['action.name', 'read']]],
    ['another subject', [['subject.type', 'user']]],
    ['another resource', [['resource.type', 'meter']]],
    ['a DUID that is none', [['subject.id', 'Northwind']]],
    ['a meter point that is none', [['resource.id', 'here']]],
    ['a kind of data that nobody knows', [['resource.properties.data-types', ['WATER']]]],
    ['a day that is none', [['resource.properties.to', '2026-02-30']]],
    ['days in the wrong order', [['resource.properties.to', '2026-01-31']]],
    ['an unknown property', [['resource.properties.half-hours', [1]]]],
    ['an unknown context', [['context.purpose', 'billing']]],
  ])('with %s is not understood', async (_what, changes) => {
    expect(await codeOf(changes)).toBe('not-understood');
  });

  test.each(['data-types', 'from', 'to'])('without %s names no data', async (member) => {
    expect(await codeOf([[`resource.properties.${member}`, undefined]])).toBe('data-not-named');
  });

  test('without properties, or with an empty list, names no data', async () => {
    expect(await codeOf([['resource.properties', undefined]])).toBe('data-not-named');
    expect(await codeOf([['resource.properties.data-types', []]])).toBe('data-not-named');
  });

  test('is answered though it has members that the standard leaves to others', async () => {
    const extra: [string, unknown][] = [
      ['options', {}],
      ['subject.properties', { department: 'billing' }],
      ['action.properties', { method: 'GET' }],
      ['resource.label', 'x'],
    ];
    expect(await codeOf(extra)).toBe('permitted');
  });

  test('may spell the meter point as people do', async () => {
    const spelt = home.mpxn.replace(/^(.{2})(.{4})/, '$1 $2 ');
    expect(await codeOf([['resource.id', spelt]])).toBe('permitted');
  });

  test.each([
    'subject',
    'subject.id',
    'subject.type',
    'action',
    'action.name',
    'resource',
    'resource.id',
    'resource.type',
    'context',
    'context.access-key',
  ])('without %s is a 400 that names it', async (member) => {
    const answer = await post('evaluation', question([[member, undefined]]));
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(expect.stringContaining(member));
  });

  test('is refused from the instant that the access is revoked', async () => {
    const own = { home, ak: await registerConsent(home) };
    expect(await codeOf([], own)).toBe('permitted');
    await revoke(northwind, own.ak);
    expect(await codeOf([], own)).toBe('ended');
  });

  test('about another meter point is told as little as one with an unknown key', async () => {
    const wrong = await ask(question([['resource.id', '9912345678901']]));
    const unknown = await ask(question([['context.access-key', 'ak_000000000000000000000000']]));
    expect(wrong.context.reason).toEqual(unknown.context.reason);
    expect(Object.keys(wrong.context)).toEqual(Object.keys(unknown.context));
    expect(wrong.context['decision-id']).not.toBe(unknown.context['decision-id']);
  });

  test('about days before the customer’s time is told from when on', async () => {
    const answer = await ask(question([['resource.properties.from', '2024-02-29']]));
    expect(answer.context).toMatchObject({
      reason: { code: 'before-occupancy' },
      'earliest-data-date': '2024-03-01',
    });
  });

  test('about days after a Change of Tenancy is refused', async () => {
    const own = await createHousehold(northwind);
    const of = { home: own, ak: await registerConsent(own) };
    const dcc = await client.createAccount({ role: 'dcc' });
    // One that was in effect when the Identity Record was created would begin its time, and not end it.
    const day = (days: number) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await reportTenancy(dcc, own.mpxn, day(10));
    expect(await codeOf([['resource.properties.to', day(10)]], of)).toBe('tenancy-changed');
    expect(await codeOf([['resource.properties.to', day(9)]], of)).toBe('permitted');
  });

  test('reaches no further back after the access was linked to another Identity Record', async () => {
    const later = await createHousehold(northwind, { moveInDate: '2025-06-01' });
    const earlier = await createHousehold(northwind, {
      mpxn: later.mpxn,
      moveInDate: '2020-01-01',
    });
    const of = { home: later, ak: await registerAccess(northwind, contractBody(later.ir)) };
    const before: [string, unknown][] = [['resource.properties.from', '2025-05-31']];
    expect(await codeOf(before, of)).toBe('before-occupancy');
    await replace(northwind, of.ak, contractBody(earlier.ir));
    expect(await codeOf(before, of)).toBe('before-occupancy');
    expect(await codeOf([['resource.properties.from', '2025-06-01']], of)).toBe('permitted');
  });

  test('about a statutory organisation’s record does not end with an occupancy', async () => {
    const owner = await client.createAccount();
    const own = await createHousehold(owner);
    const key = await registerAccess(owner, contractBody(own.ir, 'uk-public-task'));
    const asked = question([
      ['subject.id', owner.duid],
      ['resource.id', own.mpxn],
      ['context.access-key', key],
      ['resource.properties.from', '2020-01-01'],
    ]);
    expect((await ask(asked)).context.reason.code).toBe('before-occupancy');
    const path = `/v1/admin/accounts/${owner.id}`;
    expect((await client.admin.call('PATCH', path, { statutory: true })).status).toBe(200);
    expect((await ask(asked)).context.reason.code).toBe('permitted');
    const audit = await client.admin.call<{ events: JsonObject[] }>(
      'GET',
      '/v1/admin/audit?event_type=account.updated&limit=5',
    );
    expect(audit.body.events.map(({ detail }) => detail)).toContainEqual({
      account: owner.id,
      fields: 'statutory',
      statutory: true,
    });
  });
});

describe('several questions', () => {
  const evaluations = async (body: JsonObject) => {
    const answer = await post('evaluations', body);
    expect(answer.status).toBe(200);
    return (answer.body as { evaluations: Evaluation[] }).evaluations;
  };
  const decisions = async (body: JsonObject) =>
    (await evaluations(body)).map(({ decision }) => decision);
  const good = () => question();
  const bad = () => question([['resource.properties.data-types', ['HH-EXPORT']]]);
  const lacking = () => question([['context', undefined]]);
  const under = (semantic: string, ...asked: JsonObject[]) =>
    decisions({ evaluations: asked, options: { evaluations_semantic: semantic } });

  test('are answered in their order', async () => {
    expect(await decisions({ evaluations: [good(), bad(), good()] })).toEqual([true, false, true]);
  });

  test('take what they leave out from beside them, as a whole', async () => {
    const { subject, action, resource, context } = question();
    const answers = await decisions({
      subject,
      action,
      resource,
      evaluations: [{ context }, { context, resource: { type: 'meter-point', id: home.mpxn } }],
    });
    expect(answers).toEqual([true, false]);
  });

  test('of which one lacks something say so of that one', async () => {
    const [first, second, third] = await evaluations({ evaluations: [good(), lacking(), good()] });
    expect([first?.decision, third?.decision]).toEqual([true, true]);
    expect(second).toEqual({
      decision: false,
      context: { error: { status: 400, message: expect.stringContaining('context') as string } },
    });
  });

  test('end with the first denied or the first permitted, where that is asked', async () => {
    expect(await under('execute_all', bad(), good())).toEqual([false, true]);
    expect(await under('deny_on_first_deny', good(), bad(), good())).toEqual([true, false]);
    expect(await under('deny_on_first_deny', good(), lacking(), good())).toEqual([true, false]);
    expect(await under('permit_on_first_permit', bad(), lacking(), good(), bad())).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('without a list are one question', async () => {
    const answer = await post('evaluations', question());
    expect(answer.body).toMatchObject({ decision: true });
    expect((await post('evaluations', { ...question(), evaluations: [] })).body).toMatchObject({
      decision: true,
    });
  });

  test('are a thousand at the most, of a MiB', async () => {
    const { subject, action, resource, context } = question();
    const shared = { subject, action, resource, context };
    const many = (count: number) => ({ ...shared, evaluations: Array(count).fill({}) });
    expect(await decisions(many(1000))).toHaveLength(1000);
    expect((await post('evaluations', many(1001))).status).toBe(413);
    const padding = 'x'.repeat(1024 * 1024);
    expect((await post('evaluations', { ...many(1), padding })).status).toBe(413);
  });

  test('under a semantic that the standard does not know are a 400', async () => {
    const options = { evaluations_semantic: 'guess' };
    const answer = await post('evaluations', { evaluations: [good()], options });
    expect(answer.status).toBe(400);
  });
});

describe('a caller', () => {
  test('without a bearer token is told so in the words of the standard', async () => {
    const answer = await httpRequest(`${origin}/access/v1/evaluation`, { method: 'POST' });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toEqual(expect.any(String));
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="register"');
  });

  test.each(['data_user', 'dcc', 'portal', 'admin'] as const)(
    'of role %s is refused',
    async (role) => {
      const account = await client.createAccount({ role });
      expect((await post('evaluation', question(), {}, account)).status).toBe(403);
    },
  );

  test.each([
    ['GET', 'evaluation', 405],
    ['DELETE', 'evaluations', 405],
    ['OPTIONS', 'evaluation', 204],
    ['POST', 'search/subject', 404],
  ])('%s of %s is answered %i', async (method, path, status) => {
    const answer = await httpRequest(`${origin}/access/v1/${path}`, { method });
    expect(answer.status).toBe(status);
  });

  test.each([
    ['not JSON', '{', 'application/json', 400],
    ['a list', '[]', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 415],
  ])('who sends %s is refused', async (_what, body, type, status) => {
    const answer = await post('evaluation', body, { 'content-type': type });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual(expect.any(String));
  });

  test('is told where to ask', async () => {
    const answer = await httpRequest(`${origin}/.well-known/authzen-configuration`);
    expect(JSON.parse(answer.text)).toEqual({
      policy_decision_point: origin,
      access_evaluation_endpoint: `${origin}/access/v1/evaluation`,
      access_evaluations_endpoint: `${origin}/access/v1/evaluations`,
    });
  });
});

test('a signed answer says who asked what, and what was answered', async () => {
  const sent = JSON.stringify(question());
  const answer = await post('evaluation', sent, { accept: 'application/jwt' });
  expect(answer.headers['content-type']).toBe('application/jwt');
  expect(decodeProtectedHeader(answer.text).typ).toBe('dar-decision+jwt');
  const keys = await httpRequest(`${origin}/.well-known/jwks.json`);
  const keySet = createLocalJWKSet(JSON.parse(keys.text) as JSONWebKeySet);
  const { payload } = await compactVerify(answer.text, keySet);
  const claims = JSON.parse(new TextDecoder().decode(payload)) as JsonObject;
  expect(claims).toMatchObject({
    iss: origin,
    aud: provider.id,
    jti: answer.headers['x-transaction-id'],
    'request-digest': createHash('sha256').update(sent).digest('base64url'),
    decision: true,
    context: { reason: { code: 'permitted' } },
  });
  expect(claims.iat).toEqual(expect.any(Number));
});

describe('what was asked', () => {
  test('is listed to the provider, page by page, and to nobody else', async () => {
    const asking = await client.createAccount({ role: 'data_provider' });
    const body = { evaluations: [question(), question([['context.access-key', 'unknown']])] };
    await post('evaluations', body, {}, asking);
    await post('evaluation', question(), {}, asking);
    const first = await asking.call<{ releases: JsonObject[]; 'next-cursor': string }>(
      'GET',
      '/v1/releases?limit=1',
    );
    const second = await asking.call<{ releases: JsonObject[]; 'next-cursor': null }>(
      'GET',
      `/v1/releases?cursor=${first.body['next-cursor']}`,
    );
    const releases = [...first.body.releases, ...second.body.releases];
    expect(releases).toHaveLength(2);
    expect(second.body['next-cursor']).toBeNull();
    const known = releases.find(({ 'access-key': key }) => key === ak);
    expect(known).toMatchObject({ mpxn: home.mpxn, decision: true, count: 2, from: '2026-02-01' });
    const unknown = releases.find((each) => each !== known);
    expect(unknown).toMatchObject({ decision: false, reason: 'no-such-access', count: 1 });
    expect(unknown).not.toHaveProperty('access-key');
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    const later = await asking.call('GET', `/v1/releases?since=${tomorrow}`);
    expect(later.body.releases).toEqual([]);
  });

  test('of an access is told to its owner by day and provider', async () => {
    const own = await createHousehold(northwind);
    const of = { home: own, ak: await registerAccess(northwind, consentBody(own.ir)) };
    await ask(question([], of));
    await ask(question([], of));
    await ask(question([['resource.properties.data-types', ['HH-EXPORT']]], of));
    const path = `/v1/access-records/${of.ak}/releases`;
    const answer = await northwind.call<{ days: JsonObject[] }>('GET', path);
    expect(answer.body.days).toMatchObject([{ duid: provider.duid, permitted: 2, refused: 1 }]);
    const stranger = await client.createAccount();
    expect((await stranger.call('GET', path)).status).toBe(404);
  });
});
