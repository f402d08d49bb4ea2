import { dataOf, type RegisterClient } from './create-register-client.js';
import {
  toEvaluation,
  toReleaseDecision,
  type ReleaseDecision,
  type ReleaseQuestion,
} from './release-question.js';

/** Questions that the register takes in one request. */
const MOST = 1000;

/**
 * Asks whether data may be released (docs/api/releases.md#the-question). Ask before each release: the answer holds
 * this once. A refusal is an answer; where none came, it throws, and nothing may be released.
 */
export async function evaluate(
  client: RegisterClient,
  question: ReleaseQuestion,
): Promise<ReleaseDecision> {
  const body = toEvaluation(question);
  const { origin: baseUrl } = client;
  return toReleaseDecision(await dataOf(client.POST('/access/v1/evaluation', { baseUrl, body })));
}

export interface EvaluateManyOptions {
  /** The outcome after which the rest need not be asked; what was not asked has no answer. */
  stopAt?: 'deny' | 'permit';
}

const semantics = { deny: 'deny_on_first_deny', permit: 'permit_on_first_permit' } as const;

/**
 * Asks several questions, a thousand in one request, and answers in their order
 * (docs/api/releases.md#several-at-once). One that lacks something is refused with the reason `error`.
 */
export async function evaluateMany(
  client: RegisterClient,
  questions: readonly ReleaseQuestion[],
  { stopAt }: EvaluateManyOptions = {},
): Promise<ReleaseDecision[]> {
  const decisions: ReleaseDecision[] = [];
  const options = stopAt && { evaluations_semantic: semantics[stopAt] };
  const { origin: baseUrl } = client;
  for (let start = 0; start < questions.length; start += MOST) {
    const evaluations = questions.slice(start, start + MOST).map(toEvaluation);
    const body = { evaluations, ...(options ? { options } : {}) };
    const answer = await dataOf(client.POST('/access/v1/evaluations', { baseUrl, body }));
    decisions.push(...answer.evaluations.map(toReleaseDecision));
    if (stopAt && decisions.at(-1)?.isPermitted === (stopAt === 'permit')) break;
  }
  return decisions;
}
