import type { z } from 'zod';
import { toErrorMember, toEvaluationAnswer, type EvaluationAnswer } from './answers';
import { decide, type Asked, type Decision } from './decide';
import { toQuestion, type Question } from './question';
import {
  evaluationSchema,
  type EvaluationInput,
  type EvaluationsInput,
  type Semantic,
} from './schemas';

const stops: Record<Semantic, Asked['stopsAt']> = {
  execute_all: null,
  deny_on_first_deny: 'deny',
  permit_on_first_permit: 'permit',
};

/** A member of a batch: what it asks, or what it lacks. */
type Member = { question: Question } | { lacks: string };

function messageOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

/** A member with the defaults beside `evaluations`, each of which stands for a whole one that is absent. */
function readMember(input: EvaluationsInput, member: Record<string, unknown>): Member {
  const { subject, action, resource, context } = input;
  const reading = evaluationSchema.safeParse({ subject, action, resource, context, ...member });
  if (!reading.success) return { lacks: messageOf(reading.error) };
  return { question: toQuestion(reading.data) };
}

/** What of a batch can be come to: a member that lacks something is refused, and may be the first refused. */
function withinReach(members: Member[], stopsAt: Asked['stopsAt']): Member[] {
  const fault = stopsAt === 'deny' ? members.findIndex((member) => 'lacks' in member) : -1;
  return fault < 0 ? members : members.slice(0, fault + 1);
}

function isLast(decision: Decision, stopsAt: Asked['stopsAt']): boolean {
  return stopsAt === (decision.reason === 'permitted' ? 'permit' : 'deny');
}

/** The answers in the order of the members, up to the one at which the batch stops. */
function inOrder(members: Member[], decisions: Decision[], stopsAt: Asked['stopsAt']) {
  const answers: EvaluationAnswer[] = [];
  const waiting = decisions.values();
  for (const member of members) {
    if ('lacks' in member) {
      answers.push(toErrorMember(member.lacks));
      continue;
    }
    const decision = waiting.next().value;
    if (!decision) break;
    answers.push(toEvaluationAnswer(decision));
    if (isLast(decision, stopsAt)) break;
  }
  return answers;
}

/** Answers one question of a Data Provider (docs/api/releases.md#the-question). */
export async function evaluate(
  accountId: string,
  input: EvaluationInput,
): Promise<EvaluationAnswer> {
  const asked = { questions: [toQuestion(input)], stopsAt: null };
  const [decision] = await decide(accountId, asked);
  if (!decision) throw new Error('a question was not answered');
  return toEvaluationAnswer(decision);
}

/**
 * Answers several questions in their order (docs/api/releases.md#several-at-once). What comes after the
 * answer at which the batch stops is neither answered nor kept.
 */
export async function evaluateAll(
  accountId: string,
  input: EvaluationsInput,
): Promise<{ evaluations: EvaluationAnswer[] }> {
  const stopsAt = stops[input.options?.evaluations_semantic ?? 'execute_all'];
  const all = (input.evaluations ?? []).map((member) => readMember(input, member));
  const members = withinReach(all, stopsAt);
  const questions = members.flatMap((member) => ('question' in member ? [member.question] : []));
  const decisions = await decide(accountId, { questions, stopsAt });
  return { evaluations: inOrder(members, decisions, stopsAt) };
}
