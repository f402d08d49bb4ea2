import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRegisterClient } from './create-register-client.js';
import { evaluate, evaluateMany } from './evaluate.js';
import { followChanges } from './follow-changes.js';
import { RegisterError } from './register-error.js';
import type { ReleaseQuestion } from './release-question.js';
import { startFakeRegister, type FakeRegister } from './testing/start-fake-register.js';

let register: FakeRegister;

beforeEach(async () => {
  register = await startFakeRegister();
});
afterEach(() => register.close());

const client = () =>
  createRegisterClient({
    origin: register.origin,
    credentials: { accountId: 'grid', secretKey: 'a secret' },
    retries: { maxRetries: 0 },
  });

const question: ReleaseQuestion = {
  duid: 'duid_northwind',
  mpxn: '1200023305967',
  accessKey: 'ak_4f9d02c7a1b86e35d2f07c94',
  dataTypes: ['HH-CONSUMPTION'],
  from: '2026-11-01',
  to: '2026-11-28',
};
const permit = {
  decision: true,
  context: {
    'decision-id': 'dec_4f9d02c7a1b86e35d2f07c94',
    reason: { code: 'permitted', text: 'Yes.' },
    expiry: null,
  },
};
const refusal = {
  decision: false,
  context: {
    'decision-id': 'dec_000000000000000000000000',
    reason: { code: 'before-occupancy', text: 'No.' },
    'earliest-data-date': '2026-11-02',
  },
};
const answer = (body: unknown) => register.answers.push({ status: 200, body });

test('a question goes out as AuthZEN has it, and its answer is told in words of ours', async () => {
  answer(permit);
  expect(await evaluate(client(), question)).toEqual({
    isPermitted: true,
    decisionId: 'dec_4f9d02c7a1b86e35d2f07c94',
    reason: 'permitted',
    text: 'Yes.',
    expiry: null,
    earliestDataDate: null,
    latestDataDate: null,
  });
  expect(register.seen).toMatchObject([
    { method: 'POST', path: '/access/v1/evaluation', authorization: 'Bearer token-1' },
  ]);
  expect(JSON.parse(register.seen[0]?.body ?? '')).toEqual({
    subject: { type: 'data-user', id: question.duid },
    action: { name: 'release' },
    resource: {
      type: 'meter-point',
      id: question.mpxn,
      properties: { 'data-types': ['HH-CONSUMPTION'], from: '2026-11-01', to: '2026-11-28' },
    },
    context: { 'access-key': question.accessKey },
  });
});

test('a refused release is an answer, with the days that it would open', async () => {
  answer(refusal);
  expect(await evaluate(client(), question)).toMatchObject({
    isPermitted: false,
    reason: 'before-occupancy',
    earliestDataDate: '2026-11-02',
  });
});

test.each([400, 403, 500])('an answer of %i throws, with what it says', async (status) => {
  register.answers.push({ status, body: 'context: is missing' });
  await expect(evaluate(client(), question)).rejects.toMatchObject({
    status,
    problems: [{ message: 'context: is missing' }],
  });
});

test('a token that is no longer taken is replaced once', async () => {
  register.answers.push({ status: 401, body: 'The token has expired.' });
  answer(permit);
  expect((await evaluate(client(), question)).isPermitted).toBe(true);
  expect(register.seen.map(({ authorization }) => authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
  ]);
});

test('many questions are asked a thousand at a time, and answered in their order', async () => {
  const all = (count: number, one: unknown) => ({
    evaluations: Array.from({ length: count }, () => one),
  });
  answer(all(1000, permit));
  answer({
    evaluations: [refusal, { decision: false, context: { error: { status: 400, message: 'x' } } }],
  });
  const decisions = await evaluateMany(
    client(),
    Array.from({ length: 1002 }, () => question),
  );
  expect(decisions.map(({ reason }) => reason).slice(998)).toEqual([
    'permitted',
    'permitted',
    'before-occupancy',
    'error',
  ]);
  const sent = register.seen.map(({ body }) => JSON.parse(body) as { evaluations: unknown[] });
  expect(sent.map(({ evaluations }) => evaluations.length)).toEqual([1000, 2]);
});

test('what comes after the first refusal is not asked where that is enough', async () => {
  answer({ evaluations: [permit, refusal] });
  const questions = Array.from({ length: 1500 }, () => question);
  const decisions = await evaluateMany(client(), questions, { stopAt: 'deny' });
  expect(decisions.map(({ isPermitted }) => isPermitted)).toEqual([true, false]);
  expect(register.seen).toHaveLength(1);
  expect(JSON.parse(register.seen[0]?.body ?? '')).toMatchObject({
    options: { evaluations_semantic: 'deny_on_first_deny' },
  });
});

test('of no questions nothing is asked', async () => {
  expect(await evaluateMany(client(), [])).toEqual([]);
  expect(register.seen).toEqual([]);
});

const change = (sequence: number) => ({
  sequence,
  ak: 'ak_4f9d02c7a1b86e35d2f07c94',
  change: 'ended',
  at: '2026-11-30T09:30:00.000Z',
});

/** Follows until `count` changes have come; answers their numbers and the pauses that were made. */
async function follow(count: number, after?: number) {
  const stop = new AbortController();
  const [sequences, pauses]: [number[], number[]] = [[], []];
  const pause = (ms: number) => Promise.resolve(void pauses.push(ms));
  for await (const { sequence } of followChanges(client(), { after, signal: stop.signal, pause })) {
    sequences.push(sequence);
    if (sequences.length === count) stop.abort();
  }
  return { sequences, pauses };
}

const asked = () => register.seen.map(({ path }) => path);

test('changes come in order, and each request goes on where the one before ended', async () => {
  answer({ changes: [change(8), change(9)], next: 9 });
  answer({ changes: [], next: 31 });
  answer({ changes: [change(40)], next: 41 });
  expect((await follow(3, 7)).sequences).toEqual([8, 9, 40]);
  expect(asked()).toEqual([
    '/v1/release-changes?after=7&wait=30',
    '/v1/release-changes?after=9&wait=30',
    '/v1/release-changes?after=31&wait=30',
  ]);
});

test('a register that does not answer is asked again where it left off, after pauses that grow', async () => {
  answer({ changes: [change(8)], next: 8 });
  register.answers.push('break', 'break', { status: 503, body: {} }, { status: 429, body: {} });
  answer({ changes: [change(9)], next: 9 });
  register.answers.push('break');
  answer({ changes: [change(10)], next: 10 });
  const { sequences, pauses } = await follow(3);
  expect(sequences).toEqual([8, 9, 10]);
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 1000]);
  expect(asked()[5]).toBe('/v1/release-changes?after=8&wait=30');
});

test('a pause is a minute at most', async () => {
  for (let turn = 0; turn < 8; turn += 1) register.answers.push('break');
  answer({ changes: [change(8)], next: 8 });
  expect((await follow(1)).pauses.slice(-2)).toEqual([60_000, 60_000]);
});

test('what the register refuses for good ends the iteration with an error', async () => {
  register.answers.push({
    status: 403,
    body: { errors: [{ 'error-code': 'AUTH003', message: 'No.' }] },
  });
  await expect(follow(1)).rejects.toBeInstanceOf(RegisterError);
});

test('an abort ends it at once: while it waits, and within an answer', async () => {
  const stop = new AbortController();
  answer({ changes: [change(8), change(9)], next: 9 });
  const seen: number[] = [];
  for await (const { sequence } of followChanges(client(), { signal: stop.signal })) {
    seen.push(sequence);
    stop.abort();
  }
  expect(seen).toEqual([8]);
  const waiting = new AbortController();
  register.answers.push('break');
  const changes = followChanges(client(), { signal: waiting.signal });
  const next = changes.next();
  setTimeout(() => waiting.abort(), 200);
  expect(await next).toEqual({ done: true, value: undefined });
});
