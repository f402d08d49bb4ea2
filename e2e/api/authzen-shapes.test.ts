import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ApiAccount, JsonObject } from '../../harness/api-client';
import { sharedRegister } from '../../harness/api-context';
import { createHousehold } from '../../harness/callers/household';
import { registerConsent } from '../../harness/callers/registered-access';
import { httpRequest } from '../../harness/http-request';

// The shapes that the OpenID AuthZEN Authorization API 1.0 has for requests and answers, and what of them is ours:
// strict, so that nothing else comes along.

const { client, origin } = sharedRegister();

const reason = z.strictObject({ code: z.string().regex(/^[a-z-]+$/), text: z.string().min(1) });
const decided = { 'decision-id': z.string().regex(/^dec_[0-9a-f]{24}$/), reason };
const day = z.iso.date();
const permit = z.strictObject({
  decision: z.literal(true),
  context: z.strictObject({ ...decided, expiry: z.iso.datetime().nullable() }),
});
const refusal = z.strictObject({
  decision: z.literal(false),
  context: z.strictObject({
    ...decided,
    'earliest-data-date': day.optional(),
    'latest-data-date': day.optional(),
  }),
});
const lacking = z.strictObject({
  decision: z.literal(false),
  context: z.strictObject({
    error: z.strictObject({ status: z.literal(400), message: z.string().min(1) }),
  }),
});
const evaluation = z.union([permit, refusal]);
const evaluations = z.strictObject({ evaluations: z.array(z.union([permit, refusal, lacking])) });
const configuration = z.strictObject({
  policy_decision_point: z.url(),
  access_evaluation_endpoint: z.url(),
  access_evaluations_endpoint: z.url(),
});

let provider: ApiAccount;
let parts: Record<'subject' | 'action' | 'resource' | 'context', JsonObject>;

beforeAll(async () => {
  provider = await client.createAccount({ role: 'data_provider' });
  const owner = await client.createAccount();
  const home = await createHousehold(owner);
  parts = {
    subject: { type: 'data-user', id: owner.duid },
    action: { name: 'release' },
    resource: {
      type: 'meter-point',
      id: home.mpxn,
      properties: { 'data-types': ['HH-CONSUMPTION'], from: '2026-02-01', to: '2026-02-28' },
    },
    context: { 'access-key': await registerConsent(home) },
  };
});

async function post(path: string, body: JsonObject) {
  const { status, text, headers } = await httpRequest(`${origin}/access/v1/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await provider.token()}`,
      'content-type': 'application/json',
      'x-request-id': 'bfe9eb29-ab87-4ca3-be83-a1d5d8305716',
    },
    body: JSON.stringify(body),
  });
  expect(headers).toMatchObject({
    'x-request-id': 'bfe9eb29-ab87-4ca3-be83-a1d5d8305716',
    'content-type': 'application/json; charset=utf-8',
  });
  return { status, body: JSON.parse(text) as unknown };
}

describe('one evaluation', () => {
  const without = (name: keyof typeof parts) => ({ ...parts, [name]: undefined });

  test.each<[what: string, body: () => JsonObject, decision: boolean]>([
    ['subject, action, resource and context', () => parts, true],
    [
      'properties of the subject and of the action',
      () => ({
        ...parts,
        subject: { ...parts.subject, properties: { department: 'Billing' } },
        action: { ...parts.action, properties: { method: 'GET' } },
      }),
      true,
    ],
    ['members that a later version may add', () => ({ ...parts, options: { trace: true } }), true],
    ['another resource type', () => ({ ...parts, resource: { type: 'record', id: '1' } }), false],
  ])('with %s is answered in the shape of the standard', async (_what, body, decision) => {
    const answer = await post('evaluation', body());
    expect(answer.status).toBe(200);
    expect(evaluation.parse(answer.body).decision).toBe(decision);
  });

  test.each(['subject', 'action', 'resource', 'context'] as const)(
    'without %s is a 400 with a message alone',
    async (name) => {
      const answer = await post('evaluation', without(name));
      expect(answer.status).toBe(400);
      z.string().min(1).parse(answer.body);
    },
  );
});

describe('several evaluations', () => {
  const shapes: [what: string, body: () => JsonObject, decisions: boolean[]][] = [
    ['each whole', () => ({ evaluations: [parts, parts] }), [true, true]],
    [
      'with defaults beside them',
      () => {
        const { resource, ...defaults } = parts;
        return { ...defaults, evaluations: [{ resource }, { resource: { type: 'x', id: '1' } }] };
      },
      [true, false],
    ],
    ['of which one lacks something', () => ({ evaluations: [parts, {}] }), [true, false]],
    [
      'that all are to be executed',
      () => ({
        evaluations: [{}, parts],
        options: { evaluations_semantic: 'execute_all', another_option: 'value' },
      }),
      [false, true],
    ],
    [
      'that stop at the first refusal',
      () => ({
        evaluations: [parts, {}, parts],
        options: { evaluations_semantic: 'deny_on_first_deny' },
      }),
      [true, false],
    ],
    [
      'that stop at the first permit',
      () => ({
        evaluations: [{}, parts, {}],
        options: { evaluations_semantic: 'permit_on_first_permit' },
      }),
      [false, true],
    ],
  ];

  test.each(shapes)(
    '%s are answered in the shape of the standard',
    async (_what, body, decisions) => {
      const answer = await post('evaluations', body());
      expect(answer.status).toBe(200);
      const { evaluations: answers } = evaluations.parse(answer.body);
      expect(answers.map(({ decision }) => decision)).toEqual(decisions);
    },
  );

  test.each([
    ['there is no list', () => parts],
    ['the list is empty', () => ({ ...parts, evaluations: [] })],
  ])('are one where %s', async (_what, body) => {
    const answer = await post('evaluations', body());
    expect(answer.status).toBe(200);
    expect(evaluation.parse(answer.body).decision).toBe(true);
  });
});

test('the configuration names both endpoints, under one origin, and nothing else', async () => {
  const { status, text, headers } = await httpRequest(
    `${origin}/.well-known/authzen-configuration`,
  );
  expect([status, headers['content-type']]).toEqual([200, 'application/json']);
  const said = configuration.parse(JSON.parse(text));
  for (const url of Object.values(said)) expect(new URL(url).origin).toBe(origin);
});
