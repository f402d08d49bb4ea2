import type { components } from './api-types.js';

/** What a Data Provider asks before it releases data (docs/api/releases.md#the-question). */
export interface ReleaseQuestion {
  /** The Data User that is to have them. */
  duid: string;
  mpxn: string;
  accessKey: string;
  dataTypes: components['schemas']['DataType'][];
  /** Days in Great Britain, both included: `2026-11-01`. */
  from: string;
  to: string;
}

/** What the register answered. Release what was asked for if it `isPermitted`, this once, and nothing else. */
export interface ReleaseDecision {
  isPermitted: boolean;
  /** Names the decision in `GET /releases`; null where the question lacked something and was not decided. */
  decisionId: string | null;
  /** A code of docs/api/releases.md#reasons, or `error`. */
  reason: string;
  /** The same in words, for a log. */
  text: string;
  /** Of a permit: when the access ends; null: no end, or no permit. */
  expiry: string | null;
  /** Of some refusals: the days that it would open. */
  earliestDataDate: string | null;
  latestDataDate: string | null;
}

/** A question as AuthZEN has it. */
export interface Evaluation {
  subject: { type: 'data-user'; id: string };
  action: { name: 'release' };
  resource: {
    type: 'meter-point';
    id: string;
    properties: { 'data-types': string[]; from: string; to: string };
  };
  context: { 'access-key': string };
}

/** An answer as AuthZEN has it. */
export interface EvaluationAnswer {
  decision: boolean;
  context: {
    'decision-id'?: string;
    reason?: { code: string; text: string };
    expiry?: string | null;
    'earliest-data-date'?: string;
    'latest-data-date'?: string;
    error?: { status: number; message: string };
  };
}

export function toEvaluation(question: ReleaseQuestion): Evaluation {
  const { duid, mpxn, accessKey, dataTypes, from, to } = question;
  return {
    subject: { type: 'data-user', id: duid },
    action: { name: 'release' },
    resource: {
      type: 'meter-point',
      id: mpxn,
      properties: { 'data-types': dataTypes, from, to },
    },
    context: { 'access-key': accessKey },
  };
}

export function toReleaseDecision({ decision, context }: EvaluationAnswer): ReleaseDecision {
  const { reason, error } = context;
  return {
    isPermitted: decision,
    decisionId: context['decision-id'] ?? null,
    reason: reason?.code ?? 'error',
    text: reason?.text ?? error?.message ?? 'No reason was given.',
    expiry: context.expiry ?? null,
    earliestDataDate: context['earliest-data-date'] ?? null,
    latestDataDate: context['latest-data-date'] ?? null,
  };
}
